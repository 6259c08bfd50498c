package dev.weir.nft.ruleset;

import dev.weir.core.hook.ChainType;
import dev.weir.core.hook.Hook;
import dev.weir.nft.ast.Cmd;
import dev.weir.nft.ast.Cmd.AddMode;
import dev.weir.nft.ast.Cmd.BaseChain;
import dev.weir.nft.ast.Expr.VerdictKind;
import org.jspecify.annotations.Nullable;

/** {@code add} and {@code create} of tables and chains. */
final class ChainCommands {
  private final Changes changes;

  ChainCommands(Changes changes) {
    this.changes = changes;
  }

  void addTable(Cmd.AddTable command) {
    if (!changes.fits(command.table().span(), command.table().name())) {
      return;
    }
    TableDraft table = changes.draft.find(command.table());
    if (table == null) {
      table = changes.draft.add(command.table(), command.comment());
      table.dormant = command.dormant();
      return;
    }
    if (command.mode() == AddMode.CREATE) {
      changes.fail(command.table().span(), Changes.EXISTS);
      return;
    }
    boolean awakens = table.dormant && !command.dormant();
    table.dormant = command.dormant();
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
    BaseChain written = command.base();
    Chain.Base base = null;
    if (written != null) {
      base = base(written, command.policy());
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
    table.chains.put(name, new ChainDraft(name, table.newHandle(), base, command.comment()));
  }

  private Chain.@Nullable Base base(BaseChain written, @Nullable VerdictKind policy) {
    Hook hook = Hook.ofWord(written.hook().text());
    if (hook == null) {
      changes.diagnostics.error(written.hook().span(), "unknown chain hook");
      return null;
    }
    Integer priority = Priorities.resolve(written.priority(), hook);
    if (priority == null) {
      changes.diagnostics.error(
          written.priority().span(), "invalid priority expression value in this context.");
      return null;
    }
    return new Chain.Base(ChainType.FILTER, hook, priority, policy == VerdictKind.DROP, 0);
  }

  /** {@code add chain} of a chain that exists: nothing but the policy can change. */
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
    } else if (command.policy() != null) {
      if (current == null) {
        changes.fail(command.span(), Changes.NOT_SUPPORTED);
      } else {
        chain.base = current.withPolicy(command.policy() == VerdictKind.DROP);
      }
    }
  }
}
