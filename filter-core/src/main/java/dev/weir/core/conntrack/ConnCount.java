package dev.weir.core.conntrack;

import dev.weir.core.packet.ConntrackRef;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;
import java.util.Arrays;

/**
 * Counts how many connections there are among the packets it was shown: {@code ct count}.
 *
 * <p>Example: after packets of three connections {@code add} gives 3, once one of them has ended 2.
 *
 * <p><i>Meaning:</i> a packet's connection is added unless it is there. A packet without a
 * connection is looked up by its addresses and ports, and counted by them. What conntrack does not
 * know any more, or knows as closed (TCP in TIME_WAIT or CLOSE), is taken off on the way, not much
 * more than {@value #COLLECTED} at a time.
 *
 * <p>KERNEL: in the jiffy ({@value #JIFFY_NANOS} ns with HZ=250) in which the list was last looked
 * at, an unconfirmed connection is added without looking, twice if it comes twice.
 *
 * <p><i>Threads:</i> one, that of the connection table.
 *
 * <p>Source: net/netfilter/nf_conncount.c (nf_conncount_add_skb).
 */
public final class ConnCount {
  /** What {@link #add} gives for a packet that belongs to no possible connection. */
  public static final int NO_TUPLE = -1;

  private static final long JIFFY_NANOS = 4_000_000;
  private static final int COLLECTED = 8;
  private static final int NO_ZONE = 3 << 16;

  /** Longs of an entry: four halves of addresses, ports and kind, zone. */
  private static final int STRIDE = 6;

  private final TupleReader reader = new TupleReader();
  private final ConnTuple tuple = new ConnTuple();
  private final ConnTuple known = new ConnTuple();
  private long[] entries = new long[8 * STRIDE];
  private int count;
  private long lastJiffy = Long.MIN_VALUE;

  /** Adds the packet's connection; how many there are now, or {@link #NO_TUPLE}. */
  @HotPath
  public int add(Conntrack conntrack, Packet packet) {
    Connections connections = conntrack.connections();
    long now = packet.nowNanos();
    ConntrackRef ref = packet.conntrack();
    int zone;
    boolean confirmed;
    if (ref.isAttached()) {
      long at = connections.table.at(ref.entry());
      Connections.readTuple(at, Conntrack.ORIGINAL, tuple);
      zone = Conn.zone(at);
      confirmed = Conn.has(at, ConntrackStatus.CONFIRMED);
    } else {
      if (!reader.locate(packet, packet.networkOffset(), packet.nfproto())
          || !reader.read(packet, packet.networkOffset(), packet.nfproto(), tuple)) {
        return NO_TUPLE;
      }
      zone = ref.hasZoneTemplate() ? ref.zoneDirections() << 16 | ref.zone() : NO_ZONE;
      confirmed = connections.find(tuple, zone, now) >= 0;
    }
    long jiffy = Math.floorDiv(now, JIFFY_NANOS);
    if (confirmed || jiffy != lastJiffy) {
      if (collect(connections, zone, now)) {
        return count;
      }
      lastJiffy = jiffy;
    }
    append(zone);
    return count;
  }

  /** Takes off what has ended; true as soon as {@link #tuple} is found. */
  @HotPath
  private boolean collect(Connections connections, int zone, long now) {
    int collected = 0;
    int kept = 0;
    boolean found = false;
    int i = 0;
    for (; i < count && !found && collected <= COLLECTED; i++) {
      load(i);
      int itsZone = (int) entries[i * STRIDE + STRIDE - 1];
      int reference = connections.find(known, itsZone, now);
      if (reference < 0) {
        collected++;
        continue;
      }
      long at = connections.table.at(reference >>> 1);
      found = itsZone == zone && known.isSame(tuple);
      if (!found && isClosed(at)) {
        collected++;
        continue;
      }
      move(i, kept++);
    }
    for (; i < count; i++) {
      move(i, kept++);
    }
    count = kept;
    return found;
  }

  @HotPath
  private static boolean isClosed(long at) {
    if (Conn.protocol(at) != TcpTracker.TCP) {
      return false;
    }
    int state = TcpConn.state(at);
    return state == TcpStates.TIME_WAIT || state == TcpStates.CLOSE;
  }

  @HotPath
  private void load(int index) {
    int at = index * STRIDE;
    known.sourceHigh = entries[at];
    known.sourceLow = entries[at + 1];
    known.destinationHigh = entries[at + 2];
    known.destinationLow = entries[at + 3];
    known.ports = (int) (entries[at + 4] >>> 32);
    known.kind = (int) entries[at + 4];
  }

  @HotPath
  private void move(int from, int to) {
    if (from != to) {
      for (int i = 0; i < STRIDE; i++) {
        entries[to * STRIDE + i] = entries[from * STRIDE + i];
      }
    }
  }

  @HotPath
  private void append(int zone) {
    if ((count + 1) * STRIDE > entries.length) {
      entries = Arrays.copyOf(entries, 2 * entries.length);
    }
    int at = count++ * STRIDE;
    entries[at] = tuple.sourceHigh;
    entries[at + 1] = tuple.sourceLow;
    entries[at + 2] = tuple.destinationHigh;
    entries[at + 3] = tuple.destinationLow;
    entries[at + 4] = (long) tuple.ports << 32 | (tuple.kind & 0xffffffffL);
    entries[at + 5] = zone;
  }
}
