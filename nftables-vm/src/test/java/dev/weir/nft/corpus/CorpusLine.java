package dev.weir.nft.corpus;

import dev.weir.core.hook.Family;

/**
 * One question: a rule in a chain {@code c} of a table {@code t}.
 *
 * @param set the declaration of the set or map {@code s} the rule uses, as {@code set type
 *     ipv4_addr; elements = { ... }}; empty without
 */
record CorpusLine(Family family, String set, String rule) {
  String key() {
    return family.word() + "|" + set + "|" + rule;
  }

  private String setKeyword() {
    return set.substring(0, set.indexOf(' '));
  }

  private String setBody() {
    return set.substring(set.indexOf(' ') + 1);
  }

  /** The line as a rule file. */
  String text() {
    String declared = set.isEmpty() ? "" : "\t" + setKeyword() + " s { " + setBody() + " }\n";
    return "table "
        + family.word()
        + " t {\n"
        + declared
        + "\tchain c {\n\t\t"
        + rule
        + "\n\t}\n}\n";
  }

  /** The line as commands, one each. */
  String commands() {
    String table = family.word() + " t";
    String declared =
        set.isEmpty() ? "" : "add " + setKeyword() + " " + table + " s { " + setBody() + " }\n";
    return "add table "
        + table
        + "\n"
        + declared
        + "add chain "
        + table
        + " c\nadd rule "
        + table
        + " c "
        + rule
        + "\n";
  }
}
