package dev.weir.nft.ruleset;

import dev.weir.core.hook.Family;
import dev.weir.core.hook.Hook;
import dev.weir.nft.ast.Cmd.Name;
import dev.weir.nft.ast.Cmd.Priority;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names of priorities, family by family: {@code filter} is 0, but -200 in a bridge.
 *
 * <p>Source: include/uapi/linux/netfilter_ipv4.h (enum nf_ip_hook_priorities), netfilter_bridge.h
 * (enum nf_br_hook_priorities).
 */
public final class Priorities {
  /** How far from a name a priority is still listed with that name. */
  private static final int REACH = 10;

  /**
   * One name.
   *
   * @param hook the only hook where it is known, null for all
   */
  private record Named(String word, int value, @Nullable Hook hook) {}

  private static final List<Named> IP =
      List.of(
          new Named("raw", -300, null),
          new Named("mangle", -150, null),
          new Named("dstnat", -100, Hook.PREROUTING),
          new Named("filter", 0, null),
          new Named("security", 50, null),
          new Named("srcnat", 100, Hook.POSTROUTING));

  private static final List<Named> BRIDGE =
      List.of(
          new Named("dstnat", -300, Hook.PREROUTING),
          new Named("filter", -200, null),
          new Named("out", 100, Hook.OUTPUT),
          new Named("srcnat", 300, Hook.POSTROUTING));

  private static final List<Named> FILTER_ONLY = List.of(new Named("filter", 0, null));

  private Priorities() {}

  /** The number a priority stands for at a hook, or null if its name means nothing there. */
  static @Nullable Integer resolve(Priority priority, Family family, Hook hook) {
    Name name = priority.name();
    if (name == null) {
      return priority.offset();
    }
    for (Named named : names(family)) {
      if (named.word.equals(name.text()) && isKnown(named, hook)) {
        return named.value + priority.offset();
      }
    }
    return null;
  }

  /** A priority as nft lists it: the name within ten of it, or the number. */
  public static String text(int priority, Family family, Hook hook) {
    for (Named named : names(family)) {
      int offset = priority - named.value;
      if (isKnown(named, hook) && Math.abs(offset) <= REACH) {
        String sign = offset < 0 ? " - " : " + ";
        return offset == 0 ? named.word : named.word + sign + Math.abs(offset);
      }
    }
    return Integer.toString(priority);
  }

  private static List<Named> names(Family family) {
    return switch (family) {
      case INET, IPV4, IPV6 -> IP;
      case BRIDGE -> BRIDGE;
      case NETDEV, ARP -> FILTER_ONLY;
    };
  }

  private static boolean isKnown(Named named, Hook hook) {
    return named.hook == null || named.hook == hook;
  }
}
