package dev.weir.core.nat;

import dev.weir.core.conntrack.ConnNat;
import dev.weir.core.conntrack.ConnTuple;
import dev.weir.core.conntrack.Conntrack;
import dev.weir.core.conntrack.ConntrackStatus;
import dev.weir.core.hook.Hook;
import dev.weir.core.packet.ConntrackRef;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;
import dev.weir.core.verdict.Verdicts;
import java.util.List;

/**
 * NAT's own function at one hook of one protocol family.
 *
 * <p><i>Meaning:</i> a packet without connection passes. A new connection is shown to the nat
 * chains of the hook in turn, until one has bound it; an ICMP error is rewritten as the connection
 * it belongs to; every packet of a bound connection is rewritten, and a TCP reset that answers for
 * its other end.
 *
 * <p>Source: net/netfilter/nf_nat_core.c (nf_nat_inet_fn, nf_nat_packet), nf_nat_proto.c
 * (nf_nat_ipv4_fn, nf_nat_ipv6_fn).
 */
public final class NatHook {
  /** Answer of {@link #run} beside verdicts: NAT itself drops, no rule. */
  public static final int FAILED = -1;

  private final Nat nat;
  private final ConnNat connections;
  private final Hook hook;
  private final boolean source;
  private final NatChain[] chains;
  private final PacketTranslator translator = new PacketTranslator();
  private final IcmpErrorTranslator errors;
  private final ConnTuple other = new ConnTuple();
  private final ConnTuple target = new ConnTuple();

  /**
   * The function of a hook.
   *
   * @param chains the nat chains of the hook, in the order they run
   */
  public NatHook(Nat nat, Hook hook, List<NatChain> chains) {
    this.nat = nat;
    this.connections = nat.connections();
    this.hook = hook;
    this.source = Nat.isSource(hook);
    this.chains = chains.toArray(new NatChain[0]);
    this.errors = new IcmpErrorTranslator(nat, translator);
  }

  /** {@code Verdicts.ACCEPT}, what a nat chain said, or {@link #FAILED}. */
  @HotPath
  public int run(Packet packet) {
    ConntrackRef ref = packet.conntrack();
    if (!ref.isAttached()) {
      return Verdicts.ACCEPT;
    }
    int info = ref.info();
    boolean related = info == ConntrackRef.RELATED || info == ConntrackRef.RELATED_REPLY;
    if (related && errors.isIcmp(packet)) {
      return errors.translate(packet, hook) ? Verdicts.ACCEPT : FAILED;
    }
    int entry = ref.entry();
    if ((related || info == ConntrackRef.NEW) && !nat.isDecided(entry, source)) {
      int verdict = bind(packet, entry);
      if (verdict != Verdicts.ACCEPT) {
        return verdict;
      }
    } else if (hook == Hook.POSTROUTING
        && !ref.isReply()
        && nat.isDeviceChanged(entry, packet.oif())) {
      connections.kill(entry);
      return FAILED;
    }
    return translate(packet, entry, ref.isReply());
  }

  @HotPath
  private int bind(Packet packet, int entry) {
    nat.enter(hook);
    for (NatChain chain : chains) {
      int verdict = chain.evaluate(packet);
      if (verdict != Verdicts.ACCEPT) {
        return verdict;
      }
      if (nat.isDecided(entry, source)) {
        return Verdicts.ACCEPT;
      }
    }
    return nat.setupNothing(packet) == Verdicts.ACCEPT ? Verdicts.ACCEPT : FAILED;
  }

  @HotPath
  private int translate(Packet packet, int entry, boolean isReply) {
    if (!connections.has(
        entry, source == isReply ? ConntrackStatus.DST_NAT : ConntrackStatus.SRC_NAT)) {
      return Verdicts.ACCEPT;
    }
    connections.read(entry, isReply ? Conntrack.ORIGINAL : Conntrack.REPLY, other);
    target.invert(other);
    return !packet.makeWritable()
            || translator.translate(
                packet, packet.networkOffset(), target, target.protocol(), source)
        ? Verdicts.ACCEPT
        : FAILED;
  }
}
