package dev.weir.core.conntrack;

import dev.weir.core.hook.Hook;
import dev.weir.core.packet.ConntrackRef;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;
import dev.weir.core.verdict.Verdicts;
import java.util.List;

/**
 * The connection table of one network namespace.
 *
 * <p>Example: {@code conntrack.track(packet, Hook.PREROUTING)}, rules, {@code
 * conntrack.confirm(packet)}, {@code conntrack.release(packet)}.
 *
 * <p><i>Meaning:</i> an entry is named by an index that stays valid while a packet tied to it is
 * being judged. Directions are {@link #ORIGINAL} and {@link #REPLY}; sides of a tuple are {@link
 * #SOURCE} and {@link #DESTINATION}. The only clock is {@link Packet#nowNanos()}, which must not
 * run backwards; the kernel's granularity of a jiffy is not imitated.
 *
 * <p><i>Threads:</i> one.
 *
 * <p>Source: net/netfilter/nf_conntrack_core.c (nf_conntrack_in, nf_confirm).
 */
public final class Conntrack implements AutoCloseable {
  public static final int ORIGINAL = 0;
  public static final int REPLY = 1;
  public static final int SOURCE = 0;
  public static final int DESTINATION = 1;

  private static final int NO_ZONE = 3 << 16;
  private static final int NANOS_PER_MILLI = 1_000_000;

  private final ConntrackOptions options;
  private final Connections connections;
  private final Tracking tracking;
  private final TupleReader reader = new TupleReader();
  private final ConnTuple tuple = new ConnTuple();
  private final ConnTuple reply = new ConnTuple();
  private final IcmpErrors icmpErrors = new IcmpErrors();
  private final TcpTracker tcp = new TcpTracker();
  private final SctpTracker sctp = new SctpTracker();

  /** An empty table. */
  public Conntrack(ConntrackOptions options) {
    this.options = options;
    this.connections = new Connections(options);
    this.tracking = new Tracking(connections, options.verifiesChecksums());
  }

  public ConntrackOptions options() {
    return options;
  }

  /** What NAT reads and changes. */
  public ConnNat forNat() {
    return new ConnNat(connections);
  }

  // ---- a packet's way ----

  /**
   * nf_conntrack_in: ties the packet to its connection, a new unconfirmed one where there is none.
   * A packet that is tied or untracked already stays so.
   *
   * @param hook PREROUTING or OUTPUT
   * @return {@code Verdicts.ACCEPT}, or DROP where the table is full or a protocol says so
   */
  @HotPath
  public int track(Packet packet, Hook hook) {
    ConntrackRef ref = packet.conntrack();
    if (ref.isAttached() || ref.isUntracked()) {
      return Verdicts.ACCEPT;
    }
    int zone = ref.hasZoneTemplate() ? ref.zoneDirections() << 16 | (ref.zone() & 0xffff) : NO_ZONE;
    // KERNEL: the template has served, an invalid packet is without it
    ref.clear();
    connections.step(packet.nowNanos());
    int nfproto = packet.nfproto();
    if (!reader.locate(packet, packet.networkOffset(), nfproto)) {
      return Verdicts.ACCEPT;
    }
    tracking.begin(packet, hook);
    tracking.protocol = reader.protocol;
    tracking.transportOffset = reader.transportOffset;
    if ((reader.protocol == IcmpTracker.ICMP || reader.protocol == IcmpTracker.ICMPV6)
        && icmpErrors.examine(tracking, zone) == IcmpErrors.DONE) {
      return Verdicts.ACCEPT;
    }
    if (!reader.read(packet, packet.networkOffset(), nfproto, tuple)) {
      return Verdicts.ACCEPT;
    }
    int answer = judge(zone);
    if (answer == Tracking.REPEAT) {
      answer = judge(zone);
    }
    return answer == Tracking.DROP ? Verdicts.DROP : Verdicts.ACCEPT;
  }

