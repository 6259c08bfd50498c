package dev.weir.nft.ruleset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads {@code *-1.0.6.cases}: rule files and what the real nft made of them. */
final class NftCases {
  private static final List<String> FILES = List.of("nft-1.0.6.cases", "objects-1.0.6.cases");

  private NftCases() {}

  /**
   * One case.
   *
   * @param files loaded one after the other, each a transaction
   * @param accepted whether nft took all of them
   * @param same whether weir answers the same; where not, it still refuses what nft refuses
   * @param expected the first error as printed, or a line for each handle as listed
   */
  record Case(int number, List<String> files, boolean accepted, boolean same, String expected) {
    @Override
    public String toString() {
      return number + ": " + String.join(" | ", files).replace("\n", "\\n");
    }
  }

  static List<Case> read() throws IOException {
    List<Case> cases = new ArrayList<>();
    for (String file : FILES) {
      for (String block : text(file).split("(?m)^=== ")) {
        if (!block.isEmpty()) {
          cases.add(parse(cases.size() + 1, block));
        }
      }
    }
    return cases;
  }

  private static String text(String file) throws IOException {
    try (InputStream in = NftCases.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Case parse(int number, String block) {
    int first = block.indexOf('\n') + 1;
    int arrow = block.indexOf(">>>\n", first);
    List<String> files = new ArrayList<>();
    for (String file : block.substring(first, arrow).split("--- next file\n", -1)) {
      String whole = file.replace("\\r", "\r");
      // A lone backslash at the end: the file has no newline there.
      files.add(whole.endsWith("\\\n") ? whole.substring(0, whole.length() - 2) : whole);
    }
    return new Case(
        number,
        files,
        block.startsWith("ok"),
        !block.substring(0, first).contains(","),
        block.substring(arrow + 4));
  }
}
