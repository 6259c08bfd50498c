package dev.weir.nft.type;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names of users, or of groups, and their numbers.
 *
 * <p>With {@code add("daemon", 1)}, {@code number("daemon")} is 1 and {@code number("alice")} is
 * 2000000000.
 *
 * <p><i>Meaning.</i> A name that nobody added (unknown on this machine) gets a number of its own
 * from 2,000,000,000 on, in order of first use, where no system gives out numbers. {@code root} is
 * 0 everywhere. nft refuses unknown names; weir takes them, since rules are often checked away from
 * the machine they are for. Rules and their listing must ask the same table; one thread uses it.
 */
public final class AccountTable {
  private static final int FIRST_UNKNOWN_NUMBER = 2_000_000_000;

  private final Map<String, Long> numbers = new LinkedHashMap<>();
  private final Map<Long, String> unknown = new LinkedHashMap<>();

  /** A table that knows only {@code root}. */
  public AccountTable() {
    numbers.put("root", 0L);
  }

  /** Declares an account; of two with one name the first counts, as in {@code /etc/passwd}. */
  public void add(String name, long number) {
    numbers.putIfAbsent(name, number);
  }

  /** The number of this name, made up if unknown. */
  public long number(String name) {
    Long known = numbers.get(name);
    if (known == null) {
      known = (long) FIRST_UNKNOWN_NUMBER + unknown.size();
      numbers.put(name, known);
      unknown.put(known, name);
    }
    return known;
  }

  /** The name a made-up number stands for, or null where the number is a real one. */
  public @Nullable String unknownName(long number) {
    return unknown.get(number);
  }
}
