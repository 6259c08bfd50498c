package dev.weir.nft.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * nft's recorded answers: a compressed text of blocks {@code > key}, {@code ! error}, program,
 * listing.
 */
final class Golden {
  private Golden() {}

  private static Path file() {
    return Path.of(System.getProperty("weir.root", ".."))
        .resolve("nftables-vm/src/test/resources/corpus/nft-1.0.6.golden.gz");
  }

  static Map<String, NftAnswer> read() throws IOException {
    Map<String, NftAnswer> answers = new LinkedHashMap<>();
    String text;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file()))) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    for (String block : text.split("(?m)^> ")) {
      if (block.isEmpty()) {
        continue;
      }
      int eol = block.indexOf('\n');
      String key = block.substring(0, eol);
      String rest = block.substring(eol + 1);
      if (rest.startsWith("! ")) {
        answers.put(key, NftAnswer.refused(rest.substring(2).strip()));
      } else {
        int table = rest.indexOf("table ");
        answers.put(key, new NftAnswer("", rest.substring(0, table), rest.substring(table)));
      }
    }
    return answers;
  }

  static void write(List<CorpusLine> lines, List<NftAnswer> answers) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      NftAnswer answer = answers.get(i);
      text.append("> ").append(lines.get(i).key()).append('\n');
      if (answer.accepted()) {
        text.append(answer.program()).append(answer.listing());
      } else {
        text.append("! ").append(answer.error()).append('\n');
      }
    }
    Files.createDirectories(file().getParent());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file()))) {
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }
}
