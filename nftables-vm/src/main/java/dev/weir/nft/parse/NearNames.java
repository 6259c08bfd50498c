package dev.weir.nft.parse;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds the name a user may have meant. */
public final class NearNames {
  /** Longer names are not compared: the time grows with the product of the lengths. */
  private static final int MAX_LENGTH = 64;

  private NearNames() {}

  /** The candidate nearest to {@code name}, or null if none is near enough. */
  public static @Nullable String nearest(String name, Collection<String> candidates) {
    if (name.length() > MAX_LENGTH) {
      return null;
    }
    String best = null;
    int bestDistance = name.length() / 2 + 1;
    for (String candidate : candidates) {
      if (candidate.length() <= MAX_LENGTH) {
        int distance = distance(name, candidate);
        if (distance < bestDistance
            || (distance == bestDistance && best != null && candidate.compareTo(best) < 0)) {
          best = candidate;
          bestDistance = distance;
        }
      }
    }
    return best;
  }

  /** How many letters must be added, removed or changed. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
      }
      int[] swap = previous;
      previous = current;
      current = swap;
    }
    return previous[b.length()];
  }
}
