package dev.weir.nft.ruleset;

import dev.weir.core.diag.SourceSpan;
import dev.weir.core.hook.ChainType;
import dev.weir.core.hook.Family;
import dev.weir.core.hook.Hook;
import dev.weir.nft.ast.Cmd;
import dev.weir.nft.ast.Cmd.AddMode;
import dev.weir.nft.ast.Cmd.BaseChain;
import dev.weir.nft.ast.Expr.VerdictKind;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code add} and {@code create} of tables and chains. */
final class ChainCommands {
  /** IFNAMSIZ is 16, with the zero byte at the end. */
  private static final int MAX_DEVICE_NAME_LENGTH = 15;

  /** KERNEL: NAT needs connections, which are there behind this priority only. */
  private static final int CONNTRACK_PRIORITY = -200;

  private final Changes changes;

  ChainCommands(Changes changes) {
    this.changes = changes;
  }

  void addTable(Cmd.AddTable command) {
    if (!changes.fits(command.table().span(), command.table().name())) {
      return;
    }
    Cmd.TableFlags flags = command.flags();
    if (flags.persistent() && !flags.owned()) {
      changes.fail(command.span(), Changes.NOT_SUPPORTED);
      return;
    }
    TableDraft table = changes.draft.find(command.table());
    if (table == null) {
      table = changes.draft.add(command.table(), command.comment());
      table.dormant = flags.dormant();
      table.owned = flags.owned();
      table.persistent = flags.persistent();
      return;
    }
    if (command.mode() == AddMode.CREATE) {
      changes.fail(command.table().span(), Changes.EXISTS);
      return;
    }
    if (flags.owned() != table.owned || (flags.persistent() && !table.persistent)) {
      changes.fail(command.span(), Changes.NOT_SUPPORTED);
      return;
    }
    boolean awakens = table.dormant && !flags.dormant();
    table.dormant = flags.dormant();
    if (awakens) {
      for (ChainDraft chain : table.chains.values()) {
        Chain.Base base = chain.base;
        chain.base = base == null ? null : base.withOrder(changes.draft.newHookOrder());
      }
    }
  }

  void addChain(Cmd.AddChain command) {
    TableDraft table = changes.tableForObject(command.table());
    if (table == null || !changes.fits(command.chain().span(), command.chain().text())) {
      return;
    }
    if (command.chain().text().startsWith(Chain.ANONYMOUS)) {
      changes.diagnostics.notSupported(
          command.chain().span(), "chain name that begins with " + Chain.ANONYMOUS);
      return;
    }
    BaseChain written = command.base();
    Chain.Base base = null;
    if (written != null) {
      base = base(command, written);
      if (base == null) {
        return;
      }
    }
    ChainDraft existing = table.chains.get(command.chain().text());
    if (existing != null) {
      change(command, existing, base);
      return;
    }
    if (base == null && command.policy() != null) {
      changes.fail(command.span(), Changes.NOT_SUPPORTED);
      return;
    }
    String name = command.chain().text();
    if (base != null) {
      base = base.withOrder(changes.draft.newHookOrder());
    }
    table.chains.put(
        name, new ChainDraft(name, table.newHandle(), base, command.comment(), where(command)));
  }

  /** Where the hook is written, or else the chain's name. */
  private static SourceSpan where(Cmd.AddChain command) {
    BaseChain written = command.base();
    return written == null ? command.chain().span() : written.span();
  }

