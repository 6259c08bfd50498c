package dev.weir.nft.ruleset;

import dev.weir.core.diag.SourceSpan;
import dev.weir.core.hook.Family;
import dev.weir.nft.ast.Cmd;
import dev.weir.nft.ast.Cmd.AddMode;
import dev.weir.nft.ast.Cmd.Name;
import dev.weir.nft.ast.Cmd.TableRef;
import dev.weir.nft.ast.ObjectSpec;
import dev.weir.nft.vm.ObjectKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code add}, {@code create}, {@code delete} and {@code reset} of named objects. */
final class ObjectCommands {
  private final Changes changes;

  ObjectCommands(Changes changes) {
    this.changes = changes;
  }

  void add(Cmd.AddObject command) {
    TableDraft table = changes.tableForObject(command.table());
    Name name = command.object();
    if (table == null || !changes.fits(name.span(), name.text())) {
      return;
    }
    ObjectSpec specification = command.specification();
    if (table.family == Family.BRIDGE && ObjectChecks.tracks(specification.kind())) {
      changes.diagnostics.notSupported(
          command.span(), specification.kind().words() + " in family bridge");
      return;
    }
    NamedObject.Key key = new NamedObject.Key(specification.kind(), name.text());
    NamedObject existing = table.objects.get(key);
    if (existing != null && command.mode() == AddMode.CREATE) {
      changes.fail(name.span(), Changes.EXISTS);
      return;
    }
    if (existing != null && !changesExisting(key.kind())) {
      return;
    }
    String refusal = ObjectChecks.refusal(table.family, specification.body());
    if (refusal != null) {
      changes.fail(command.span(), refusal);
    } else if (existing == null) {
      NamedObject made = new NamedObject(table.newHandle(), name.text(), specification);
      table.objects.put(key, made.with(ObjectChecks.kept(table.family, specification.body())));
    } else {
      table.objects.put(key, changed(existing, specification.body()));
    }
  }

  /** KERNEL: nft_object_ops.update: of these, {@code add} changes one that is there. */
  private static boolean changesExisting(ObjectKind kind) {
    return kind == ObjectKind.QUOTA || kind == ObjectKind.SYNPROXY;
  }

  /** A changed quota goes on with what is used. */
  private static NamedObject changed(NamedObject existing, ObjectSpec.Body body) {
    return existing.specification().body() instanceof ObjectSpec.Quota old
            && body instanceof ObjectSpec.Quota quota
        ? existing.with(new ObjectSpec.Quota(quota.quotaBytes(), old.usedBytes(), quota.over()))
        : existing.with(body);
  }

  void delete(Cmd.DeleteObject command) {
    TableDraft table = changes.table(command.table());
    if (table == null) {
      return;
    }
    Name name = command.object();
    NamedObject found = find(table, command);
    SourceSpan place =
        name == null ? Removals.lastWord(command.span(), command.handle()) : name.span();
    if (found != null) {
      if (ObjectUses.isUsed(table, found.key())) {
        changes.fail(place, Changes.BUSY);
      } else {
        table.objects.remove(found.key());
      }
    } else if (name == null) {
      changes.fail(place, Changes.MISSING);
    } else {
      changes.missing(name, table, "obj", names(table, command.kind()));
    }
  }

  private static @Nullable NamedObject find(TableDraft table, Cmd.DeleteObject command) {
    Name name = command.object();
    Long handle = command.handle();
    for (NamedObject object : table.objects.values()) {
      boolean meant =
          name != null
              ? object.name().equals(name.text())
              : handle != null && object.handle() == handle;
      if (meant && object.kind() == command.kind()) {
        return object;
      }
    }
    return null;
  }

  private static List<String> names(TableDraft table, ObjectKind kind) {
    return table.objects.values().stream()
        .filter(object -> object.kind() == kind)
        .map(NamedObject::name)
        .toList();
  }

  void reset(Cmd.ResetObjects command) {
    TableRef ref = command.table();
    Name name = command.object();
    if (ref == null) {
      for (TableDraft table : changes.draft.tables()) {
        if (command.family() == null || command.family() == table.family) {
          reset(table, command.kind(), null);
        }
      }
      return;
    }
    TableDraft table = changes.tableForObject(ref);
    if (table == null) {
      return;
    }
    if (name != null
        && !table.objects.containsKey(new NamedObject.Key(command.kind(), name.text()))) {
      changes.fail(command.span(), Changes.MISSING);
      return;
    }
    reset(table, command.kind(), name == null ? null : name.text());
  }

  private static void reset(TableDraft table, ObjectKind kind, @Nullable String name) {
    table.objects.replaceAll((key, object) -> {
      boolean meant = key.kind() == kind && (name == null || name.equals(key.name()));
      return meant ? object.with(unused(object.specification().body())) : object;
    });
  }

  private static ObjectSpec.Body unused(ObjectSpec.Body body) {
    return switch (body) {
      case ObjectSpec.Counter ignored -> new ObjectSpec.Counter(0, 0);
      case ObjectSpec.Quota quota -> new ObjectSpec.Quota(quota.quotaBytes(), 0, quota.over());
      default -> body;
    };
  }
}
