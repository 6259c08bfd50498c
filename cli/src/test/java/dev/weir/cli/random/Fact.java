package dev.weir.cli.random;

import java.math.BigInteger;

/**
 * Something that is true of a packet: this selector has this value.
 *
 * @param construct what it counts as in the coverage report ({@code ip}, {@code tcp option})
 * @param selector nft text ({@code ip saddr})
 * @param type the nft type of the value where a named set can be declared with {@code type}, else
 *     empty
 * @param value nft text of the value
 * @param number the value as a number; null where it is a word without an order
 * @param bits width of the value
 * @param form how neighbours of the value are written
 * @param protocol nfproto the selector needs: 2, 10, or 0 for any
 */
record Fact(
    String construct,
    String selector,
    String type,
    String value,
    BigInteger number,
    int bits,
    Form form,
    int protocol) {

  /** How a value is written. */
  enum Form {
    NUMBER,
    IPV4,
    IPV6,
    MAC,
    /** A word; has no neighbours. */
    WORD,
    /** A word of a set of flags, tested as a bit mask. */
    FLAGS,
    /** A quoted string. */
    TEXT,
    /** Of connection tracking, with forms of its own. */
    CT
  }

  /** Whether ranges and orderings make sense. */
  boolean isOrdered() {
    return form == Form.NUMBER || form == Form.IPV4 || form == Form.IPV6 || form == Form.MAC;
  }

  /** Text of another number in this fact's form. */
  String write(BigInteger other) {
    return switch (form) {
      case IPV4 -> Addresses.ip4(other);
      case IPV6 -> Addresses.ip6(other);
      case MAC -> Addresses.mac(other);
      default -> other.toString();
    };
  }

  /** Largest value of the width. */
  BigInteger largest() {
    return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
  }
}
