package dev.weir.nft.print;

import dev.weir.core.state.TokenRate;

/** Writes limits and quotas; the kernel's default burst is left out. */
final class LimitText {
  private static final String[] UNITS = {"bytes", "kbytes", "mbytes"};

  private LimitText() {}

  static String of(TokenRate rate, boolean over) {
    StringBuilder out = new StringBuilder("limit rate ").append(over ? "over " : "");
    String number = rate.ofBytes() ? bytes(rate.rate()) : Long.toUnsignedString(rate.rate());
    out.append(number).append('/').append(rate.unitWord());
    long burst = rate.effectiveBurst();
    if (rate.ofBytes()) {
      return burst == 0 ? out.toString() : out.append(" burst ").append(bytes(burst)).toString();
    }
    return burst == TokenRate.DEFAULT_BURST_PACKETS
        ? out.toString()
        : out.append(" burst ").append(burst).append(" packets").toString();
  }

  static String quota(long quotaBytes, long usedBytes, boolean over) {
    String used = usedBytes == 0 ? "" : " used " + bytes(usedBytes);
    return "quota " + (over ? "over " : "") + bytes(quotaBytes) + used;
  }

  /** In the largest unit that leaves no rest. */
  private static String bytes(long number) {
    long rest = number;
    int unit = 0;
    while (unit < UNITS.length - 1 && rest != 0 && (rest & 1023) == 0) {
      rest >>>= 10;
      unit++;
    }
    return Long.toUnsignedString(rest) + " " + UNITS[unit];
  }
}
