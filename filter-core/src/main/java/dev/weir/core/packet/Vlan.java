package dev.weir.core.packet;

/**
 * 802.1Q / 802.1ad tag, as it follows the two MAC addresses' EtherType.
 *
 * <pre>
 *  0             1             2             3
 * +---+-+-----------------------+---------------------------+
 * |PCP|D|      VLAN id (12)     |  EtherType of what follows|
 * +---+-+-----------------------+---------------------------+
 * </pre>
 *
 * <p>Source: IEEE 802.1Q; net/core/skbuff.c (skb_vlan_untag).
 */
public final class Vlan {
  /** Offset of the tag control information, from the byte after the outer EtherType. */
  public static final int TCI = 0;

  /** Offset of the inner EtherType. */
  public static final int TYPE = 2;

  /** Tag length. */
  public static final int LENGTH = 4;

  /** EtherType of a customer tag. */
  public static final int TYPE_8021Q = 0x8100;

  /** EtherType of a service tag. */
  public static final int TYPE_8021AD = 0x88a8;

  /** Bits of the TCI that are the VLAN id. */
  public static final int ID_MASK = 0x0fff;

  private Vlan() {}

  /** Whether the EtherType announces a tag. */
  public static boolean isTag(int etherType) {
    return etherType == TYPE_8021Q || etherType == TYPE_8021AD;
  }
}
