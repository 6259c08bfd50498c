package dev.weir.nft.ruleset;

import dev.weir.core.hook.ChainType;
import dev.weir.core.hook.Family;
import dev.weir.core.hook.Hook;
import dev.weir.nft.eval.TypedAction;
import dev.weir.nft.eval.TypedRule;
import dev.weir.nft.eval.TypedStmt;
import dev.weir.nft.vm.MetaKey;
import java.util.List;

/**
 * A rule of a chain that is being changed.
 *
 * @param sequence the number of the command that brought it, 0 if it was there before
 * @param jumps the ways to other chains, not those through named maps
 * @param maps named sets and maps it looks into
 * @param hooks the hooks and types of base chains it may run at, a bit each
 */
record RuleDraft(
    long handle,
    TypedRule typed,
    int sequence,
    List<TypedStmt.Jump> jumps,
    List<String> maps,
    int hooks) {
  private static final int EVERY_HOOK = -1;

  /** Bits from here on stand for types of base chains. */
  private static final int FIRST_TYPE = 16;

  private static final int EVERY_TYPE = EVERY_HOOK << FIRST_TYPE;

  private static final int IP_REJECT_HOOKS =
      bit(Hook.PREROUTING) | bit(Hook.INPUT) | bit(Hook.FORWARD) | bit(Hook.OUTPUT);

  private static final int IP_HOOKS = IP_REJECT_HOOKS | bit(Hook.POSTROUTING);

  static RuleDraft of(long handle, TypedRule typed, int sequence) {
    int hooks = EVERY_HOOK;
    for (TypedStmt statement : typed.statements()) {
      int types = statement instanceof TypedStmt.Nat ? 0 : EVERY_TYPE;
      hooks &= types | hooksOf(typed.family(), statement);
    }
    hooks &= EVERY_TYPE | SelectorHooks.of(typed);
    return new RuleDraft(handle, typed, sequence, typed.jumps(), typed.namedSets(), hooks);
  }

  // KERNEL: nft_reject_validate, nft_reject_inet_validate, nft_reject_netdev_validate,
  // nft_reject_bridge_validate, nft_meta_set_validate.
  private static int hooksOf(Family family, TypedStmt statement) {
    return switch (statement) {
      case TypedStmt.Reject ignored -> rejectHooks(family);
      case TypedStmt.Action action -> hooksOf(family, action.action());
      case TypedStmt.Nat nat ->
          bit(ChainType.NAT)
              | switch (nat.kind()) {
                case SNAT -> bit(Hook.POSTROUTING) | bit(Hook.INPUT);
                case DNAT, REDIRECT -> bit(Hook.PREROUTING) | bit(Hook.OUTPUT);
                case MASQUERADE -> bit(Hook.POSTROUTING);
              };
      case TypedStmt.MetaSet set when set.key() == MetaKey.PKTTYPE ->
          switch (family) {
            case NETDEV -> bit(Hook.INGRESS);
            case ARP -> 0;
            case INET, IPV4, IPV6, BRIDGE -> bit(Hook.PREROUTING);
          };
      default -> EVERY_HOOK;
    };
  }

  // KERNEL: nft_queue_validate, nft_tproxy_validate, nft_synproxy_validate,
  // nft_flow_offload_validate, nft_fwd_validate.
  private static int hooksOf(Family family, TypedAction action) {
    return switch (action) {
      case TypedAction.Queue ignored ->
          family == Family.NETDEV || family == Family.ARP ? 0 : IP_HOOKS;
      case TypedAction.Tproxy ignored -> bit(Hook.PREROUTING);
      case TypedAction.Synproxy ignored -> bit(Hook.INPUT) | bit(Hook.FORWARD);
      case TypedAction.Flow ignored -> bit(Hook.FORWARD);
      case TypedAction.Fwd ignored -> bit(Hook.INGRESS) | bit(Hook.EGRESS);
      case TypedAction.Dup ignored -> EVERY_HOOK;
    };
  }

  private static int rejectHooks(Family family) {
    return switch (family) {
      case IPV4, IPV6 -> IP_REJECT_HOOKS;
      case INET -> IP_REJECT_HOOKS | bit(Hook.INGRESS);
      case NETDEV -> bit(Hook.INGRESS);
      case BRIDGE -> bit(Hook.PREROUTING) | bit(Hook.INPUT);
      case ARP -> 0;
    };
  }

  static int bit(ChainType type) {
    return 1 << (FIRST_TYPE + type.ordinal());
  }

  static int bit(Hook hook) {
    return 1 << hook.ordinal();
  }

  Rule freeze() {
    return new Rule(handle, typed);
  }
}
