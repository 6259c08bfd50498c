package dev.weir.core.nat;

import dev.weir.core.packet.HotPath;

/**
 * Bob Jenkins' lookup3 hash of four 32-bit words, as the kernel spreads connections over address
 * ranges with.
 *
 * <p>Source: http://burtleburtle.net/bob/c/lookup3.c (public domain); include/linux/jhash.h
 * (jhash2).
 */
final class Jhash {
  private static final int INITIAL = 0xdeadbeef;

  private Jhash() {}

  /** The hash of words as a little-endian machine reads them. */
  @HotPath
  static int ofFour(int first, int second, int third, int fourth, int seed) {
    int a = INITIAL + (4 << 2) + seed;
    int b = a;
    int c = a;
    a += first;
    b += second;
    c += third;
    a = (a - c) ^ Integer.rotateLeft(c, 4);
    c += b;
    b = (b - a) ^ Integer.rotateLeft(a, 6);
    a += c;
    c = (c - b) ^ Integer.rotateLeft(b, 8);
    b += a;
    a = (a - c) ^ Integer.rotateLeft(c, 16);
    c += b;
    b = (b - a) ^ Integer.rotateLeft(a, 19);
    a += c;
    c = (c - b) ^ Integer.rotateLeft(b, 4);
    b += a;
    a += fourth;
    c = (c ^ b) - Integer.rotateLeft(b, 14);
    a = (a ^ c) - Integer.rotateLeft(c, 11);
    b = (b ^ a) - Integer.rotateLeft(a, 25);
    c = (c ^ b) - Integer.rotateLeft(b, 16);
    a = (a ^ c) - Integer.rotateLeft(c, 4);
    b = (b ^ a) - Integer.rotateLeft(a, 14);
    return (c ^ b) - Integer.rotateLeft(b, 24);
  }
}
