package dev.weir.core.packet;

/**
 * Ethernet header.
 *
 * <pre>
 *  0                   1
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3
 * +-----------+-----------+---+
 * | destination  source   |typ|   bytes
 * +-----------+-----------+---+
 * </pre>
 *
 * <p>Source: IEEE 802.3; net/ethernet/eth.c (eth_type_trans).
 */
public final class Ether {
  /** Offset of the destination address. */
  public static final int DESTINATION = 0;

  /** Offset of the source address. */
  public static final int SOURCE = 6;

  /** Offset of the EtherType. */
  public static final int TYPE = 12;

  /** Header length. */
  public static final int LENGTH = 14;

  /** Length of an address. */
  public static final int ADDRESS_LENGTH = 6;

  /** EtherTypes. */
  public static final int TYPE_IP4 = 0x0800;

  public static final int TYPE_ARP = 0x0806;
  public static final int TYPE_IP6 = 0x86dd;

  /** Values below this in the type field are lengths of 802.3 frames. */
  public static final int MIN_TYPE = 0x0600;

  /** {@code skb->protocol} of an 802.3 frame with an 802.2 header, and of a raw Novell one. */
  public static final int PROTOCOL_802_2 = 0x0004;

  public static final int PROTOCOL_802_3 = 0x0001;

  private Ether() {}

  /** The destination address of a packet that has an Ethernet header: 48 bits. */
  @HotPath
  public static long destination(Packet packet) {
    return address(packet, DESTINATION);
  }

  /** The source address of a packet that has an Ethernet header: 48 bits. */
  @HotPath
  public static long source(Packet packet) {
    return address(packet, SOURCE);
  }

  private static long address(Packet packet, int at) {
    return (long) packet.u16(at) << 32 | (packet.i32(at + 2) & 0xffff_ffffL);
  }
}
