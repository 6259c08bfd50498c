package dev.weir.core.conntrack;

import dev.weir.core.hook.Hook;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;
import dev.weir.core.verdict.Verdicts;

/**
 * The connection table of one network namespace.
 *
 * <p>Example: {@code conntrack.track(packet, Hook.PREROUTING)}, rules, {@code
 * conntrack.confirm(packet)}.
 *
 * <p><i>Meaning:</i> an entry is named by an index that stays valid while a packet tied to it is
 * being judged. Directions are {@link #ORIGINAL} and {@link #REPLY}; sides of a tuple are {@link
 * #SOURCE} and {@link #DESTINATION}.
 *
 * <p><i>Threads:</i> one.
 *
 * <p>Source: net/netfilter/nf_conntrack_core.c.
 */
public final class Conntrack implements AutoCloseable {
  public static final int ORIGINAL = 0;
  public static final int REPLY = 1;
  public static final int SOURCE = 0;
  public static final int DESTINATION = 1;

  private final ConntrackOptions options;

  /** An empty table. */
  public Conntrack(ConntrackOptions options) {
    this.options = options;
  }

  public ConntrackOptions options() {
    return options;
  }

  /**
   * nf_conntrack_in: ties the packet to its connection, a new unconfirmed one where there is none.
   *
   * @param hook PREROUTING or OUTPUT
   * @return {@code Verdicts.ACCEPT}, or DROP where the table is full or a protocol says so
   */
  @HotPath
  public int track(Packet packet, Hook hook) {
    return Verdicts.ACCEPT;
  }

  /**
   * nf_confirm: a new connection becomes visible to later packets.
   *
   * @return ACCEPT, or DROP where the entry clashes with one confirmed meanwhile
   */
  @HotPath
  public int confirm(Packet packet) {
    return Verdicts.ACCEPT;
  }

  /** The packet's life ends: a new connection that nobody confirmed is gone. */
  @HotPath
  public void release(Packet packet) {}

  /** IPS_* bits ({@code ct status}). */
  @HotPath
  public int status(int entry) {
    return 0;
  }

  /** {@code ct mark}. */
  @HotPath
  public int mark(int entry) {
    return 0;
  }

  @HotPath
  public void setMark(int entry, int mark) {}

  /** {@code ct expiration}: milliseconds left. */
  @HotPath
  public int expirationMillis(int entry, long nowNanos) {
    return 0;
  }

  /** {@code ct l3proto}: 2 or 10. */
  @HotPath
  public int nfproto(int entry) {
    return 0;
  }

  /** {@code ct protocol}. */
  @HotPath
  public int protocol(int entry) {
    return 0;
  }

  /**
   * {@code ct original saddr} and so on: word 0 (IPv4) or 0-3 (IPv6) of an address, network order
   * as {@link Packet#i32}.
   */
  @HotPath
  public int addressWord(int entry, int direction, int side, int word) {
    return 0;
  }

  /** {@code ct original proto-src} and so on: port, ICMP id, GRE key, 0-65535. */
  @HotPath
  public int port(int entry, int direction, int side) {
    return 0;
  }

  /** {@code ct zone}. */
  @HotPath
  public int zone(int entry) {
    return 0;
  }

  /** {@code ct packets}: 0 without accounting. */
  @HotPath
  public long packets(int entry, int direction) {
    return 0;
  }

  /** {@code ct bytes}: 0 without accounting. */
  @HotPath
  public long bytes(int entry, int direction) {
    return 0;
  }

  /** {@code ct id}. */
  @HotPath
  public int id(int entry) {
    return 0;
  }

  @Override
  public void close() {}
}
