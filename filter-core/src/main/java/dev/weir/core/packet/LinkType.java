package dev.weir.core.packet;

/**
 * Link types of capture files (LINKTYPE_/DLT_ numbers of the pcap registry) that {@link
 * PacketParser} reads.
 */
public final class LinkType {
  /** BSD loopback: address family in the byte order of the capturing machine. */
  public static final int NULL = 0;

  /** Ethernet. */
  public static final int ETHERNET = 1;

  /** Raw IP as DLT_RAW on most systems. */
  public static final int RAW_DLT = 12;

  /** Raw IP as DLT_RAW on OpenBSD. */
  public static final int RAW_OPENBSD = 14;

  /** Raw IP, IPv4 or IPv6 by the version field. */
  public static final int RAW = 101;

  /** OpenBSD loopback: address family in network order. */
  public static final int LOOP = 108;

  /** Linux "cooked" capture, version 1. */
  public static final int LINUX_SLL = 113;

  /** Linux "cooked" capture, version 2. */
  public static final int LINUX_SLL2 = 276;

  private LinkType() {}

  /** Whether the parser knows this link type. */
  public static boolean isKnown(int linkType) {
    return switch (linkType) {
      case NULL, ETHERNET, RAW_DLT, RAW_OPENBSD, RAW, LOOP, LINUX_SLL, LINUX_SLL2 -> true;
      default -> false;
    };
  }
}