  /** Finds or makes the connection of {@link #tuple} and asks its tracker. */
  @HotPath
  private int judge(int zone) {
    int reference = connections.find(tuple, zone, tracking.nowNanos);
    if (reference < 0) {
      if (!reply.invert(tuple)) {
        return Tracking.INVALID;
      }
      int entry = connections.create(tuple, reply, zone, tracking.nowNanos);
      if (entry < 0) {
        return Tracking.DROP;
      }
      reference = entry << 1;
    }
    int entry = reference >>> 1;
    tracking.setConnection(entry, relation(reference));
    int answer = handle();
    if (answer != Tracking.ACCEPT) {
      connections.discard(entry);
      return answer;
    }
    if (tracking.info == ConntrackRef.ESTABLISHED_REPLY) {
      Conn.set(tracking.at, ConntrackStatus.SEEN_REPLY);
    }
    tracking.packet.conntrack().attach(entry, tracking.info);
    return Tracking.ACCEPT;
  }

  @HotPath
  private int relation(int reference) {
    if ((reference & 1) == REPLY) {
      return ConntrackRef.ESTABLISHED_REPLY;
    }
    int status = Conn.status(connections.table.at(reference >>> 1));
    if ((status & ConntrackStatus.SEEN_REPLY) != 0) {
      return ConntrackRef.ESTABLISHED;
    }
    return (status & ConntrackStatus.EXPECTED) != 0 ? ConntrackRef.RELATED : ConntrackRef.NEW;
  }

  @HotPath
  private int handle() {
    return switch (tracking.protocol) {
      case TcpTracker.TCP -> tcp.packet(tracking);
      case UdpTracker.UDP -> UdpTracker.udp(tracking);
      case UdpTracker.UDP_LITE -> UdpTracker.udpLite(tracking);
      case IcmpTracker.ICMP -> IcmpTracker.query(tracking, Packet.NFPROTO_IPV4);
      case IcmpTracker.ICMPV6 -> IcmpTracker.query(tracking, Packet.NFPROTO_IPV6);
      case SctpTracker.SCTP -> sctp.packet(tracking);
      case GreTracker.GRE -> GreTracker.packet(tracking);
      default -> GenericTracker.packet(tracking);
    };
  }

  /**
   * nf_confirm: a new connection becomes visible to later packets.
   *
   * @return ACCEPT, or DROP where the entry clashes with one confirmed meanwhile
   */
  @HotPath
  public int confirm(Packet packet) {
    ConntrackRef ref = packet.conntrack();
    if (!ref.isAttached() || ref.isReply()) {
      return Verdicts.ACCEPT;
    }
    int entry = ref.entry();
    if (Conn.has(connections.table.at(entry), ConntrackStatus.CONFIRMED)) {
      return Verdicts.ACCEPT;
    }
    int confirmed = connections.confirm(entry, packet.nowNanos());
    if (confirmed < 0) {
      return Verdicts.DROP;
    }
    if (confirmed != entry) {
      ref.attach(confirmed, ref.info());
    }
    return Verdicts.ACCEPT;
  }

  /**
   * The packet's life is over: a connection it began and nobody confirmed is forgotten, and the
   * packet's tie with it. To be called for every packet that was tracked.
   */
  @HotPath
  public void release(Packet packet) {
    ConntrackRef ref = packet.conntrack();
    if (ref.isAttached()) {
      connections.discard(ref.entry());
      ref.detach();
    }
  }

  /**
   * nf_ct_set_closing: a confirmed TCP connection is closed, because this host resets it.
   *
   * @param entry of the packet that is answered with a reset
   */
  @HotPath
  public void setClosing(int entry, long nowNanos) {
    long at = connections.table.at(entry);
    if (Conn.protocol(at) != TcpTracker.TCP
        || !Conn.has(at, ConntrackStatus.CONFIRMED)
        || TcpConn.state(at) == TcpStates.CLOSE) {
      return;
    }
    TcpConn.setState(at, TcpStates.CLOSE);
    if (!Conn.has(at, ConntrackStatus.FIXED_TIMEOUT)) {
      connections.setTimeout(at, entry, TcpStates.timeoutNanos(TcpStates.CLOSE), nowNanos);
    }
  }

  /** Living connections: confirmed ones, and those of packets on their way. */
  public int count() {
    return connections.count();
  }

  /** Connections that were dropped early because the table was full. */
  public long earlyDrops() {
    return connections.earlyDrops();
  }

  // ---- keys of an entry ----

