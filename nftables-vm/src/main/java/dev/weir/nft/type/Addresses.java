package dev.weir.nft.type;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * IPv4, IPv6 and Ethernet addresses as text.
 *
 * <p>{@code 2001:db8::1}, {@code ::ffff:10.0.0.1}, {@code 00:16:3e:01:02:0a}. IPv6 addresses are
 * written as the C library does, which is RFC 5952 but for one thing: an address with 96 leading
 * zero bits (and not more groups of zeros), or with 80 and {@code ffff}, ends in dotted form:
 * {@code ::0.1.0.5}, but {@code ::5}. Leading zeros of a dotted part are octal in an IPv4 address
 * and forbidden in an IPv6 address.
 *
 * <p>Source: RFC 4291 §2.2, RFC 5952; inet_pton(3), inet_ntop(3), seen in nft's listings.
 */
public final class Addresses {
  private static final int IPV6_WORDS = 8;
  private static final int ETHER_BYTES = 6;

  private Addresses() {}

  /** The number of a dotted address, or null; as in C, {@code 010.0.0.1} is {@code 8.0.0.1}. */
  public static @Nullable BigInteger parseIp4(String text) {
    return parseDotted(text, true);
  }

  private static @Nullable BigInteger parseDotted(String text, boolean octalAllowed) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return null;
    }
    long number = 0;
    for (String part : parts) {
      boolean octal = part.length() > 1 && part.startsWith("0");
      int octet = parseDigits(part, octal ? 8 : 10, 3);
      if (octet < 0 || octet > 0xff || (octal && !octalAllowed)) {
        return null;
      }
      number = number << 8 | octet;
    }
    return BigInteger.valueOf(number);
  }

  /** The number of an IPv6 address, or null. */
  public static @Nullable BigInteger parseIp6(String text) {
    int gap = text.indexOf("::");
    List<Integer> head = words(gap < 0 ? text : text.substring(0, gap), gap < 0);
    List<Integer> tail = gap < 0 ? List.of() : words(text.substring(gap + 2), true);
    if (head == null || tail == null) {
      return null;
    }
    int zeros = IPV6_WORDS - head.size() - tail.size();
    if (gap < 0 ? zeros != 0 : zeros < 1) {
      return null;
    }
    List<Integer> all = new ArrayList<>(head);
    for (int i = 0; i < zeros; i++) {
      all.add(0);
    }
    all.addAll(tail);
    BigInteger number = BigInteger.ZERO;
    for (int word : all) {
      number = number.shiftLeft(16).or(BigInteger.valueOf(word));
    }
    return number;
  }

  /** Groups of hexadecimal digits; the last may be an IPv4 address where {@code dotted}. */
  private static @Nullable List<Integer> words(String text, boolean dotted) {
    List<Integer> words = new ArrayList<>();
    if (text.isEmpty()) {
      return words;
    }
    String[] parts = text.split(":", -1);
    for (int i = 0; i < parts.length; i++) {
      if (dotted && i == parts.length - 1 && parts[i].indexOf('.') >= 0) {
        BigInteger ip4 = parseDotted(parts[i], false);
        if (ip4 == null) {
          return null;
        }
        words.add(ip4.intValue() >>> 16);
        words.add(ip4.intValue() & 0xffff);
        continue;
      }
      int word = parseDigits(parts[i], 16, 4);
      if (word < 0) {
        return null;
      }
      words.add(word);
    }
    return words;
  }

  /** The number of an Ethernet address, or null. */
  public static @Nullable BigInteger parseEther(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != ETHER_BYTES) {
      return null;
    }
    long number = 0;
    for (String part : parts) {
      int octet = parseDigits(part, 16, 2);
      if (octet < 0) {
        return null;
      }
      number = number << 8 | octet;
    }
    return BigInteger.valueOf(number);
  }

  private static int parseDigits(String text, int radix, int maxDigits) {
    if (text.isEmpty() || text.length() > maxDigits) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) < 128 ? Character.digit(text.charAt(i), radix) : -1;
      if (digit < 0) {
        return -1;
      }
      number = number * radix + digit;
    }
    return number;
  }

  /** {@code 10.0.0.1}. */
  public static String formatIp4(BigInteger number) {
    long n = number.longValue();
    return (n >>> 24 & 0xff) + "." + (n >>> 16 & 0xff) + "." + (n >>> 8 & 0xff) + "." + (n & 0xff);
  }

  /**
   * {@code 2001:db8::1}: the longest run of two and more zero groups shortened, the first of
   * equals.
   */
  public static String formatIp6(BigInteger number) {
    int[] words = new int[IPV6_WORDS];
    for (int i = 0; i < IPV6_WORDS; i++) {
      words[i] = number.shiftRight(16 * (IPV6_WORDS - 1 - i)).intValue() & 0xffff;
    }
    int gap = -1;
    int gapWords = 1;
    for (int i = 0; i < IPV6_WORDS; i++) {
      int end = i;
      while (end < IPV6_WORDS && words[end] == 0) {
        end++;
      }
      if (end - i > gapWords) {
        gap = i;
        gapWords = end - i;
      }
      i = Math.max(i, end - 1);
    }
    boolean dotted = gap == 0 && (gapWords == 6 || mapped(gapWords, words));
    return join(words, gap, gapWords, dotted);
  }

  private static boolean mapped(int gapWords, int[] words) {
    return gapWords == 5 && words[5] == 0xffff;
  }

  private static String join(int[] words, int gap, int gapWords, boolean dotted) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < IPV6_WORDS; i++) {
      if (i == gap) {
        out.append("::");
        i += gapWords - 1;
        continue;
      }
      if (dotted && i == 6) {
        if (!out.toString().endsWith(":")) {
          out.append(':');
        }
        long low = (long) words[6] << 16 | words[7];
        return out.append(formatIp4(BigInteger.valueOf(low))).toString();
      }
      if (!out.isEmpty() && out.charAt(out.length() - 1) != ':') {
        out.append(':');
      }
      out.append(Integer.toHexString(words[i]));
    }
    return out.toString();
  }

  /** {@code 00:16:3e:01:02:0a}. */
  public static String formatEther(BigInteger number) {
    StringBuilder out = new StringBuilder();
    for (int shift = 40; shift >= 0; shift -= 8) {
      out.append(String.format(Locale.ROOT, "%02x", number.longValue() >>> shift & 0xff));
      if (shift > 0) {
        out.append(':');
      }
    }
    return out.toString();
  }
}
