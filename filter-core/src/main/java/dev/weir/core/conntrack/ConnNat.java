package dev.weir.core.conntrack;

import dev.weir.core.packet.HotPath;

/**
 * What NAT reads and changes in connections.
 *
 * <p><i>Meaning:</i> a binding is nothing but a reply tuple that is not the inverse of the original
 * one. Bits of {@link ConntrackStatus} say which sides were decided and which differ.
 *
 * <p>Source: net/netfilter/nf_conntrack_core.c (nf_conntrack_tuple_taken,
 * nf_conntrack_alter_reply), nf_nat_core.c (nf_nat_used_tuple_harder).
 */
public final class ConnNat {
  private final Connections connections;
  private final ConnTuple mine = new ConnTuple();
  private final ConnTuple others = new ConnTuple();

  ConnNat(Connections connections) {
    this.connections = connections;
  }

  /** Tells {@code listener} of every connection that ends. */
  public void onEnd(ConnEnd listener) {
    connections.onEnd(listener);
  }

  @HotPath
  private long at(int entry) {
    return connections.table.at(entry);
  }

  /** Whether one of these bits is set. */
  @HotPath
  public boolean has(int entry, int statusBits) {
    return Conn.has(at(entry), statusBits);
  }

  @HotPath
  public void set(int entry, int statusBits) {
    Conn.set(at(entry), statusBits);
  }

  /** Reads a direction's tuple. */
  @HotPath
  public void read(int entry, int direction, ConnTuple into) {
    Connections.readTuple(at(entry), direction, into);
  }

  /** The zone in which a direction is looked up. */
  @HotPath
  public int zone(int entry, int direction) {
    return Conn.kind(at(entry), direction) & 0xffff;
  }

  /** The zone itself, whatever the directions in which it counts. */
  @HotPath
  public int zone(int entry) {
    return Conn.zone(at(entry)) & 0xffff;
  }

  /** Changes what the answers to an unconfirmed connection look like. */
  @HotPath
  public void alterReply(int entry, ConnTuple reply) {
    connections.alterReply(entry, reply);
  }

  /**
   * Whether a tuple belongs to another connection that is not the very same flow as {@code entry}.
   */
  @HotPath
  public boolean isTaken(ConnTuple tuple, int entry, long nowNanos) {
    int reference = connections.find(tuple, Conn.zone(at(entry)), nowNanos);
    if (reference < 0 || reference >>> 1 == entry) {
      return false;
    }
    int other = reference >>> 1;
    read(entry, Conntrack.ORIGINAL, mine);
    read(other, Conntrack.ORIGINAL, others);
    return !mine.isSame(others)
        || zone(entry, Conntrack.ORIGINAL) != zone(other, Conntrack.ORIGINAL);
  }

  /**
   * The same for the last attempts to find a port: a TCP connection that is over gives way to a new
   * one whose sequence number is ahead of it.
   */
  @HotPath
  public boolean isTakenStill(ConnTuple tuple, int entry, long nowNanos) {
    long at = at(entry);
    if (Conn.protocol(at) != TcpTracker.TCP || TcpConn.state(at) != TcpStates.SYN_SENT) {
      return isTaken(tuple, entry, nowNanos);
    }
    int reference = connections.find(tuple, Conn.zone(at), nowNanos);
    if (reference < 0) {
      return false;
    }
    long other = at(reference >>> 1);
    boolean gives =
        (reference & 1) == Conntrack.REPLY
            && TcpConn.state(other) >= TcpStates.TIME_WAIT
            && Conn.has(other, ConntrackStatus.SRC_NAT)
            && !Conn.has(other, ConntrackStatus.FIXED_TIMEOUT)
            && TcpConn.end(TcpConn.side(at, 0)) - TcpConn.end(TcpConn.side(other, 0)) > 0;
    return !gives || !connections.kill(reference >>> 1);
  }

  /** Ends a connection. */
  @HotPath
  public void kill(int entry) {
    if (!connections.kill(entry)) {
      connections.discard(entry);
    }
  }
}
