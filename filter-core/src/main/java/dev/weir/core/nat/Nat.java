package dev.weir.core.nat;

import dev.weir.core.conntrack.ConnNat;
import dev.weir.core.conntrack.ConnTuple;
import dev.weir.core.conntrack.Conntrack;
import dev.weir.core.conntrack.ConntrackStatus;
import dev.weir.core.hook.Hook;
import dev.weir.core.packet.Device;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Ip4;
import dev.weir.core.packet.Ip6;
import dev.weir.core.packet.Packet;
import dev.weir.core.verdict.Verdicts;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bindings of one network namespace: what NAT statements call.
 *
 * <p>Example: {@code range.start(NatRange.MAP_IPS); ...; verdict = nat.setup(packet, range, true)}.
 *
 * <p><i>Meaning:</i> only a connection that is not confirmed can be bound, and each side of it
 * once: source at postrouting and input, destination at prerouting and output. The answer is always
 * a verdict.
 *
 * <p><i>Limits vs kernel:</i> ports the kernel chooses at random are others here, by seed. Where
 * nobody told the addresses of this host, {@code masquerade} leaves the source as it is and {@code
 * redirect} the destination, and {@link #unknownAddresses()} counts that.
 *
 * <p>Source: net/netfilter/nf_nat_core.c (nf_nat_setup_info), nf_nat_masquerade.c,
 * nf_nat_redirect.c.
 */
public final class Nat {
  private static final int LOOPBACK4 = 0x7f000001;

  private final ConnNat connections;
  private final NatSources sources;
  private final UniqueTuple unique;
  private final ConnTuple current = new ConnTuple();
  private final ConnTuple reply = new ConnTuple();
  private final NatRange chosen = new NatRange();
  private final boolean verifiesChecksums;
  private int[] masqueradedBy = {};
  private HostAddresses addresses = new HostAddresses();
  private @Nullable NextHops nextHops;
  private Hook hook = Hook.PREROUTING;
  private long unknownAddresses;

  /** NAT in the namespace of these connections, none of which is bound. */
  public Nat(Conntrack conntrack) {
    connections = conntrack.forNat();
    sources = new NatSources(connections);
    unique = new UniqueTuple(connections, sources, conntrack.options().seed());
    verifiesChecksums = conntrack.options().verifiesChecksums();
    connections.onEnd(sources::remove);
  }

  /** Tells the addresses of the host and where its routes lead. */
  public void setHost(HostAddresses known, NextHops routes) {
    addresses = known;
    nextHops = routes;
  }

  /** Connections that needed an address of this host which nobody told. */
  public long unknownAddresses() {
    return unknownAddresses;
  }

  boolean verifiesChecksums() {
    return verifiesChecksums;
  }

  ConnNat connections() {
    return connections;
  }

  // ---- the hook function ----

  @HotPath
  static boolean isSource(Hook hook) {
    return hook == Hook.POSTROUTING || hook == Hook.INPUT;
  }

  /** Statements called from now on belong to this hook. */
  @HotPath
  void enter(Hook at) {
    hook = at;
  }

  /** nf_nat_initialized: whether this side of the connection is decided. */
  @HotPath
  boolean isDecided(int entry, boolean source) {
    return connections.has(
        entry, source ? ConntrackStatus.SRC_NAT_DONE : ConntrackStatus.DST_NAT_DONE);
  }

  /** nf_nat_alloc_null_binding: the address stays, the port too if nobody uses it. */
  @HotPath
  int setupNothing(Packet packet) {
    boolean source = isSource(hook);
    connections.read(packet.conntrack().entry(), Conntrack.REPLY, reply);
    chosen.start(NatRange.MAP_IPS);
    if (source) {
      chosen.setAddress(reply.destinationHigh, reply.destinationLow);
    } else {
      chosen.setAddress(reply.sourceHigh, reply.sourceLow);
    }
    return setup(packet, chosen, source);
  }

  /** Whether a masqueraded connection goes by another device now. */
  @HotPath
  boolean isDeviceChanged(int entry, Device output) {
    int index = entry < masqueradedBy.length ? masqueradedBy[entry] : 0;
    return index != 0
        && index != output.index() + 1
        && connections.has(entry, ConntrackStatus.SRC_NAT_DONE);
  }

  // ---- statements ----

  /**
   * nf_nat_setup_info: decides one side of the packet's connection.
   *
   * @param source whether the source changes, not the destination
   * @return ACCEPT also where there is no connection, which no nat chain meets
   */
  @HotPath
  public int setup(Packet packet, NatRange range, boolean source) {
    int entry = packet.conntrack().entry();
    if (entry < 0 || connections.has(entry, ConntrackStatus.CONFIRMED)) {
      return Verdicts.ACCEPT;
    }
    if (isDecided(entry, source)) {
      return Verdicts.DROP;
    }
    connections.read(entry, Conntrack.REPLY, reply);
    if (!current.invert(reply)) {
      return Verdicts.DROP;
    }
    unique.find(current, range, entry, source, packet.nowNanos());
    if (!unique.tuple.isSame(current) && reply.invert(unique.tuple)) {
      connections.alterReply(entry, reply);
      connections.set(entry, source ? ConntrackStatus.SRC_NAT : ConntrackStatus.DST_NAT);
    }
    if (source) {
      sources.add(entry);
      if (entry < masqueradedBy.length) {
        masqueradedBy[entry] = 0;
      }
    }
    connections.set(entry, source ? ConntrackStatus.SRC_NAT_DONE : ConntrackStatus.DST_NAT_DONE);
    return Verdicts.ACCEPT;
  }

  /** {@code masquerade}: the source becomes the address of the device the packet leaves by. */
  @HotPath
  public int masquerade(Packet packet, NatRange range) {
    int entry = packet.conntrack().entry();
    if (entry < 0) {
      return Verdicts.ACCEPT;
    }
    int base = packet.networkOffset();
    int found;
    if (packet.nfproto() == Packet.NFPROTO_IPV4) {
      connections.read(entry, Conntrack.ORIGINAL, current);
      if (current.sourceHigh == 0) {
        return Verdicts.ACCEPT;
      }
      found = addresses.source4(packet.oif(), nextHop(packet));
    } else {
      int at = base + Ip6.DESTINATION;
      found = addresses.source6(packet.oif(), packet.i64(at), packet.i64(at + 8));
    }
    if (found == HostAddresses.NONE || !addresses.isKnown()) {
      return withoutAddress(packet, range, true);
    }
    HostAddresses.Address address = addresses.get(found);
    range.flags |= NatRange.MAP_IPS;
    range.setAddress(address.high(), address.low());
    boolean confirmed = connections.has(entry, ConntrackStatus.CONFIRMED);
    int verdict = setup(packet, range, true);
    if (!confirmed) {
      noteDevice(entry, packet.oif());
    }
    return verdict;
  }

  @HotPath
  private int nextHop(Packet packet) {
    return nextHops == null
        ? packet.i32(packet.networkOffset() + Ip4.DESTINATION)
        : nextHops.nextHop4(packet);
  }

  private void noteDevice(int entry, Device output) {
    if (entry >= masqueradedBy.length) {
      masqueradedBy =
          Arrays.copyOf(masqueradedBy, Math.max(1024, Integer.highestOneBit(entry) << 1));
    }
    masqueradedBy[entry] = output.index() + 1;
  }

  /** {@code redirect}: the destination becomes this host. */
  @HotPath
  public int redirect(Packet packet, NatRange range) {
    if (!packet.conntrack().isAttached()) {
      return Verdicts.ACCEPT;
    }
    boolean four = packet.nfproto() == Packet.NFPROTO_IPV4;
    if (hook == Hook.OUTPUT) {
      range.flags |= NatRange.MAP_IPS;
      range.setAddress(four ? (long) LOOPBACK4 << 32 : 0, four ? 0 : 1);
      return setup(packet, range, false);
    }
    int at = packet.networkOffset() + Ip6.DESTINATION;
    boolean toLinkLocal = !four && (packet.u16(at) & 0xffc0) == 0xfe80;
    int found = addresses.first(packet.iif(), packet, toLinkLocal);
    if (found == HostAddresses.NONE) {
      return withoutAddress(packet, range, false);
    }
    HostAddresses.Address address = addresses.get(found);
    range.flags |= NatRange.MAP_IPS;
    range.setAddress(address.high(), address.low());
    return setup(packet, range, false);
  }

  /** KERNEL: a device without an address eats the packet; here nobody may have told it. */
  @HotPath
  private int withoutAddress(Packet packet, NatRange range, boolean source) {
    if (addresses.isKnown()) {
      return Verdicts.DROP;
    }
    unknownAddresses++;
    return setup(packet, range, source);
  }
}
