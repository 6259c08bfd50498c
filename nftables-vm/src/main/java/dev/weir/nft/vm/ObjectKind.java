package dev.weir.nft.vm;

import org.jspecify.annotations.Nullable;

/**
 * The kinds of named objects a table may hold. Names are apart by kind: a counter and a quota of
 * one table may be called the same.
 *
 * <p>Source: include/uapi/linux/netfilter/nf_tables.h (NFT_OBJECT_*).
 */
public enum ObjectKind {
  COUNTER(1, "counter", "counter name "),
  QUOTA(2, "quota", "quota name "),
  CT_HELPER(3, "ct helper", "ct helper set "),
  LIMIT(4, "limit", "limit name "),
  CT_TIMEOUT(7, "ct timeout", "ct timeout set "),
  SECMARK(8, "secmark", "meta secmark set "),
  CT_EXPECTATION(9, "ct expectation", "ct expectation set "),
  SYNPROXY(10, "synproxy", "synproxy name "),
  /** Not an object to the kernel, which has no number for it. */
  FLOWTABLE(1000, "flowtable", "flow add @");

  private final int number;
  private final String words;
  private final String statement;

  ObjectKind(int number, String words, String statement) {
    this.number = number;
    this.words = words;
    this.statement = statement;
  }

  /** The kernel's number. */
  public int number() {
    return number;
  }

  /** The word or words in rule text: {@code ct helper}. */
  public String words() {
    return words;
  }

  /** What stands before the object's name in a rule, with a space behind it. */
  public String statement() {
    return statement;
  }

  /** Whether {@code reset} applies. */
  public boolean isResettable() {
    return this == COUNTER || this == QUOTA;
  }

  /** The kind whose first word this is and which has no second one, or null. */
  public static @Nullable ObjectKind ofWord(String word) {
    for (ObjectKind kind : values()) {
      if (kind.words.equals(word)) {
        return kind;
      }
    }
    return null;
  }
}
