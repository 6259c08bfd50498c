package dev.weir.core.packet;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a packet beside its bytes: mark, devices, time, connection. The half of {@link
 * Packet} that survives reassembly and rewriting.
 *
 * <p>Example: {@code packet.setMark(packet.mark() | 1)}.
 *
 * <p>Source: include/linux/skbuff.h (mark, priority, pkt_type, dev, _nfct),
 * include/linux/netfilter.h (struct nf_hook_state: in and out).
 */
public abstract sealed class PacketMetadata permits Packet {
  /** {@code meta pkttype} values (include/uapi/linux/if_packet.h). */
  public static final int TYPE_HOST = 0;

  public static final int TYPE_BROADCAST = 1;
  public static final int TYPE_MULTICAST = 2;
  public static final int TYPE_OTHER_HOST = 3;
  public static final int TYPE_OUTGOING = 4;
  public static final int TYPE_LOOPBACK = 5;

  /** Values of {@link #direction()}. */
  public static final int DIRECTION_UNKNOWN = 0;

  public static final int DIRECTION_INBOUND = 1;
  public static final int DIRECTION_OUTBOUND = 2;

  private int mark;
  private int priority;
  private int packetType;
  private int securityMark;
  private boolean rewritten;
  private boolean stale;
  private @Nullable PacketCopier copier;
  private boolean traced;
  private Device iif = Device.NONE;
  private Device oif = Device.NONE;
  private Device device = Device.NONE;

  private int direction;
  private Device captureDevice = Device.UNKNOWN;
  private long nowNanos;
  private int fragmentMaxSize;
  private boolean forMany;
  private final ConntrackRef conntrack = new ConntrackRef();

  /** For {@link Packet}. */
  PacketMetadata() {}

  /** Forgets everything; the packet's time is its capture time until {@link #setNowNanos}. */
  @HotPath
  void clearMetadata(long timestampNanos) {
    mark = 0;
    priority = 0;
    packetType = TYPE_HOST;
    traced = false;
    securityMark = 0;
    rewritten = false;
    stale = false;
    copier = null;
    iif = Device.NONE;
    oif = Device.NONE;
    device = Device.NONE;
    direction = DIRECTION_UNKNOWN;
    captureDevice = Device.UNKNOWN;
    nowNanos = timestampNanos;
    fragmentMaxSize = 0;
    forMany = false;
    conntrack.clear();
  }

  public int mark() {
    return mark;
  }

  public void setMark(int value) {
    mark = value;
  }

  public int priority() {
    return priority;
  }

  public void setPriority(int value) {
    priority = value;
  }

  /** {@code meta pkttype}, one of the {@code TYPE_} constants. */
  public int packetType() {
    return packetType;
  }

  public void setPacketType(int value) {
    packetType = value;
  }

  /** Sets who makes the packet's bytes writable; null: nobody may write them. */
  public void setCopier(@Nullable PacketCopier value) {
    copier = value;
  }

  /** Who makes the packet's bytes writable. */
  public @Nullable PacketCopier copier() {
    return copier;
  }

  /** Notes that a rule wrote to the packet: what the parser found may be wrong now. */
  @HotPath
  public void markRewritten() {
    rewritten = true;
    stale = true;
  }

  /** Whether a rule wrote to the packet. */
  public boolean wasRewritten() {
    return rewritten;
  }

  /** Whether a rule wrote to the packet since somebody asked. */
  @HotPath
  boolean takeStale() {
    boolean was = stale;
    stale = false;
    return was;
  }

  /** {@code meta secmark}. */
  public int securityMark() {
    return securityMark;
  }

  public void setSecurityMark(int value) {
    securityMark = value;
  }

  /** {@code meta nftrace}. */
  public boolean isTraced() {
    return traced;
  }

  public void setTraced(boolean value) {
    traced = value;
  }

  /** Whether the capture saw the packet arrive or leave, if it says so. */
  public int direction() {
    return direction;
  }

  /**
   * To be called by the reader after {@link #reset}, or by the parser where the link header tells.
   */
  public void setDirection(int value) {
    direction = value;
  }

  /** The interface the capture names for this packet, {@link Device#UNKNOWN} if it does not. */
  public Device captureDevice() {
    return captureDevice;
  }

  /** To be called by the reader after {@link #reset}. */
  public void setCaptureDevice(Device device) {
    captureDevice = device;
  }

  /** The input device, {@link Device#NONE} if there is none at this hook. */
  public Device iif() {
    return iif;
  }

  /** The output device, {@link Device#NONE} if there is none at this hook. */
  public Device oif() {
    return oif;
  }

  /**
   * The kernel's {@code skb->dev}, which is what {@code iiftype} reads: the input device up to
   * forward, the output device at postrouting, {@link Device#NONE} at output.
   */
  public Device device() {
    return device;
  }

  /** Sets the devices of a hook; {@code current} is {@link #device()}. */
  @HotPath
  public void setDevices(Device input, Device output, Device current) {
    iif = input;
    oif = output;
    device = current;
  }

  /**
   * The time at which the packet is judged, in nanoseconds since 1970, never running backwards from
   * packet to packet: the clock of limits, connections, fragments and elements. The injected clock
   * sets it ({@code --clock}); it is not {@link Packet#timestampNanos()}, which is what the capture
   * says.
   */
  public long nowNanos() {
    return nowNanos;
  }

  /** To be called by the owner of the clock after {@link Packet#reset}. */
  public void setNowNanos(long value) {
    nowNanos = value;
  }

  /**
   * The kernel's {@code frag_max_size}: length of the largest fragment, IP header included, if the
   * packet is a datagram that conntrack had put together; else 0. Such a packet leaves in fragments
   * again.
   */
  public int fragmentMaxSize() {
    return fragmentMaxSize;
  }

  /** To be called by reassembly. */
  public void setFragmentMaxSize(int value) {
    fragmentMaxSize = value;
  }

  /** Whether routing found the destination to be a broadcast or multicast address (RTCF_*). */
  public boolean isForMany() {
    return forMany;
  }

  /** To be called by who routes. */
  public void setForMany(boolean value) {
    forMany = value;
  }

  /** The connection the packet belongs to, as far as conntrack has seen the packet. */
  public ConntrackRef conntrack() {
    return conntrack;
  }
}
