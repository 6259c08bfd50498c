package dev.weir.nft.corpus;

import dev.weir.core.hook.Family;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lines written by hand: {@code corpus/{ip,ip6,inet,any}/*.t}.
 *
 * <pre>
 * # comment
 * :set type ipv4_addr; elements = { 10.0.0.1 };         the set s of the lines that follow
 * rule;ok[;canonical]                                    taken, and listed as canonical
 * rule;fail                                              refused by nft and by weir
 * -rule;ok[;canonical]                                   a known gap: weir refuses it
 * +rule;fail                                             weir takes it on purpose
 * </pre>
 *
 * <p>Where {@code name.golden} lies beside {@code name.t} (an empty one to begin with), nft's
 * answers to its lines are kept there as text, else in the one compressed file.
 */
final class CorpusFiles {
  private CorpusFiles() {}

  /** A line and what its file says of it; {@code canonical} is the listed rule. */
  record Expected(
      CorpusLine line, String place, boolean known, boolean accepted, String canonical) {}

  static Path root() {
    return Path.of(System.getProperty("weir.root", ".."))
        .resolve("nftables-vm/src/test/resources/corpus");
  }

  static List<Expected> read() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(root())) {
      files = found.filter(path -> path.toString().endsWith(".t")).sorted().toList();
    }
    List<Expected> lines = new ArrayList<>();
    for (Path file : files) {
      String directory = root().relativize(file).getName(0).toString();
      for (Family family : Family.values()) {
        if (directory.equals("any") || directory.equals(family.word())) {
          read(lines, family, file);
        }
      }
    }
    return lines;
  }

  /** The files of answers that lie beside files of lines. */
  static List<Path> goldenFiles() throws IOException {
    try (Stream<Path> found = Files.walk(root())) {
      return found.filter(path -> path.toString().endsWith(".golden")).sorted().toList();
    }
  }

  /** Keys of the lines whose answers lie in such a file. */
  static Set<String> keys(Path golden) throws IOException {
    String name = golden.getFileName().toString().replace(".golden", ".t");
    String directory = root().relativize(golden).getName(0).toString();
    List<Expected> lines = new ArrayList<>();
    for (Family family : Family.values()) {
      if (directory.equals("any") || directory.equals(family.word())) {
        read(lines, family, golden.resolveSibling(name));
      }
    }
    Set<String> keys = new LinkedHashSet<>();
    lines.forEach(line -> keys.add(line.line().key()));
    return keys;
  }

  private static void read(List<Expected> lines, Family family, Path file) throws IOException {
    String set = "";
    int number = 0;
    for (String text : Files.readAllLines(file)) {
      number++;
      if (text.isBlank() || text.startsWith("#")) {
        continue;
      }
      if (text.startsWith(":")) {
        set = text.substring(1).strip();
        continue;
      }
      boolean gap = text.startsWith("-") || text.startsWith("+");
      String[] parts = (gap ? text.substring(1) : text).split(";", 3);
      CorpusLine line = new CorpusLine(family, set, parts[0]);
      String canonical = parts.length > 2 ? parts[2] : parts[0];
      String place = family.word() + " " + file.getFileName() + ":" + number;
      lines.add(new Expected(line, place, gap, parts[1].equals("ok"), canonical));
    }
  }
}
