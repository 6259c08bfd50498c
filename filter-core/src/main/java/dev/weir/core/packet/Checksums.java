package dev.weir.core.packet;

/**
 * The Internet checksum over native memory, and its incremental update.
 *
 * <p>Example: an intact IPv4 header has {@code Checksums.internet(header, headerLength) == 0}.
 *
 * <p>Source: RFC 1071; RFC 1624 equation 3; include/net/ip.h (ip_decrease_ttl).
 */
public final class Checksums {
  private static final int MASK = 0xffff;

  private Checksums() {}

  /**
   * The 16-bit one's complement sum of the bytes; an odd last byte counts as if a zero followed.
   */
  @HotPath
  public static int sum(long address, int length) {
    long sum = 0;
    int at = 0;
    for (; at + 4 <= length; at += 4) {
      sum += PacketMemory.i32(address + at) & 0xffffffffL;
    }
    if (at + 2 <= length) {
      sum += PacketMemory.u16(address + at);
      at += 2;
    }
    if (at < length) {
      sum += (long) PacketMemory.u8(address + at) << 8;
    }
    return fold(sum);
  }

  /**
   * The value of a checksum field over bytes whose own checksum field is 0; 0 over intact bytes.
   */
  @HotPath
  public static int internet(long address, int length) {
    return ~sum(address, length) & MASK;
  }

  /** Gives an IPv4 header in memory the caller owns a good checksum. */
  @HotPath
  public static void sumHeader4(long header, int headerLength) {
    PacketMemory.putU16(header + Ip4.CHECKSUM, 0);
    PacketMemory.putU16(header + Ip4.CHECKSUM, internet(header, headerLength));
  }

  /** Folds a sum of 16- or 32-bit words to 16 bits. */
  @HotPath
  public static int fold(long sum) {
    long folded = (sum & 0xffffffffL) + (sum >>> 32);
    folded = (folded & MASK) + (folded >>> 16);
    folded = (folded & MASK) + (folded >>> 16);
    return (int) ((folded & MASK) + (folded >>> 16));
  }

  /** The checksum after one aligned 16-bit word changed from {@code oldWord} to {@code newWord}. */
  @HotPath
  public static int update(int checksum, int oldWord, int newWord) {
    return ~fold((long) (~checksum & MASK) + (~oldWord & MASK) + newWord) & MASK;
  }

  /**
   * The IPv4 header checksum after the TTL went down by one.
   *
   * <p>KERNEL: ip_decrease_ttl never leaves 0xffff, where RFC 1624 would.
   */
  @HotPath
  public static int afterTtlDecrement(int checksum) {
    int folded = checksum + 0x0100;
    folded = (folded & MASK) + (folded >>> 16);
    return folded == MASK ? 0 : folded;
  }
}
