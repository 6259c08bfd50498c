package dev.weir.nft.json;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes rates and amounts of bytes as nft text.
 *
 * <p>KERNEL: not the kernel but nft 1.0.6 takes an unknown unit as bytes and an unknown time as a
 * second.
 */
final class Amounts {
  private static final Set<String> TIMES = Set.of("second", "minute", "hour", "day", "week");

  private Amounts() {}

  /** {@code rate over 5/minute burst 7 packets}. */
  static void rate(StringBuilder out, Located.Thing body) {
    out.append("rate ").append(Shape.isTrue(body, "inv") ? "over " : "");
    out.append(Shape.integer(body, "rate"));
    String unit = word(Shape.optional(body, "rate_unit"), "packets");
    boolean packets = unit.equals("packets");
    if (!packets) {
      out.append(' ').append(unit(unit));
    }
    String time = word(Shape.optional(body, "per"), "second");
    out.append('/').append(TIMES.contains(time) ? time : "second");
    Located burst = Shape.optional(body, "burst");
    if (burst != null && (packets || Shape.integer(burst) != 0)) {
      String burstUnit = packets ? "packets" : word(Shape.optional(body, "burst_unit"), "bytes");
      out.append(" burst ").append(Shape.integer(burst)).append(' ');
      out.append(packets ? "packets" : unit(burstUnit));
    }
  }

  /** {@code 5 mbytes}. */
  static void bytes(StringBuilder out, Located.Thing body, String number, String unitMember) {
    String unit = unitMember.isEmpty() ? "" : word(Shape.optional(body, unitMember), "bytes");
    out.append(Shape.integer(body, number)).append(' ').append(unit(unit));
  }

  private static String word(@Nullable Located value, String otherwise) {
    return value == null ? otherwise : Shape.string(value);
  }

  private static String unit(String unit) {
    return unit.equals("kbytes") || unit.equals("mbytes") ? unit : "bytes";
  }
}
