package dev.weir.cli.random;

import java.util.ArrayList;
import java.util.List;

/** The named sets and maps of one table, declared as rules ask for them. */
final class NamedSets {
  private final List<String> declarations = new ArrayList<>();

  /** A set of single values; returns its name. */
  String plain(String type, List<String> elements) {
    return declare("set", type, "", elements);
  }

  /** A set of ranges and prefixes. */
  String interval(String type, List<String> elements) {
    return declare("set", type, "\t\tflags interval\n", elements);
  }

  /** A map; {@code type} names both sides, elements have the form {@code key : data}. */
  String map(String type, List<String> elements) {
    return declare("map", type, "", elements);
  }

  /** A named object. */
  String object(String kind, String text) {
    String name = "o" + declarations.size();
    declarations.add("\t" + kind + ' ' + name + " {\n\t\t" + text + "\n\t}\n");
    return name;
  }

  private String declare(String kind, String type, String flags, List<String> elements) {
    String name = kind.charAt(0) + "" + declarations.size();
    declarations.add(
        "\t"
            + kind
            + " "
            + name
            + " {\n\t\ttype "
            + type
            + "\n"
            + flags
            + "\t\telements = { "
            + String.join(", ", elements)
            + " }\n\t}\n");
    return name;
  }

  String text() {
    return String.join("", declarations);
  }
}
