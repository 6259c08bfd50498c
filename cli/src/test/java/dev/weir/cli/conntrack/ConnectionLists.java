package dev.weir.cli.conntrack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two lists of connections as {@code /proc/net/nf_conntrack} shows them, compared entry by entry:
 * all that is told must be equal but the number of references, and seconds that pass while the
 * kernel works.
 */
public final class ConnectionLists {
  private static final Pattern LINE = Pattern.compile("(\\S+ +\\d+ \\S+ +\\d+) (\\d+) (.*)");
  private static final Pattern KEY = Pattern.compile("src=.*?(?=\\[UNREPLIED\\]| src=)");
  private static final Pattern ZONE = Pattern.compile("zone(-orig)?=\\d+");
  private static final Pattern NAMES = Pattern.compile("\\S+ +\\d+ \\S+ +\\d+ ");

  private ConnectionLists() {}

  /**
   * Differences, in words.
   *
   * @param seconds how much older the kernel's entries may be; ours may be one second older
   */
  public static List<String> differences(List<String> kernel, List<String> ours, int seconds) {
    List<String> found = new ArrayList<>();
    Map<String, String> kernelByKey = byKey(kernel);
    Map<String, String> oursByKey = byKey(ours);
    Map<String, String> all = new TreeMap<>(kernelByKey);
    all.putAll(oursByKey);
    for (String key : all.keySet()) {
      String theirs = kernelByKey.getOrDefault(key, "none");
      String mine = oursByKey.getOrDefault(key, "none");
      if (!isSame(theirs, mine, seconds)) {
        found.add("%s%n    kernel %s%n    ours   %s".formatted(key, theirs, mine));
      }
    }
    return found;
  }

  private static Map<String, String> byKey(List<String> lines) {
    Map<String, String> map = new HashMap<>();
    for (String line : lines) {
      Matcher key = KEY.matcher(line);
      if (key.find()) {
        Matcher zone = ZONE.matcher(line);
        String place = names(line) + key.group().strip();
        String text = line.replaceFirst(" use=\\d+$", "").strip();
        map.merge(
            zone.find() ? place + ' ' + zone.group() : place, text, (a, b) -> a + " AND " + b);
      }
    }
    return map;
  }

  /** Both protocols, by name and number. */
  private static String names(String line) {
    Matcher names = NAMES.matcher(line);
    return names.lookingAt() ? names.group() : "";
  }

  private static boolean isSame(String kernel, String ours, int seconds) {
    Matcher theirs = LINE.matcher(kernel);
    Matcher mine = LINE.matcher(ours);
    if (!theirs.matches() || !mine.matches()) {
      return kernel.equals(ours);
    }
    long older = Long.parseLong(mine.group(2)) - Long.parseLong(theirs.group(2));
    return theirs.group(1).equals(mine.group(1))
        && theirs.group(3).equals(mine.group(3))
        && older >= -1
        && older <= seconds;
  }
}
