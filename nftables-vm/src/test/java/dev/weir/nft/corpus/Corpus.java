package dev.weir.nft.corpus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** All lines, generated and written by hand. */
final class Corpus {
  private Corpus() {}

  static List<CorpusLine> lines() throws IOException {
    List<CorpusLine> lines = new ArrayList<>(CorpusGenerator.lines());
    for (CorpusFiles.Expected expected : CorpusFiles.read()) {
      if (!lines.contains(expected.line())) {
        lines.add(expected.line());
      }
    }
    return lines;
  }
}
