package dev.weir.core.conntrack;

import dev.weir.core.packet.ConntrackRef;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Birth, confirmation and death of connections.
 *
 * <p><i>Meaning:</i> a connection is unconfirmed (listed only here), confirmed (found by lookups)
 * or dead (neither; its content can be read for a while). Both living kinds count for the limit.
 *
 * <p><i>Limits vs kernel:</i> times are nanoseconds, not jiffies.
 *
 * <p>Source: net/netfilter/nf_conntrack_core.c (__nf_conntrack_alloc, nf_ct_delete,
 * __nf_conntrack_confirm, __nf_ct_refresh_acct, gc_worker).
 */
final class Connections implements AutoCloseable {
  /** Ended connections looked for with every packet, and when the table is full. */
  private static final int STEP = 8;

  private static final int FULL_STEP = 1024;

  /** Unconfirmed connections beyond this are those of packets nobody released. */
  private static final int MAX_UNCONFIRMED = 1024;

  private static final int ID_MULTIPLIER = 0x9e3779b1;

  final ConnTable table = new ConnTable();
  final ConnExtensions extensions = new ConnExtensions();
  private final ConnGc gc = new ConnGc(table);
  private final EarlyDrop earlyDrop = new EarlyDrop(this);
  private final ConnTuple scratch = new ConnTuple();
  private final int maxEntries;
  private final boolean accounts;
  private final long seed;
  private int count;
  private int unconfirmed;

  /** Never read: what was loaded ahead of time goes here, or the loads would be removed. */
  @SuppressWarnings("UnusedVariable")
  private long touched;

  private int born;
  private @Nullable ConnEnd end;

  Connections(ConntrackOptions options) {
    maxEntries = options.maxEntries();
    accounts = options.accounts();
    seed = options.seed() * 0x9e3779b97f4a7c15L + 0x632be59bd9b4e019L;
  }

  /** Tells somebody of every connection that ends. */
  void onEnd(ConnEnd listener) {
    end = listener;
  }

  /** Living connections, confirmed or not. */
  int count() {
    return count;
  }

  /** Connections that gave way to new ones because the table was full. */
  long earlyDrops() {
    return earlyDrop.count();
  }

  // ---- lookup ----

  /**
   * Finds a tuple in either direction.
   *
   * @param zone number in bits 0-15, directions in which it counts above
   * @return entry << 1 | direction, -1 if there is none
   */
  @HotPath
  int find(ConnTuple tuple, int zone, long nowNanos) {
    int originalZone = zoneOf(zone, Conntrack.ORIGINAL);
    int replyZone = zoneOf(zone, Conntrack.REPLY);
    int zones = replyZone << 16 | originalZone;
    int reference = findLiving(tuple, zones, tuple.hash(seed, originalZone), nowNanos);
    if (originalZone == replyZone) {
      // KERNEL: of a connection with itself the reply comes first in the hash chain
      return reference >= 0 && tuple.isItsOwnReply() ? reference | Conntrack.REPLY : reference;
    }
    return reference >= 0
        ? reference
        : findLiving(tuple, zones, tuple.hash(seed, replyZone), nowNanos);
  }

  @HotPath
  private int findLiving(ConnTuple tuple, int zones, int hash, long nowNanos) {
    int reference = table.find(tuple, zones, hash);
    while (reference >= 0 && Conn.timeout(table.at(reference >>> 1)) <= nowNanos) {
      kill(reference >>> 1);
      reference = table.find(tuple, zones, hash);
    }
    return reference;
  }

  @HotPath
  private static int zoneOf(int zone, int direction) {
    return ((zone >>> 16) & (1 << direction)) != 0 ? zone & 0xffff : 0;
  }

  // ---- birth ----

