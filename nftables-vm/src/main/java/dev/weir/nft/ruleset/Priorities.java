package dev.weir.nft.ruleset;

import dev.weir.core.hook.Hook;
import dev.weir.nft.ast.Cmd.Name;
import dev.weir.nft.ast.Cmd.Priority;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names of priorities of the families ip, ip6 and inet.
 *
 * <p>Source: include/uapi/linux/netfilter_ipv4.h (enum nf_ip_hook_priorities).
 */
public final class Priorities {
  private static final Map<String, Integer> VALUES =
      Map.of(
          "raw", -300, "mangle", -150, "dstnat", -100, "filter", 0, "security", 50, "srcnat", 100);

  private Priorities() {}

  /** The number a priority stands for at a hook, or null if its name means nothing there. */
  static @Nullable Integer resolve(Priority priority, Hook hook) {
    Name name = priority.name();
    if (name == null) {
      return priority.offset();
    }
    Integer value = VALUES.get(name.text());
    boolean known =
        switch (name.text()) {
          case "dstnat" -> hook == Hook.PREROUTING;
          case "srcnat" -> hook == Hook.POSTROUTING;
          default -> value != null;
        };
    return known && value != null ? Integer.valueOf(value + priority.offset()) : null;
  }
}
