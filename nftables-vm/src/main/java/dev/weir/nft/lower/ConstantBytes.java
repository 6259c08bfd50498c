package dev.weir.nft.lower;

import java.math.BigInteger;

/** Numbers as the bytes they are in a register. */
final class ConstantBytes {
  private ConstantBytes() {}

  /** The lowest {@code lengthBytes} bytes of a non-negative number, in the given byte order. */
  static byte[] of(BigInteger number, int lengthBytes, boolean hostOrder) {
    byte[] bytes = new byte[lengthBytes];
    byte[] magnitude = number.toByteArray();
    int copied = Math.min(lengthBytes, magnitude.length);
    System.arraycopy(magnitude, magnitude.length - copied, bytes, lengthBytes - copied, copied);
    return hostOrder ? reversed(bytes) : bytes;
  }

  /** {@code bits} ones, {@code shift} places up. */
  static BigInteger ones(int bits, int shift) {
    return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE).shiftLeft(shift);
  }

  /** Bytes that hold {@code bits} bits. */
  static int bytesFor(int bits) {
    return (bits + 7) / 8;
  }

  static byte[] reversed(byte[] bytes) {
    byte[] out = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      out[i] = bytes[bytes.length - 1 - i];
    }
    return out;
  }
}