  /**
   * A new unconfirmed connection.
   *
   * @return its entry, -1 if the table is full
   */
  @HotPath
  int create(ConnTuple original, ConnTuple reply, int zone, long nowNanos) {
    if (unconfirmed >= MAX_UNCONFIRMED) {
      discard(gc.oldestUnconfirmed());
    }
    int hash = original.hash(seed, zoneOf(zone, Conntrack.ORIGINAL));
    if (maxEntries > 0 && count >= maxEntries && !makeRoom(hash, nowNanos)) {
      earlyDrop.begin();
      return -1;
    }
    int entry = table.allocate();
    long at = table.at(entry);
    Conn.clear(at);
    extensions.clear(entry);
    if (original.kind >>> 24 == Packet.NFPROTO_IPV6) {
      table.widen(at);
    }
    Conn.setTuple(at, Conntrack.ORIGINAL, original, zoneOf(zone, Conntrack.ORIGINAL));
    Conn.setTuple(at, Conntrack.REPLY, reply, zoneOf(zone, Conntrack.REPLY));
    Conn.setHash(at, Conntrack.ORIGINAL, hash);
    Conn.setHash(at, Conntrack.REPLY, reply.hash(seed, zoneOf(zone, Conntrack.REPLY)));
    Conn.setZoneDirections(at, zone >>> 16);
    Conn.setId(at, (hash ^ (++born * ID_MULTIPLIER)) + (int) seed);
    gc.addUnconfirmed(entry);
    count++;
    unconfirmed++;
    return entry;
  }

  @HotPath
  private boolean makeRoom(int hash, long nowNanos) {
    for (int left = FULL_STEP; left > 0 && count >= maxEntries; left -= STEP) {
      expire(nowNanos, STEP);
    }
    return count < maxEntries || earlyDrop.makeRoom(hash, nowNanos);
  }

  /** nf_conntrack_alter_reply: the answers to an unconfirmed connection look otherwise. */
  @HotPath
  void alterReply(int entry, ConnTuple reply) {
    long at = table.at(entry);
    int zone = Conn.kind(at, Conntrack.REPLY) & 0xffff;
    Conn.setTuple(at, Conntrack.REPLY, reply, zone);
    Conn.setHash(at, Conntrack.REPLY, reply.hash(seed, zone));
  }

  // ---- confirmation ----

  /**
   * Puts an unconfirmed connection into the table.
   *
   * @return the entry that stands for the packet now: this one, or the one in the table it clashed
   *     with; -1 where the packet has to go
   */
  @HotPath
  int confirm(int entry, long nowNanos) {
    long at = table.at(entry);
    if (Conn.has(at, ConntrackStatus.DYING)) {
      return -1;
    }
    for (int direction = 0; direction < 2; direction++) {
      int other = -1;
      if (table.buckets.first(Conn.hash(at, direction)) != 0) {
        other = clash(at, direction, nowNanos);
      }
      if (other >= 0) {
        return resolveClash(entry, other);
      }
    }
    gc.removeUnconfirmed(entry);
    unconfirmed--;
    Conn.setTimeout(at, Conn.timeout(at) + nowNanos);
    Conn.set(at, ConntrackStatus.CONFIRMED);
    table.link(entry);
    gc.add(entry);
    return entry;
  }

  @HotPath
  private int clash(long at, int direction, long nowNanos) {
    readTuple(at, direction);
    int zones = Conn.kind(at, Conntrack.REPLY) << 16 | (Conn.kind(at, Conntrack.ORIGINAL) & 0xffff);
    return findLiving(scratch, zones, Conn.hash(at, direction), nowNanos);
  }

  @HotPath
  private void readTuple(long at, int direction) {
    readTuple(at, direction, scratch);
  }

  /** Reads a direction's tuple. */
  @HotPath
  static void readTuple(long at, int direction, ConnTuple into) {
    into.sourceHigh = Conn.address(at, direction, Conntrack.SOURCE, 0);
    into.sourceLow = Conn.address(at, direction, Conntrack.SOURCE, 1);
    into.destinationHigh = Conn.address(at, direction, Conntrack.DESTINATION, 0);
    into.destinationLow = Conn.address(at, direction, Conntrack.DESTINATION, 1);
    into.ports = Conn.ports(at, direction);
    into.kind = Conn.kind(at, direction) & 0xffff0000;
  }

  /** Where both are the same flow the one in the table wins. */
  @HotPath
  private int resolveClash(int entry, int reference) {
    int other = reference >>> 1;
    long at = table.at(other);
    boolean bound = Conn.has(at, ConntrackStatus.SRC_NAT_DONE | ConntrackStatus.DST_NAT_DONE);
    if (!allowsClash(Conn.protocol(at)) || (bound && !isSameFlow(table.at(entry), at))) {
      return -1;
    }
    discard(entry);
    return other;
  }

  /** nf_ct_match, nf_ct_match_reverse. */
  @HotPath
  private boolean isSameFlow(long mine, long other) {
    boolean same = true;
    boolean reverse = true;
    for (int direction = 0; direction < 2; direction++) {
      readTuple(mine, direction);
      int zone = Conn.kind(mine, direction) & 0xffff;
      int zones = zone << 16 | zone;
      same &= Conn.isTuple(other, direction, scratch, zones);
      reverse &= Conn.isTuple(other, 1 - direction, scratch, zones);
    }
    return same || reverse;
  }

