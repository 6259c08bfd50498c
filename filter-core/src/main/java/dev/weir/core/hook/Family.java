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

  /**
   * Whether chains of this family see packets of protocol family {@code nfproto}: 2 or 10 at the IP
   * hooks, 3 arp, 7 bridge, 5 at ingress and egress, where inet's ingress chains are, too.
   */
  public boolean sees(int nfproto) {
    return number == nfproto
        || (this == INET
            && (nfproto == IPV4.number || nfproto == IPV6.number || nfproto == NETDEV.number));
  }

  /** Whether a base chain of this type may sit at this hook. */
  public boolean supports(Hook hook, ChainType type) {
    return switch (this) {
      case INET -> hook == Hook.INGRESS ? type == ChainType.FILTER : isIpHook(hook, type);
      case IPV4, IPV6 -> isIpHook(hook, type);
      case ARP -> type == ChainType.FILTER && (hook == Hook.INPUT || hook == Hook.OUTPUT);
      case NETDEV -> type == ChainType.FILTER && (hook == Hook.INGRESS || hook == Hook.EGRESS);
      case BRIDGE -> type == ChainType.FILTER && hook != Hook.INGRESS && hook != Hook.EGRESS;
    };
  }

  private static boolean isIpHook(Hook hook, ChainType type) {
    if (hook == Hook.INGRESS || hook == Hook.EGRESS) {
      return false;
    }
    return switch (type) {
      case FILTER -> true;
      case NAT -> hook != Hook.FORWARD;
      case ROUTE -> hook == Hook.OUTPUT;
    };
  }
}
