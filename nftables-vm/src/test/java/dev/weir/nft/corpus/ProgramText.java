package dev.weir.nft.corpus;

import java.util.regex.Pattern;

/** The parts of a {@code --debug=netlink} listing that are compared: elements and instructions. */
final class ProgramText {
  private static final Pattern SET_NAME =
      Pattern.compile("__(set|map|objmap)(%d|\\d+)( 0x[0-9a-f]+)?");

  private ProgramText() {}

  static String of(String listing) {
    StringBuilder out = new StringBuilder();
    for (String line : listing.split("\n")) {
      if (line.contains("element ") && line.startsWith("\t")) {
        for (String element : line.split("\telement ")) {
          if (!element.isBlank()) {
            out.append("element ").append(element.strip()).append('\n');
          }
        }
      } else if (line.startsWith("  [ ")) {
        String op = SET_NAME.matcher(line.strip()).replaceAll("__$1%d");
        out.append(op.replaceAll("( set s) 0x[0-9a-f]+", "$1")).append('\n');
      }
    }
    return out.toString();
  }
}