  private Chain.@Nullable Base base(Cmd.AddChain command, BaseChain written) {
    Hook hook = Hook.ofWord(written.hook().text());
    Family family = command.table().family();
    if (hook == null) {
      changes.diagnostics.error(written.hook().span(), "unknown chain hook");
      return null;
    }
    // KERNEL: not the kernel but nft knows a forward hook of arp, which then the kernel refuses.
    boolean arpForward = family == Family.ARP && hook == Hook.FORWARD;
    if (!family.supports(hook, ChainType.FILTER) && !arpForward) {
      changes.diagnostics.error(
          written.hook().span(), "The " + family.word() + " family does not support this hook");
      return null;
    }
    Integer priority = Priorities.resolve(written.priority(), family, hook);
    if (priority == null) {
      changes.diagnostics.error(
          written.priority().span(), "invalid priority expression value in this context.");
      return null;
    }
    List<String> devices = devices(written, hook);
    if (devices == null) {
      return null;
    }
    if (arpForward) {
      changes.fail(command.chain().span(), Changes.NOT_SUPPORTED);
      return null;
    }
    if (new HashSet<>(devices).size() < devices.size()) {
      changes.fail(command.chain().span(), Changes.EXISTS);
      return null;
    }
    ChainType type = type(command, written, hook, priority);
    if (type == null) {
      return null;
    }
    boolean drop = command.policy() == VerdictKind.DROP;
    return new Chain.Base(type, hook, priority, drop, 0, devices);
  }

  /** The type of a base chain, null where the kernel has none such at the hook. */
  private @Nullable ChainType type(
      Cmd.AddChain command, BaseChain written, Hook hook, int priority) {
    if (!written.type().text().equals(ChainType.NAT.word())) {
      return ChainType.FILTER;
    }
    Family family = command.table().family();
    if (family != Family.IPV4 && family != Family.IPV6 && family != Family.INET) {
      changes.fail(written.type().span(), Changes.MISSING);
      return null;
    }
    if (!family.supports(hook, ChainType.NAT) || priority <= CONNTRACK_PRIORITY) {
      changes.fail(command.chain().span(), Changes.NOT_SUPPORTED);
      return null;
    }
    return ChainType.NAT;
  }

  /** The devices a chain is bound to, sorted; null after an error. */
  private @Nullable List<String> devices(BaseChain written, Hook hook) {
    boolean bound = hook == Hook.INGRESS || hook == Hook.EGRESS;
    Cmd.Devices devices = written.devices();
    if (devices == null) {
      if (bound) {
        changes.diagnostics.error(written.span(), "Missing `device' in this chain definition");
      }
      return bound ? null : List.of();
    }
    if (!bound) {
      changes.diagnostics.error(devices.span(), "This chain type cannot be bound to device");
      return null;
    }
    for (Cmd.Name name : devices.names()) {
      int length = name.text().getBytes(StandardCharsets.UTF_8).length;
      if (length == 0 || length > MAX_DEVICE_NAME_LENGTH) {
        changes.diagnostics.error(
            name.span(),
            "device name of " + length + " bytes: 1 to " + MAX_DEVICE_NAME_LENGTH + " are allowed");
        return null;
      }
      if (name.text().endsWith("*")) {
        changes.diagnostics.notSupported(name.span(), "wildcard device");
        return null;
      }
    }
    return devices.names().stream().map(Cmd.Name::text).sorted().toList();
  }

  /** {@code add chain} of a chain that exists: the policy can change, and devices be added. */
  private void change(Cmd.AddChain command, ChainDraft chain, Chain.@Nullable Base base) {
    if (command.mode() == AddMode.CREATE) {
      changes.fail(command.chain().span(), Changes.EXISTS);
      return;
    }
    Chain.Base current = chain.base;
    if (base != null && current == null) {
      changes.fail(command.chain().span(), Changes.EXISTS);
    } else if (base != null && current != null && !base.sameHook(current)) {
      changes.fail(command.span(), Changes.NOT_SUPPORTED);
    } else if (command.policy() != null && current == null) {
      changes.fail(command.span(), Changes.NOT_SUPPORTED);
    } else if (current != null) {
      Chain.Base changed = base == null ? current : current.withDevices(base.devices());
      chain.base =
          command.policy() == null
              ? changed
              : changed.withPolicy(command.policy() == VerdictKind.DROP);
      chain.span = command.policy() == null ? chain.span : where(command);
    }
  }
}
