package dev.weir.core.fib;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a route is for; the order is that of the kernel's numbers.
 *
 * <p>Source: include/uapi/linux/rtnetlink.h (RTN_UNSPEC to RTN_PROHIBIT).
 */
public enum RouteType {
  UNSPEC,
  UNICAST,
  LOCAL,
  BROADCAST,
  ANYCAST,
  MULTICAST,
  BLACKHOLE,
  UNREACHABLE,
  PROHIBIT;

  /** The kernel's number. */
  public int number() {
    return ordinal();
  }

  /** The type of this word in {@code ip route}, or null. */
  public static @Nullable RouteType ofWord(String word) {
    for (RouteType type : values()) {
      if (type.name().toLowerCase(Locale.ROOT).equals(word)) {
        return type;
      }
    }
    return null;
  }

  /** Whether packets on such a route go nowhere. */
  public boolean isRefusal() {
    return this == BLACKHOLE || this == UNREACHABLE || this == PROHIBIT;
  }
}
