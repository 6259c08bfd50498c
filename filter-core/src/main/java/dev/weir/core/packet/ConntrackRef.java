package dev.weir.core.packet;

/**
 * A packet's tie to a connection: {@code skb->_nfct}.
 *
 * <p>Example: {@code if (packet.conntrack().isAttached()) { mark = conntrack.mark(ref.entry()); }}
 *
 * <p><i>Meaning:</i> three cases. Nothing: conntrack has not seen the packet or found it invalid
 * ({@code ct state invalid}, all other ct keys BREAK). Untracked: {@code notrack}, or a protocol
 * message conntrack leaves alone. Attached: an entry and how the packet relates to it. Before
 * tracking, a rule can leave a zone for it ({@code ct zone set}, the kernel's template).
 *
 * <p>Source: include/uapi/linux/netfilter/nf_conntrack_common.h (enum ip_conntrack_info),
 * net/netfilter/nft_ct.c.
 */
public final class ConntrackRef {
  /** Values of {@link #info()}: the kernel's ip_conntrack_info. */
  public static final int ESTABLISHED = 0;

  public static final int RELATED = 1;
  public static final int NEW = 2;
  public static final int ESTABLISHED_REPLY = 3;
  public static final int RELATED_REPLY = 4;
  public static final int UNTRACKED = 7;

  /** A zone that counts for lookups of the original direction (bit 0) and of the reply (1). */
  public static final int BOTH_DIRECTIONS = 3;

  private static final int NO_ENTRY = -1;

  private int entry = NO_ENTRY;
  private int info;
  private boolean untracked;
  private int zone;
  private int zoneDirections;
  private boolean zoneTemplate;

  /** Forgets connection and zone. */
  @HotPath
  public void clear() {
    detach();
    zone = 0;
    zoneDirections = 0;
    zoneTemplate = false;
  }

  /** Forgets the connection: the packet is as if conntrack had never seen it. */
  @HotPath
  public void detach() {
    entry = NO_ENTRY;
    info = 0;
    untracked = false;
  }

  /**
   * Ties the packet to an entry of the connection table.
   *
   * @param entryIndex index in the table, at least 0
   * @param relation one of the constants but {@link #UNTRACKED}
   */
  @HotPath
  public void attach(int entryIndex, int relation) {
    entry = entryIndex;
    info = relation;
    untracked = false;
  }

  /** {@code notrack}: conntrack leaves the packet alone. */
  @HotPath
  public void setUntracked() {
    entry = NO_ENTRY;
    info = UNTRACKED;
    untracked = true;
  }

  /** {@code ct zone set} before conntrack: the zone in which it will look. */
  @HotPath
  public void setZoneTemplate(int value) {
    setZoneTemplate(value, BOTH_DIRECTIONS);
  }

  /** {@code ct original zone set} before conntrack: a zone for some directions. */
  @HotPath
  public void setZoneTemplate(int value, int directions) {
    zone = value;
    zoneDirections = directions;
    zoneTemplate = true;
  }

  /** Whether there is an entry. */
  public boolean isAttached() {
    return entry >= 0;
  }

  public boolean isUntracked() {
    return untracked;
  }

  /** Index in the connection table; only if {@link #isAttached()}. */
  public int entry() {
    return entry;
  }

  /** The relation to the entry, one of the constants; only if {@link #isAttached()}. */
  public int info() {
    return info;
  }

  /** Whether the packet goes against the connection's original direction (CTINFO2DIR). */
  public boolean isReply() {
    return info >= ESTABLISHED_REPLY && !untracked;
  }

  /** Whether a rule chose a zone before conntrack. */
  public boolean hasZoneTemplate() {
    return zoneTemplate;
  }

  /** The zone for conntrack to look in, 0 unless {@link #hasZoneTemplate()}. */
  public int zone() {
    return zone;
  }

  /** The zone if it counts in the original direction, else 0. */
  public int originalZone() {
    return (zoneDirections & 1) != 0 ? zone : 0;
  }

  /** The directions in which the zone counts; only if {@link #hasZoneTemplate()}. */
  public int zoneDirections() {
    return zoneDirections;
  }
}
