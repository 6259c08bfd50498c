package dev.weir.core.packet;

/**
 * IPv4 header.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-------+-------+---------------+-------------------------------+
 * |version|  ihl  | dscp      |ecn|          total length         |
 * +-------+-------+---------------+-----+-------------------------+
 * |         identification        |R D M|     fragment offset     |
 * +---------------+---------------+-----+-------------------------+
 * |      ttl      |   protocol    |        header checksum        |
 * +---------------+---------------+-------------------------------+
 * |                        source address                         |
 * |                      destination address                      |
 * |                  options, up to 40 bytes ...                  |
 * +---------------------------------------------------------------+
 * </pre>
 *
 * <p>Source: RFC 791 §3.1; net/ipv4/ip_input.c.
 */
public final class Ip4 {
  public static final int VERSION_IHL = 0;
  public static final int TOS = 1;
  public static final int TOTAL_LENGTH = 2;
  public static final int IDENTIFICATION = 4;
  public static final int FRAGMENT = 6;
  public static final int TTL = 8;
  public static final int PROTOCOL = 9;
  public static final int CHECKSUM = 10;
  public static final int SOURCE = 12;
  public static final int DESTINATION = 16;

  /** Length without options. */
  public static final int MIN_LENGTH = 20;

  /** Bits of the fragment word: DF, more fragments, and the offset in units of 8 bytes. */
  public static final int DONT_FRAGMENT = 0x4000;

  public static final int MORE_FRAGMENTS = 0x2000;

  public static final int OFFSET_MASK = 0x1fff;

  private Ip4() {}
}
