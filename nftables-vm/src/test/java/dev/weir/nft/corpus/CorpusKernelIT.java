package dev.weir.nft.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The recorded answers against the installed nft; {@code -Dgolden.update=true} records anew, {@code
 * missing} only asks about lines without an answer and forgets answers without a line.
 */
@Tag("kernel")
class CorpusKernelIT {
  @Test
  void recordedAnswersAreNfts() throws IOException, InterruptedException {
    @Nullable String reason = LiveNft.unavailable();
    if (reason != null) {
      System.err.println("CorpusKernelIT skipped: " + reason);
    }
    assumeTrue(reason == null, reason);
    List<CorpusLine> lines = Corpus.lines();
    if ("missing".equals(System.getProperty("golden.update"))) {
      recordMissing(lines);
      return;
    }
    List<NftAnswer> answers = LiveNft.ask(lines);
    if (Boolean.getBoolean("golden.update")) {
      Golden.write(lines, answers);
    }
    Map<String, NftAnswer> golden = Golden.read();
    List<String> differ = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      NftAnswer recorded = golden.get(lines.get(i).key());
      if (!answers.get(i).equals(recorded)) {
        differ.add(lines.get(i).key() + "\n  now: " + answers.get(i) + "\n  was: " + recorded);
      }
    }
    assertEquals(List.of(), differ);
  }

  private static void recordMissing(List<CorpusLine> lines)
      throws IOException, InterruptedException {
    Map<String, NftAnswer> golden = Golden.read();
    List<CorpusLine> missing =
        lines.stream().filter(line -> !golden.containsKey(line.key())).toList();
    List<NftAnswer> answers = LiveNft.ask(missing);
    for (int i = 0; i < missing.size(); i++) {
      golden.put(missing.get(i).key(), answers.get(i));
    }
    Golden.write(lines, lines.stream().map(line -> golden.get(line.key())).toList());
  }
}
