package dev.weir.cli;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Rule files made to fill the memory or to take for ever; {@link #main} checks them in a JVM of its
 * own with little memory.
 */
final class HostileRules {
  private static final int MEGABYTE = 1 << 20;
  private static final String HEAD = "table inet t {\n chain c {\n";
  private static final String TAIL = "\n }\n}\n";

  private HostileRules() {}

  /**
   * What a file must end with.
   *
   * @param error part of stderr, empty for none
   */
  record Case(String text, int code, String error) {}

  /** The files by name; made one by one, because each may be large. */
  static Map<String, Supplier<Case>> all() {
    Map<String, Supplier<Case>> cases = new LinkedHashMap<>();
    addNesting(cases);
    addLongLines(cases);
    addVariables(cases);
    addGraphs(cases);
    addErrors(cases);
    addSets(cases);
    return cases;
  }

  private static String rule(String text) {
    return HEAD + "  " + text + TAIL;
  }

  private static String repeat(int count, IntFunction<String> part) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(part.apply(i));
    }
    return text.toString();
  }

  private static Case refused(String text, String error) {
    return new Case(text, ExitCode.NO, error);
  }

  private static Case good(String text) {
    return new Case(text, ExitCode.OK, "");
  }

  private static void addNesting(Map<String, Supplier<Case>> cases) {
    String deep = "nested too deeply";
    int n = 10_000;
    cases.put(
        "parentheses",
        () -> refused(rule("tcp dport " + "(".repeat(n) + "22" + ")".repeat(n)), deep));
    cases.put(
        "set braces",
        () -> refused(rule("tcp dport " + "{".repeat(n) + "22" + "}".repeat(n)), deep));
    cases.put("binary or", () -> refused(rule("meta mark " + "1 | ".repeat(n) + "1"), deep));
    cases.put("binary and", () -> refused(rule("meta mark " + "and 1 ".repeat(n) + "== 1"), deep));
    cases.put("blocks", () -> refused("table inet t {".repeat(n), ":1:15-19: Error"));
    cases.put("open braces", () -> refused("{".repeat(n), ":1:2-2: Error: damaged JSON"));
    cases.put("closing braces", () -> refused("}".repeat(n), "... and 9900 more errors"));
    cases.put(
        "concatenated selectors",
        () -> refused(rule("ip saddr . ".repeat(n) + "ip saddr { 1.1.1.1 }"), "Concatenation"));
    cases.put(
        "concatenated values",
        () ->
            refused(
                rule("ip saddr . ip daddr { " + "1.1.1.1 . ".repeat(n) + "1.1.1.1 }"),
                "too many concatenation components"));
    cases.put(
        "concatenated types",
        () ->
            refused(
                "table inet t {\n set s { type " + "mark . ".repeat(n) + "mark; }\n}\n",
                "Invalid argument"));
  }

  private static void addLongLines(Map<String, Supplier<Case>> cases) {
    int n = 63 * MEGABYTE;
    cases.put("64 MB line", () -> new Case("a".repeat(64 * MEGABYTE + 1), 3, "over 64 MB"));
    cases.put("63 MB word", () -> refused(rule("a".repeat(n)), ":3:"));
    cases.put("63 MB number", () -> refused(rule("tcp dport " + "1".repeat(n)), ":3:13-"));
    cases.put("63 MB comment", () -> good("#" + "x".repeat(n) + "\n"));
    cases.put("63 MB of spaces", () -> good(rule("tcp dport 22" + " ".repeat(n) + "accept")));
    cases.put(
        "63 MB string", () -> refused(rule("accept comment \"" + "x".repeat(n) + "\""), ":3:18-"));
    cases.put(
        "63 MB of elements",
        () -> refused(rule("tcp dport { " + "22, ".repeat(n / 4) + "22 }"), "too many expr"));
    cases.put(
        "63 MB of statements", () -> refused(rule("counter ".repeat(n / 8)), "too many expr"));
    cases.put("63 MB of rules", () -> refused(rule("accept;".repeat(n / 7)), "too many expr"));
    cases.put("63 MB of newlines", () -> good("\n".repeat(n)));
  }

  private static void addVariables(Map<String, Supplier<Case>> cases) {
    cases.put(
        "sets of sets of sets",
        () ->
            refused(
                "define a0 = { 1, 2 }\n"
                    + repeat(60, i -> "define a" + (i + 1) + " = { $a" + i + ", $a" + i + " }\n"),
                "too many expressions"));
    cases.put(
        "large variable used often",
        () ->
            refused(
                "define a0 = { 1, 2 }\n"
                    + repeat(14, i -> "define a" + (i + 1) + " = { $a" + i + ", $a" + i + " }\n")
                    + rule("tcp dport $a14 accept\n".repeat(1_000)),
                "too many expressions"));
    cases.put(
        "chain of variables",
        () ->
            refused(
                "define a0 = 1\n" + repeat(10_000, i -> "define a" + (i + 1) + " = $a" + i + "\n"),
                "nested too deeply"));
  }

  /** Jumps from each chain of a level to each of the next. */
  static String diamonds(int wide, int deep) {
    StringBuilder text = new StringBuilder("table inet t {\n");
    for (int level = deep; level > 0; level--) {
      for (int i = 0; i < wide; i++) {
        String next = level == deep ? "" : jumps(wide, level + 1);
        text.append(" chain l" + level + "_" + i + " {\n" + next + " }\n");
      }
    }
    text.append(" chain in {\n  type filter hook input priority 0\n").append(jumps(wide, 1));
    return text.append(TAIL).toString();
  }

  private static String jumps(int wide, int level) {
    return repeat(wide, j -> "  tcp dport " + (j + 1) + " jump l" + level + "_" + j + "\n");
  }

  private static void addGraphs(Map<String, Supplier<Case>> cases) {
    cases.put("diamonds 10 wide, 15 deep", () -> good(diamonds(10, 15)));
    cases.put("diamonds 10 wide, 16 deep", () -> refused(diamonds(10, 16), "note: in \u2192 l1_"));
    cases.put(
        "row of 50,000 jumps",
        () ->
            refused(
                "table inet t {\n"
                    + repeat(50_000, i -> " chain c" + i + " {\n  jump c" + (i + 1) + "\n }\n")
                    + " chain c50000 {\n }\n chain in {\n"
                    + "  type filter hook input priority 0; jump c0"
                    + TAIL,
                "Too many links"));
  }

  private static void addErrors(Map<String, Supplier<Case>> cases) {
    int n = 100_000;
    String more = "... and 99900 more errors";
    cases.put(
        "100,000 unknown services",
        () -> refused(rule(repeat(n, i -> "tcp dport bad" + i + " accept\n")), more));
    cases.put("100,000 syntax errors", () -> refused(rule("tcp dprt 1\n".repeat(n)), more));
    cases.put("100,000 missing chains", () -> refused(rule("jump nosuch\n".repeat(n)), more));
    cases.put(
        "50,000 near names",
        () ->
            refused(
                repeat(n / 2, i -> "define x" + i + " = 1\n")
                    + rule(repeat(n / 2, i -> "tcp dport $y" + i + " accept\n")),
                "... and 49900 more errors"));
    cases.put(
        "20,000 near sets",
        () ->
            refused(
                "table inet t {\n"
                    + repeat(20_000, i -> " set s" + i + " { type inet_service; }\n")
                    + "}\n"
                    + repeat(20_000, i -> "add element inet t y" + i + " { 1 }\n"),
                "... and 19900 more errors"));
  }

  private static String address(int i) {
    return "10." + (i >> 16 & 255) + "." + (i >> 8 & 255) + "." + (i & 255);
  }

  private static String set(String flags, int count, IntFunction<String> element) {
    return "table inet t {\n set s {\n  type ipv4_addr"
        + flags
        + "\n  elements = { "
        + repeat(count, i -> (i == 0 ? "" : ",\n") + element.apply(i))
        + " }\n }\n chain c {\n  ip saddr @s drop"
        + TAIL;
  }

  private static void addSets(Map<String, Supplier<Case>> cases) {
    cases.put("set of 1,000,000", () -> good(set("", 1_000_000, HostileRules::address)));
    cases.put(
        "set of 1,000,000 prefixes",
        () -> good(set("\n  flags interval", 1_000_000, i -> address(i * 8) + "/30")));
    String two = "table inet t {\n set a { type ipv4_addr; }\n set b { type ipv4_addr; }\n}\n";
    cases.put(
        "100,000 elements by turns",
        () ->
            good(
                two
                    + repeat(
                        100_000,
                        i ->
                            "add element inet t "
                                + "ab".charAt(i & 1)
                                + " { "
                                + address(i)
                                + " }\n")));
    cases.put(
        "50,000 elements added and deleted",
        () ->
            good(
                two
                    + repeat(50_000, i -> "add element inet t a { " + address(i) + " }\n")
                    + repeat(50_000, i -> "delete element inet t a { " + address(i) + " }\n")));
    elementsByTurns(cases);
    cases.put(
        "100,000 rules inserted",
        () ->
            good(
                "table inet t {\n chain c {\n }\n}\n"
                    + "insert rule inet t c tcp dport 22 accept\n".repeat(100_000)));
  }

  /** Each of 40,000 commands finds 20,000 elements in its set. */
  private static void elementsByTurns(Map<String, Supplier<Case>> cases) {
    for (String kind : List.of("", " flags interval;", " flags interval; auto-merge;")) {
      String head = "table inet t {\n set a { type ipv4_addr;" + kind + "\n }\n}\n";
      cases.put(
          "20,000 elements added and deleted by turns," + kind,
          () ->
              good(
                  head
                      + repeat(20_000, i -> element("add", 2 * i))
                      + repeat(20_000, i -> element("delete", 2 * i) + element("add", 2 * i))));
    }
    cases.put(
        "20,000 wrong deletions by turns",
        () ->
            refused(
                "table inet t {\n set a { type ipv4_addr;\n }\n}\n"
                    + repeat(20_000, i -> element("add", 2 * i))
                    + repeat(20_000, i -> element("delete", 2 * i + 1) + element("add", 2 * i)),
                "No such file or directory"));
  }

  private static String element(String verb, int number) {
    return verb + " element inet t a { " + address(number) + " }\n";
  }

  /** Checks every file; a line each: name, milliseconds, what is wrong or nothing. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, Supplier<Case>> entry : all().entrySet()) {
      Path file = folder.resolve("hostile.nft");
      Case hostile = entry.getValue().get();
      int code = hostile.code();
      String error = hostile.error();
      Files.writeString(file, hostile.text());
      hostile = null;
      StringWriter out = new StringWriter();
      StringWriter err = new StringWriter();
      long start = System.nanoTime();
      int got = Main.run(new Console(out, err), "check", file.toString());
      long millis = (System.nanoTime() - start) / 1_000_000;
      boolean right =
          got == code && err.toString().contains(error) && !err.toString().contains("\tat ");
      right &= error.isEmpty() == err.toString().isEmpty() && out.toString().isEmpty();
      lines.add(
          entry.getKey() + "\t" + millis + "\t" + (right ? "" : "code " + got + ": " + head(err)));
    }
    Files.write(folder.resolve("results"), lines);
  }

  private static String head(StringWriter text) {
    String all = text.toString().replace('\n', '|');
    return all.substring(0, Math.min(300, all.length()));
  }
}
