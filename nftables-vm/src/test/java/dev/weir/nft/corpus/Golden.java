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
 * nft's recorded answers: a text of blocks {@code > key}, {@code ! error}, program, listing; a
 * compressed one, and others beside files of lines.
 */
final class Golden {
  private Golden() {}

  private static Path file() {
    return Path.of(System.getProperty("weir.root", ".."))
        .resolve("nftables-vm/src/test/resources/corpus/nft-1.0.6.golden.gz");
  }

  static Map<String, NftAnswer> read() throws IOException {
    Map<String, NftAnswer> answers = new LinkedHashMap<>();
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file()))) {
      read(new String(in.readAllBytes(), StandardCharsets.UTF_8), answers);
    }
    for (Path beside : CorpusFiles.goldenFiles()) {
      read(Files.readString(beside), answers);
    }
    return answers;
  }

  private static void read(String text, Map<String, NftAnswer> answers) {
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
  }

  static void write(List<CorpusLine> lines, List<NftAnswer> answers) throws IOException {
    Map<String, String> blocks = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      blocks.put(lines.get(i).key(), block(lines.get(i).key(), answers.get(i)));
    }
    for (Path beside : CorpusFiles.goldenFiles()) {
      StringBuilder text = new StringBuilder();
      for (String key : CorpusFiles.keys(beside)) {
        String block = blocks.remove(key);
        text.append(block == null ? "" : block);
      }
      if (!Files.readString(beside).contentEquals(text)) {
        Files.writeString(beside, text);
      }
    }
    String rest = String.join("", blocks.values());
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file()))) {
      if (new String(in.readAllBytes(), StandardCharsets.UTF_8).equals(rest)) {
        return;
      }
    }
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file()))) {
      out.write(rest.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String block(String key, NftAnswer answer) {
    String head = "> " + key + "\n";
    return answer.accepted()
        ? head + answer.program() + answer.listing()
        : head + "! " + answer.error() + "\n";
  }
}
