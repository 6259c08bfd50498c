package dev.weir.nft.vm;

import org.jspecify.annotations.Nullable;

/**
 * Packet metadata a rule can read or set (Source: include/uapi/linux/netfilter/nf_tables.h, {@code
 * enum nft_meta_keys}).
 */
public enum MetaKey {
  LENGTH(0, "length", 4),
  PROTOCOL(1, "protocol", 2),
  PRIORITY(2, "priority", 4),
  MARK(3, "mark", 4),
  IIF(4, "iif", 4),
  OIF(5, "oif", 4),
  IIFNAME(6, "iifname", 16),
  OIFNAME(7, "oifname", 16),
  IIFTYPE(8, "iiftype", 2),
  OIFTYPE(9, "oiftype", 2),
  NFTRACE(14, "nftrace", 1),
  NFPROTO(15, "nfproto", 1),
  L4PROTO(16, "l4proto", 1),
  PKTTYPE(19, "pkttype", 1);

  private final int number;
  private final String word;
  private final int lengthBytes;

  MetaKey(int number, String word, int lengthBytes) {
    this.number = number;
    this.word = word;
    this.lengthBytes = lengthBytes;
  }

  /** NFT_META_*. */
  public int number() {
    return number;
  }

  /** The word in rule text and in listings. */
  public String word() {
    return word;
  }

  /** Bytes a load writes to its register. */
  public int lengthBytes() {
    return lengthBytes;
  }

  /** The key of a word in rule text, or null. */
  public static @Nullable MetaKey ofWord(String word) {
    for (MetaKey key : values()) {
      if (key.word.equals(word)) {
        return key;
      }
    }
    return null;
  }
}
