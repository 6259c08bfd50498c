package dev.weir.nft.vm;

import org.jspecify.annotations.Nullable;

/**
 * What {@code meta KEY} can read or write, one row a key.
 *
 * <p>A {@linkplain ByteOrder#HOST host-order} key lies in the register as on a little-endian
 * machine (mark 5 is the bytes {@code 05 00 00 00}), because {@code cmp}, {@code bitwise} and sets
 * work on bytes: the compiler must convert before it compares by order. A {@linkplain
 * ByteOrder#BIG_ENDIAN network-order} key and a name lie there as in the packet.
 *
 * <p>Source: include/uapi/linux/netfilter/nf_tables.h (enum nft_meta_keys),
 * net/netfilter/nft_meta.c; the listing names are those of {@code nft --debug=netlink}.
 */
public enum MetaKey {
  // @formatter:off
  //            number word       listing     bytes, order, readable, settable
  LENGTH(0, "length", "len", 4, ByteOrder.HOST, true, false),
  PROTOCOL(1, "protocol", "protocol", 2, ByteOrder.BIG_ENDIAN, true, false),
  PRIORITY(2, "priority", "priority", 4, ByteOrder.HOST, true, true),
  MARK(3, "mark", "mark", 4, ByteOrder.HOST, true, true),
  IIF(4, "iif", "iif", 4, ByteOrder.HOST, true, false),
  OIF(5, "oif", "oif", 4, ByteOrder.HOST, true, false),
  IIFNAME(6, "iifname", "iifname", 16, ByteOrder.NAME, true, false),
  OIFNAME(7, "oifname", "oifname", 16, ByteOrder.NAME, true, false),
  IIFTYPE(8, "iiftype", "iiftype", 2, ByteOrder.HOST, true, false),
  OIFTYPE(9, "oiftype", "oiftype", 2, ByteOrder.HOST, true, false),
  SKUID(10, "skuid", "skuid", 4, ByteOrder.HOST, true, false),
  SKGID(11, "skgid", "skgid", 4, ByteOrder.HOST, true, false),
  NFTRACE(12, "nftrace", "nftrace", 1, ByteOrder.HOST, false, true),
  RTCLASSID(13, "rtclassid", "rtclassid", 4, ByteOrder.HOST, true, false),
  SECMARK(14, "secmark", "secmark", 4, ByteOrder.HOST, true, true),
  NFPROTO(15, "nfproto", "nfproto", 1, ByteOrder.HOST, true, false),
  L4PROTO(16, "l4proto", "l4proto", 1, ByteOrder.HOST, true, false),
  BRI_IIFNAME(17, "ibrname", "bri_iifname", 16, ByteOrder.NAME, true, false),
  BRI_OIFNAME(18, "obrname", "bri_oifname", 16, ByteOrder.NAME, true, false),
  PKTTYPE(19, "pkttype", "pkttype", 1, ByteOrder.HOST, true, true),
  CPU(20, "cpu", "cpu", 4, ByteOrder.HOST, true, false),
  IIFGROUP(21, "iifgroup", "iifgroup", 4, ByteOrder.HOST, true, false),
  OIFGROUP(22, "oifgroup", "oifgroup", 4, ByteOrder.HOST, true, false),
  CGROUP(23, "cgroup", "cgroup", 4, ByteOrder.HOST, true, false),
  PRANDOM(24, "random", "prandom", 4, ByteOrder.BIG_ENDIAN, true, false),
  SECPATH(25, "ipsec", "secpath", 1, ByteOrder.HOST, true, false),
  IIFKIND(26, "iifkind", "iifkind", 16, ByteOrder.NAME, true, false),
  OIFKIND(27, "oifkind", "oifkind", 16, ByteOrder.NAME, true, false),
  BRI_IIFPVID(28, "ibrpvid", "bri_iifpvid", 2, ByteOrder.HOST, true, false),
  BRI_IIFVPROTO(29, "ibrvproto", "bri_iifvproto", 2, ByteOrder.BIG_ENDIAN, true, false),
  TIME(30, "time", "time", 8, ByteOrder.HOST, true, false),
  DAY(31, "day", "day", 1, ByteOrder.HOST, true, false),
  HOUR(32, "hour", "hour", 4, ByteOrder.HOST, true, false),
  SDIF(33, "sdif", "sdif", 4, ByteOrder.HOST, true, false),
  SDIFNAME(34, "sdifname", "sdifname", 16, ByteOrder.NAME, true, false);

  // @formatter:on

  /** How the bytes of a key lie in its register. */
  public enum ByteOrder {
    /** A little-endian integer. */
    HOST,
    /** A big-endian integer. */
    BIG_ENDIAN,
    /** Characters, padded with zero bytes. */
    NAME
  }

  private final int number;
  private final String word;
  private final String listingName;
  private final int lengthBytes;
  private final ByteOrder order;
  private final boolean readable;
  private final boolean settable;

  MetaKey(
      int number,
      String word,
      String listingName,
      int lengthBytes,
      ByteOrder order,
      boolean readable,
      boolean settable) {
    this.number = number;
    this.word = word;
    this.listingName = listingName;
    this.lengthBytes = lengthBytes;
    this.order = order;
    this.readable = readable;
    this.settable = settable;
  }

  /** The kernel's number, {@code NFT_META_*}. */
  public int number() {
    return number;
  }

  /** The word in rule text. */
  public String word() {
    return word;
  }

  /** The key of a word in rule text, null if there is none or weir can neither load nor set it. */
  public static @Nullable MetaKey ofWord(String word) {
    for (MetaKey key : values()) {
      if (key.word.equals(word) && (key.readable || key.settable)) {
        return key;
      }
    }
    return null;
  }

  /** The name in VM listings ({@code len}, not {@code length}). */
  public String listingName() {
    return listingName;
  }

  /** Bytes the key fills in its register. */
  public int lengthBytes() {
    return lengthBytes;
  }

  public ByteOrder order() {
    return order;
  }

  /** Whether {@code MetaOp} can load this key; the front end refuses the others by name. */
  public boolean isReadable() {
    return readable;
  }

  /** Whether {@code MetaSetOp} can store this key. */
  public boolean isSettable() {
    return settable;
  }
}
