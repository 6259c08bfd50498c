package dev.weir.nft.vm;

import org.jspecify.annotations.Nullable;

/**
 * What {@code ct KEY} can read or write, one row a key.
 *
 * <p>Addresses come in two forms: {@code ct original saddr} is as long as the table's family says,
 * {@code ct original ip saddr} as its own word says.
 *
 * <p>Source: include/uapi/linux/netfilter/nf_tables.h (enum nft_ct_keys), net/netfilter/nft_ct.c;
 * the listing names are those of {@code nft --debug=netlink}.
 */
public enum CtKey {
  // @formatter:off
  //        word             listing        bytes, order, direction, readable, settable
  STATE("state", "state", 4, Order.HOST, Directed.NEVER, true, false),
  DIRECTION("direction", "direction", 1, Order.HOST, Directed.NEVER, true, false),
  STATUS("status", "status", 4, Order.HOST, Directed.NEVER, true, false),
  MARK("mark", "mark", 4, Order.HOST, Directed.NEVER, true, true),
  SECMARK("secmark", "secmark", 4, Order.HOST, Directed.NEVER, true, true),
  EXPIRATION("expiration", "expiration", 4, Order.HOST, Directed.NEVER, true, false),
  HELPER("helper", "helper", 16, Order.NAME, Directed.NEVER, true, false),
  L3PROTO("l3proto", "l3protocol", 1, Order.HOST, Directed.MAYBE, true, false),
  SRC("saddr", "src", 16, Order.NETWORK, Directed.ALWAYS, true, false),
  DST("daddr", "dst", 16, Order.NETWORK, Directed.ALWAYS, true, false),
  PROTOCOL("protocol", "protocol", 1, Order.NETWORK, Directed.MAYBE, true, false),
  PROTO_SRC("proto-src", "proto_src", 2, Order.NETWORK, Directed.ALWAYS, true, false),
  PROTO_DST("proto-dst", "proto_dst", 2, Order.NETWORK, Directed.ALWAYS, true, false),
  LABEL("label", "label", 16, Order.HOST, Directed.NEVER, true, true),
  PACKETS("packets", "packets", 8, Order.HOST, Directed.MAYBE, true, false),
  BYTES("bytes", "bytes", 8, Order.HOST, Directed.MAYBE, true, false),
  AVGPKT("avgpkt", "avgpkt", 8, Order.HOST, Directed.MAYBE, true, false),
  ZONE("zone", "zone", 2, Order.HOST, Directed.MAYBE, true, true),
  EVENT("event", "event", 4, Order.HOST, Directed.NEVER, false, true),
  SRC_IP("ip saddr", "src_ip", 4, Order.NETWORK, Directed.ALWAYS, true, false),
  DST_IP("ip daddr", "dst_ip", 4, Order.NETWORK, Directed.ALWAYS, true, false),
  SRC_IP6("ip6 saddr", "src_ip6", 16, Order.NETWORK, Directed.ALWAYS, true, false),
  DST_IP6("ip6 daddr", "dst_ip6", 16, Order.NETWORK, Directed.ALWAYS, true, false),
  ID("id", "unknown", 4, Order.NETWORK, Directed.NEVER, true, false);

  // @formatter:on

  /** How the bytes of a key lie in its register. */
  public enum Order {
    /** A little-endian integer. */
    HOST,
    /** A big-endian integer. */
    NETWORK,
    /** Characters, padded with zero bytes. */
    NAME
  }

  /** Whether {@code original} or {@code reply} may, or must, stand before the key. */
  private enum Directed {
    NEVER,
    MAYBE,
    ALWAYS
  }

  /** Which side of the connection a key is asked about. */
  public enum Direction {
    /** None was given. */
    BOTH(""),
    ORIGINAL("original"),
    REPLY("reply");

    private final String word;

    Direction(String word) {
      this.word = word;
    }

    /** The word in rule text and listings, empty for both. */
    public String word() {
      return word;
    }
  }

  private final String word;
  private final String listingName;
  private final int lengthBytes;
  private final Order order;
  private final Directed directed;
  private final boolean readable;
  private final boolean settable;

  CtKey(
      String word,
      String listingName,
      int lengthBytes,
      Order order,
      Directed directed,
      boolean readable,
      boolean settable) {
    this.word = word;
    this.listingName = listingName;
    this.lengthBytes = lengthBytes;
    this.order = order;
    this.directed = directed;
    this.readable = readable;
    this.settable = settable;
  }

  /** The key of a word in rule text ({@code mark}, {@code ip saddr}), or null. */
  public static @Nullable CtKey ofWord(String word) {
    for (CtKey key : values()) {
      if (key.word.equals(word)) {
        return key;
      }
    }
    return null;
  }

  /** The word in rule text. */
  public String word() {
    return word;
  }

  /** The name in VM listings. */
  public String listingName() {
    return listingName;
  }

  /** Bytes the key fills in its register, at most. */
  public int lengthBytes() {
    return lengthBytes;
  }

  public Order order() {
    return order;
  }

  /** Whether rule text may say {@code original} or {@code reply} before the key. */
  public boolean takesDirection() {
    return directed != Directed.NEVER;
  }

  /** Whether the kernel refuses the key without a direction. */
  public boolean needsDirection() {
    return directed == Directed.ALWAYS;
  }

  /** Whether {@code CtOp} can load this key; the front end refuses the others by name. */
  public boolean isReadable() {
    return readable;
  }

  /** Whether {@code CtSetOp} can store this key. */
  public boolean isSettable() {
    return settable;
  }

  /** Whether a rule that reads the key makes the kernel count packets and bytes. */
  public boolean needsAccounting() {
    return this == PACKETS || this == BYTES || this == AVGPKT;
  }
}
