package dev.weir.core.hook;

import org.jspecify.annotations.Nullable;

/**
 * Protocol families of tables, with the kernel's numbers (Source: include/uapi/linux/netfilter.h).
 */
public enum Family {
  INET(1, "inet"),
  IPV4(2, "ip"),
  ARP(3, "arp"),
  NETDEV(5, "netdev"),
  BRIDGE(7, "bridge"),
  IPV6(10, "ip6");

  private final int number;
  private final String word;

  Family(int number, String word) {
    this.number = number;
    this.word = word;
  }

  /** NFPROTO_*. */
  public int number() {
    return number;
  }

  /** The word in nft rule text. */
  public String word() {
    return word;
  }

  /** The family of a word in rule text, or null. */
  public static @Nullable Family ofWord(String word) {
    for (Family family : values()) {
      if (family.word.equals(word)) {
        return family;
      }
    }
    return null;
  }
}