  @HotPath
  static boolean allowsClash(int protocol) {
    return protocol == TcpTracker.TCP
        || protocol == UdpTracker.UDP
        || protocol == UdpTracker.UDP_LITE
        || protocol == GreTracker.GRE;
  }

  // ---- life ----

  /** Renews the time a connection has, and counts the packet. */
  @HotPath
  void refresh(long at, int entry, int info, int length, long timeoutNanos, long nowNanos) {
    if (!Conn.has(at, ConntrackStatus.FIXED_TIMEOUT)) {
      setTimeout(at, entry, timeoutNanos, nowNanos);
    }
    account(entry, info, length);
  }

  /** Renews the time a connection has. */
  @HotPath
  void setTimeout(long at, int entry, long timeoutNanos, long nowNanos) {
    if (!Conn.has(at, ConntrackStatus.CONFIRMED)) {
      Conn.setTimeout(at, timeoutNanos);
      return;
    }
    long until = nowNanos + timeoutNanos;
    boolean shorter = until < Conn.timeout(at);
    Conn.setTimeout(at, until);
    if (shorter && !Conn.has(at, ConntrackStatus.DYING)) {
      gc.shortened(entry);
    }
  }

  /** Counts a packet if that is on. */
  @HotPath
  void account(int entry, int info, int length) {
    if (accounts) {
      extensions.count(entry, info >= ConntrackRef.ESTABLISHED_REPLY ? 1 : 0, length);
    }
  }

  // ---- death ----

  /** Ends a confirmed connection; does nothing to a dead one. */
  @HotPath
  boolean kill(int entry) {
    long at = table.at(entry);
    if (Conn.has(at, ConntrackStatus.DYING) || !Conn.has(at, ConntrackStatus.CONFIRMED)) {
      return false;
    }
    Conn.set(at, ConntrackStatus.DYING);
    table.unlink(entry);
    gc.remove(entry);
    tellEnd(entry);
    table.free(entry);
    count--;
    return true;
  }

  /** Forgets an unconfirmed connection; does nothing to others. */
  @HotPath
  void discard(int entry) {
    long at = table.at(entry);
    if (Conn.has(at, ConntrackStatus.DYING | ConntrackStatus.CONFIRMED)) {
      return;
    }
    Conn.set(at, ConntrackStatus.DYING);
    gc.removeUnconfirmed(entry);
    tellEnd(entry);
    table.free(entry);
    unconfirmed--;
    count--;
  }

  @HotPath
  private void tellEnd(int entry) {
    if (end != null) {
      end.ended(entry);
    }
  }

  /** A small step of looking for connections that have ended. */
  @HotPath
  void step(long nowNanos) {
    expire(nowNanos, STEP);
    if (earlyDrop.isPressed()) {
      earlyDrop.relieve(maxEntries);
    }
  }

  @HotPath
  private void expire(long nowNanos, int budget) {
    int left = budget;
    int entry = gc.nextExpired(nowNanos, left);
    touchInTurn(entry, left);
    while (entry >= 0) {
      kill(entry);
      left--;
      entry = left > 0 ? gc.nextExpired(nowNanos, left) : -1;
    }
  }

  /** The waits for memory of connections that end together are one wait this way. */
  @HotPath
  private void touchInTurn(int first, int budget) {
    int entry = first;
    for (int i = 0; i < budget && entry >= 0; i++) {
      touched += table.touch(entry);
      entry = gc.following(entry);
    }
  }

  /** Lines of the confirmed connections that have not ended. */
  List<String> list(long nowNanos) {
    List<String> lines = new ArrayList<>();
    for (int entry = 0; entry < table.highest(); entry++) {
      long at = table.at(entry);
      if (Conn.has(at, ConntrackStatus.CONFIRMED)
          && !Conn.has(at, ConntrackStatus.DYING)
          && Conn.timeout(at) > nowNanos) {
        lines.add(ConnListing.line(at, accounts ? extensions : null, entry, nowNanos));
      }
    }
    return lines;
  }

  @Override
  public void close() {
    table.close();
    gc.close();
    extensions.close();
    count = 0;
    unconfirmed = 0;
  }
}
