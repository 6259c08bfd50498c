package dev.weir.nft.corpus;

import dev.weir.core.hook.Family;
import java.util.regex.Pattern;

/**
 * One question: a rule in a chain {@code c} of a table {@code t}.
 *
 * @param set the declaration of the set or map {@code s} the rule uses, as {@code set type
 *     ipv4_addr; elements = { ... }}; empty without
 */
record CorpusLine(Family family, String set, String rule) {
  /** What the table also holds in lines that name objects. */
  private static final String OBJECTS =
      """
      counter c1 { packets 1 bytes 2; }
      counter c2 { }
      quota q1 { over 10 mbytes; }
      limit l1 { rate 10/second; }\
      """;

  private static final Pattern NAMES_OBJECTS =
      Pattern.compile(
          "\\b(counter|quota|limit) name\\b|type [a-z0-9_ .]* : (counter|quota|limit);");

  private boolean isWithObjects() {
    return NAMES_OBJECTS.matcher(set + rule).find();
  }

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
    String declared = isWithObjects() ? "\t" + OBJECTS.replace("\n", "\n\t") + "\n" : "";
    declared += set.isEmpty() ? "" : "\t" + setKeyword() + " s { " + setBody() + " }\n";
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
    String declared = "";
    if (isWithObjects()) {
      for (String object : OBJECTS.split("\n")) {
        String[] parts = object.split(" ", 2);
        declared += "add " + parts[0] + " " + table + " " + parts[1] + "\n";
      }
    }
    declared +=
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
