package dev.weir.nft.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** weir against nft's recorded answers. */
class CorpusTest {

  @Test
  void answersAsNftDoes() throws IOException {
    Map<String, NftAnswer> golden = Golden.read();
    List<String> failures = new ArrayList<>();
    int compared = 0;
    for (CorpusLine line : Corpus.lines()) {
      NftAnswer expected = golden.get(line.key());
      if (expected == null) {
        failures.add("no recorded answer: " + line.key());
        continue;
      }
      compared++;
      String difference = Comparison.of(line, expected);
      if (difference != null) {
        failures.add(difference);
      }
    }
    report(failures);
    assertTrue(compared >= 1_500, () -> "too few lines");
    assertEquals(0, failures.size(), () -> summary(failures));
  }

  @Test
  void listsHandWrittenLinesAsTheirFilesSay() throws IOException {
    Map<String, NftAnswer> golden = Golden.read();
    List<String> failures = new ArrayList<>();
    for (CorpusFiles.Expected expected : CorpusFiles.read()) {
      NftAnswer nft = golden.get(expected.line().key());
      if (nft == null) {
        failures.add(expected.place() + ": no recorded answer");
      } else if (nft.accepted() != expected.accepted()) {
        failures.add(expected.place() + ": nft says otherwise: " + nft.error());
      } else if (nft.accepted()
          && !nft.listing().contains("\n\t\t" + expected.canonical() + "\n")) {
        failures.add(expected.place() + ": nft lists " + nft.listing());
      }
    }
    assertEquals(0, failures.size(), () -> summary(failures));
  }

  /** A selector without a line that nft takes would be untested. */
  @Test
  void everyRowHasALineThatNftTakes() throws IOException {
    Map<String, NftAnswer> golden = Golden.read();
    Set<String> taken = new HashSet<>();
    golden.forEach((key, answer) -> {
      if (answer.accepted()) {
        taken.add(key.substring(key.lastIndexOf('|') + 1));
      }
    });
    List<String> untested = new ArrayList<>();
    for (CorpusGenerator.Selector selector : CorpusGenerator.selectors()) {
      if (taken.stream()
          .noneMatch(rule -> rule.startsWith(selector.before() + selector.text() + " "))) {
        untested.add(selector.text());
      }
    }
    assertEquals(List.of(), untested);
  }

  private static String summary(List<String> failures) {
    return failures.size()
        + " lines differ:\n"
        + String.join("\n", failures.subList(0, Math.min(20, failures.size())));
  }

  private static void report(List<String> failures) throws IOException {
    @Nullable String file = System.getProperty("corpus.report");
    if (file != null) {
      Files.writeString(Path.of(file), String.join("\n", failures) + "\n");
    }
  }
}
