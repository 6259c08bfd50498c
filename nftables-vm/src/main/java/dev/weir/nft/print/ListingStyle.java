package dev.weir.nft.print;

import dev.weir.nft.ruleset.NamedSet;
import dev.weir.nft.ruleset.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a listing shows, by nft's flags.
 *
 * @param handles {@code -a}
 * @param stateless {@code -s}: not what was counted, nor what is left of timeouts
 * @param terse {@code -t}: not the elements of named sets
 * @param numericPriorities {@code -y}
 */
public record ListingStyle(
    boolean handles, boolean stateless, boolean terse, boolean numericPriorities) {
  /** Texts in quotes, which stay as they are, or (group 2) what a stateless listing leaves out. */
  private static final Pattern STATE =
      Pattern.compile(
          "(\"[^\"\\n]*\")"
              + "|(?m)(^\\t\\tpackets \\d+ bytes \\d+\\n"
              + "|(?<=\\bcounter) packets \\d+ bytes \\d+"
              + "| used \\d+ [km]?bytes"
              + "| expires \\d[0-9dhms]*)");

  /** Everything, and handles if wanted. */
  public static ListingStyle plain(boolean handles) {
    return new ListingStyle(handles, false, false, false);
  }

  /** A listing without what was counted. */
  static String withoutState(String listing) {
    return STATE
        .matcher(listing)
        .replaceAll(found -> {
          String quoted = found.group(1);
          return quoted == null ? "" : Matcher.quoteReplacement(quoted);
        });
  }

  /** The table with empty sets. */
  static Table withoutElements(Table table) {
    List<NamedSet> sets = new ArrayList<>();
    for (NamedSet set : table.sets()) {
      sets.add(new NamedSet(set.handle(), set.typed().withElements(List.of())));
    }
    return new Table(
        table.family(),
        table.name(),
        table.dormant(),
        table.persistent(),
        table.comment(),
        table.handle(),
        table.nextHandle(),
        table.chains(),
        sets,
        table.objects());
  }
}