  /** The table behind it. */
  @HotPath
  Connections connections() {
    return connections;
  }

  @HotPath
  private long at(int entry) {
    return connections.table.at(entry);
  }

  /** IPS_* bits ({@code ct status}), see {@link ConntrackStatus}. */
  @HotPath
  public int status(int entry) {
    return Conn.status(at(entry)) & Conn.STATUS_BITS;
  }

  /** {@code ct mark}. */
  @HotPath
  public int mark(int entry) {
    return Conn.mark(at(entry));
  }

  @HotPath
  public void setMark(int entry, int mark) {
    Conn.setMark(at(entry), mark);
  }

  /** Word 0-3 of {@code ct label}, word 0 holding bits 0-31. */
  @HotPath
  public int labelWord(int entry, int word) {
    return connections.extensions.labelWord(entry, word);
  }

  /** Sets bits of a word of {@code ct label}. */
  @HotPath
  public void addLabels(int entry, int word, int bits) {
    ConnExtensions extensions = connections.extensions;
    extensions.setLabelWord(entry, word, extensions.labelWord(entry, word) | bits);
  }

  /** {@code ct secmark}. */
  @HotPath
  public int securityMark(int entry) {
    return connections.extensions.securityMark(entry);
  }

  @HotPath
  public void setSecurityMark(int entry, int mark) {
    connections.extensions.setSecurityMark(entry, mark);
  }

  /** {@code ct expiration}: milliseconds left, 0 for a connection that is not confirmed. */
  @HotPath
  public int expirationMillis(int entry, long nowNanos) {
    long at = at(entry);
    if (!Conn.has(at, ConntrackStatus.CONFIRMED)) {
      return 0;
    }
    return (int) Math.max(0, (Conn.timeout(at) - nowNanos) / NANOS_PER_MILLI);
  }

  /** {@code ct l3proto}: 2 or 10. */
  @HotPath
  public int nfproto(int entry) {
    return Conn.nfproto(at(entry));
  }

  /** {@code ct protocol}. */
  @HotPath
  public int protocol(int entry) {
    return Conn.protocol(at(entry));
  }

  /**
   * {@code ct original saddr} and so on: word 0 (IPv4) or 0-3 (IPv6) of an address, network order
   * as {@link Packet#i32}.
   */
  @HotPath
  public int addressWord(int entry, int direction, int side, int word) {
    long half = Conn.address(at(entry), direction, side, word >>> 1);
    return (int) ((word & 1) == 0 ? half >>> 32 : half);
  }

  /** {@code ct original proto-src} and so on: port, ICMP id, GRE key, 0-65535. */
  @HotPath
  public int port(int entry, int direction, int side) {
    int ports = Conn.ports(at(entry), direction);
    return side == SOURCE ? ports >>> 16 : ports & 0xffff;
  }

  /** {@code ct zone}. */
  @HotPath
  public int zone(int entry) {
    return Conn.zone(at(entry)) & 0xffff;
  }

  /** {@code ct original zone}: 0 where the zone does not count in that direction. */
  @HotPath
  public int zone(int entry, int direction) {
    int zone = Conn.zone(at(entry));
    return (zone >>> (16 + direction) & 1) != 0 ? zone & 0xffff : 0;
  }

  /** {@code ct packets}: 0 without accounting. */
  @HotPath
  public long packets(int entry, int direction) {
    return connections.extensions.packets(entry, direction);
  }

  /** {@code ct bytes}: 0 without accounting. */
  @HotPath
  public long bytes(int entry, int direction) {
    return connections.extensions.bytes(entry, direction);
  }

  /** {@code ct id}. */
  @HotPath
  public int id(int entry) {
    return Conn.id(at(entry));
  }

  /**
   * The confirmed connections as {@code /proc/net/nf_conntrack} shows them, in no particular order;
   * not for the packet path.
   */
  public List<String> list(long nowNanos) {
    return connections.list(nowNanos);
  }

  /** The kernel's word for the state of a TCP connection ({@code conntrack -L}). */
  String tcpState(int entry) {
    return TcpStates.name(TcpConn.state(at(entry)));
  }

  @Override
  public void close() {
    connections.close();
  }
}
