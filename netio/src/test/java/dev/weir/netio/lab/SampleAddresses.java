package dev.weir.netio.lab;

import dev.weir.core.testkit.Gen;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Addresses at and beside the ends of a prefix, and one inside. */
final class SampleAddresses {
  private SampleAddresses() {}

  static List<String> around4(
      String address, @org.jspecify.annotations.Nullable String length, Gen gen) {
    return around(address, length == null ? 32 : Integer.parseInt(length), 32, gen);
  }

  static List<String> around6(
      String address, @org.jspecify.annotations.Nullable String length, Gen gen) {
    return around(address, length == null ? 128 : Integer.parseInt(length), 128, gen);
  }

  private static List<String> around(String address, int length, int bits, Gen gen) {
    BigInteger low = new BigInteger(1, bytes(address));
    BigInteger size = BigInteger.ONE.shiftLeft(Math.max(0, bits - length));
    BigInteger high = low.add(size).subtract(BigInteger.ONE);
    List<BigInteger> numbers =
        new ArrayList<>(List.of(low, high, high.add(BigInteger.ONE), low.subtract(BigInteger.ONE)));
    if (size.bitLength() > 1) {
      numbers.add(low.add(new BigInteger(1, gen.bytes(bits / 8)).mod(size)));
    }
    return numbers.stream()
        .filter(n -> n.signum() >= 0 && n.bitLength() <= bits)
        .map(n -> text(n, bits))
        .toList();
  }

  static byte[] bytes(String address) {
    try {
      return InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(address, e);
    }
  }

  private static String text(BigInteger number, int bits) {
    byte[] raw = new byte[bits / 8];
    byte[] value = number.toByteArray();
    int keep = Math.min(value.length, raw.length);
    System.arraycopy(value, value.length - keep, raw, raw.length - keep, keep);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < raw.length; i += bits == 32 ? 1 : 2) {
      if (bits == 32) {
        out.append(i == 0 ? "" : ".").append(raw[i] & 0xff);
      } else {
        out.append(i == 0 ? "" : ":")
            .append(Integer.toHexString((raw[i] & 0xff) << 8 | (raw[i + 1] & 0xff)));
      }
    }
    return out.toString();
  }
}
