package dev.weir.nft.type;

import org.jspecify.annotations.Nullable;

/**
 * What a value means: its width, its byte order in a register, and the words that may stand for it.
 *
 * @param name the word in rule text ({@code ipv4_addr})
 * @param description as nft's messages put it ({@code IPv4 address})
 * @param sizeBits width of a value, 0 where it varies
 * @param base the type whose form a value falls back to when no symbol fits, or null
 */
public record DataType(
    String name, String description, int sizeBits, ByteOrder order, @Nullable DataType base) {

  /** Byte order of a value in a register. */
  public enum ByteOrder {
    NETWORK,
    HOST,
    /** A value without an order, or whose order comes from the selector. */
    NONE
  }
}
