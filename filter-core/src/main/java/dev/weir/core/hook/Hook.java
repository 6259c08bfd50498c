package dev.weir.core.hook;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Places on a packet's way where chains run (Source: include/uapi/linux/netfilter.h,
 * netfilter_arp.h).
 */
public enum Hook {
  PREROUTING(0),
  INPUT(1),
  FORWARD(2),
  OUTPUT(3),
  POSTROUTING(4),
  INGRESS(5),
  EGRESS(1);

  private final int number;

  Hook(int number) {
    this.number = number;
  }

  /** NF_INET_* for the IP families; netdev's ingress is 0 and egress 1 there, inet's ingress 5. */
  public int number() {
    return number;
  }

  /** The word in nft rule text. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The hook of a word in rule text, or null. */
  public static @Nullable Hook ofWord(String word) {
    for (Hook hook : values()) {
      if (hook.word().equals(word)) {
        return hook;
      }
    }
    return null;
  }
}
