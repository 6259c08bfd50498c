package dev.weir.cli.random;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Takes packets out of a comparison that differs, as long as it still does: what stays is a small
 * reproduction. With {@code -Dweir.shrink=true}, {@link SeedRuns} does so with every difference.
 */
final class Shrinker {
  private static final int MOST_TRIES = 300;

  private int tries;

  /** A comparison of as few of the packets as it takes to differ. */
  Comparison shrink(Comparison whole) throws IOException {
    Comparison least = whole;
    int chunk = Math.max(1, whole.packets().size() / 2);
    while (tries < MOST_TRIES) {
      boolean smaller = false;
      for (int at = 0; at < least.packets().size() && tries < MOST_TRIES; ) {
        Comparison next = least.of(without(least.packets(), at, chunk));
        tries++;
        next.judgeAsItIs();
        if (next.differences().isEmpty()) {
          at += chunk;
        } else {
          least = next;
          smaller = true;
        }
      }
      if (chunk == 1 && !smaller) {
        break;
      }
      chunk = Math.max(1, chunk / 2);
    }
    return least;
  }

  private static List<Traffic.Packet> without(List<Traffic.Packet> packets, int at, int count) {
    List<Traffic.Packet> kept = new ArrayList<>(packets.subList(0, at));
    kept.addAll(packets.subList(Math.min(packets.size(), at + count), packets.size()));
    return kept;
  }

  /** The packets and what differs. */
  static String describe(Comparison comparison) {
    StringBuilder out = new StringBuilder(comparison.describe()).append('\n');
    for (int i = 0; i < comparison.packets().size(); i++) {
      Traffic.Packet packet = comparison.packets().get(i);
      out.append("    ").append(i + 1).append(" by ").append(packet.entersBy()).append(": ");
      out.append(HexFormat.of().formatHex(packet.frame())).append('\n');
    }
    return out.toString();
  }
}
