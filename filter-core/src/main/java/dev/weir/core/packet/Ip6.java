package dev.weir.core.packet;

/**
 * IPv6 header and the layout shared by its extension headers.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-------+---------------+---------------------------------------+
 * |version| traffic class |              flow label               |
 * +-------+---------------+-------+---------------+---------------+
 * |        payload length         |  next header  |   hop limit   |
 * +-------------------------------+---------------+---------------+
 * |                   source address (16 bytes)                   |
 * |                 destination address (16 bytes)                |
 * +---------------------------------------------------------------+
 *
 * extension header:   next header (1) | length in 8 bytes, less the first 8 (1) | data ...
 * fragment header:    next header (1) | 0 (1) | offset (13 bits) 0 0 M | identification (4)
 * authentication:     next header (1) | length in 4 bytes, less 2 (1) | ...
 * </pre>
 *
 * <p>Source: RFC 8200 §3, §4; net/ipv6/exthdrs_core.c.
 */
public final class Ip6 {
  public static final int PAYLOAD_LENGTH = 4;
  public static final int NEXT_HEADER = 6;
  public static final int HOP_LIMIT = 7;
  public static final int SOURCE = 8;
  public static final int DESTINATION = 24;

  /** Length of the fixed header. */
  public static final int LENGTH = 40;

  /** Length of an address. */
  public static final int ADDRESS_LENGTH = 16;

  /** Extension header numbers. */
  public static final int HOP_BY_HOP = 0;

  public static final int ROUTING = 43;
  public static final int FRAGMENT = 44;
  public static final int AUTHENTICATION = 51;
  public static final int NO_NEXT_HEADER = 59;
  public static final int DESTINATION_OPTIONS = 60;

  /** Offsets inside an extension header. */
  public static final int EXTENSION_NEXT = 0;

  public static final int EXTENSION_LENGTH = 1;

  /** Offset of the fragment word inside a fragment header, and its fields. */
  public static final int FRAGMENT_WORD = 2;

  public static final int FRAGMENT_OFFSET_MASK = 0xfff8;

  public static final int FRAGMENT_MORE = 1;

  /** Offset of the identification inside a fragment header. */
  public static final int FRAGMENT_IDENTIFICATION = 4;

  public static final int FRAGMENT_LENGTH = 8;

  private Ip6() {}

  /**
   * Whether the kernel's header walk steps over this header (net/ipv6/exthdrs_core.c,
   * ipv6_ext_hdr).
   */
  public static boolean isExtensionHeader(int nextHeader) {
    return switch (nextHeader) {
      case HOP_BY_HOP, ROUTING, FRAGMENT, AUTHENTICATION, NO_NEXT_HEADER, DESTINATION_OPTIONS ->
          true;
      default -> false;
    };
  }
}
