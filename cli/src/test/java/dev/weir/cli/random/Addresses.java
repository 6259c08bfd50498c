package dev.weir.cli.random;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** Addresses as numbers and as text. */
final class Addresses {
  private Addresses() {}

  static BigInteger number(String address) {
    try {
      return new BigInteger(1, InetAddress.getByName(address).getAddress());
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(address, e);
    }
  }

  static BigInteger macNumber(String mac) {
    return new BigInteger(mac.replace(":", ""), 16);
  }

  static String ip4(BigInteger number) {
    return text(bytes(number, 4));
  }

  static String ip6(BigInteger number) {
    return text(bytes(number, 16));
  }

  static String mac(BigInteger number) {
    return HexFormat.ofDelimiter(":").formatHex(bytes(number, 6));
  }

  private static String text(byte[] address) {
    if (address.length == 4) {
      return (address[0] & 255)
          + "."
          + (address[1] & 255)
          + "."
          + (address[2] & 255)
          + "."
          + (address[3] & 255);
    }
    // Not shortened, so that ::ffff:1.2.3.4 and the like need no care; nft reads it as well.
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < 16; i += 2) {
      out.append(i == 0 ? "" : ":");
      out.append(Integer.toHexString((address[i] & 255) << 8 | (address[i + 1] & 255)));
    }
    return out.toString();
  }

  private static byte[] bytes(BigInteger number, int length) {
    byte[] raw = number.toByteArray();
    byte[] out = new byte[length];
    int keep = Math.min(raw.length, length);
    System.arraycopy(raw, raw.length - keep, out, length - keep, keep);
    return Arrays.copyOf(out, length);
  }
}
