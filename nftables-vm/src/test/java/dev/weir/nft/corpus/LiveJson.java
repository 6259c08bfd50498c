package dev.weir.nft.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the installed nft for the JSON of many lines at once: a table each, and one listing.
 *
 * <p>Where nft refuses or aborts on one, the lines are asked again in two halves.
 */
final class LiveJson {
  /** What stands for a line that nft does not answer. */
  static final String NONE = "";

  private static final int BATCH = 400;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private LiveJson() {}

  /** The objects of each line's table, one text; {@link #NONE} where nft has none. */
  static List<String> ask(List<CorpusLine> lines) throws IOException, InterruptedException {
    List<String> answers = new ArrayList<>();
    for (int first = 0; first < lines.size(); first += BATCH) {
      answers.addAll(batch(lines.subList(first, Math.min(lines.size(), first + BATCH))));
    }
    return answers;
  }

  private static List<String> batch(List<CorpusLine> lines)
      throws IOException, InterruptedException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      text.append(inTable(lines.get(i), "t" + i));
    }
    String answer = run(text.toString());
    if (!answer.isEmpty()) {
      return byTable(answer, lines.size());
    }
    if (lines.size() == 1) {
      return List.of(NONE);
    }
    int half = lines.size() / 2;
    List<String> answers = new ArrayList<>(batch(lines.subList(0, half)));
    answers.addAll(batch(lines.subList(half, lines.size())));
    return answers;
  }

  private static String inTable(CorpusLine line, String table) {
    String head = "table " + line.family().word() + " ";
    return line.text().replaceFirst(head + "t ", head + table + " ");
  }

  private static String run(String text) throws IOException, InterruptedException {
    Path file = Files.createTempFile("weir-corpus", ".nft");
    Files.writeString(file, text);
    Process process =
        new ProcessBuilder(
                "unshare",
                "-n",
                "sh",
                "-c",
                "nft -f \"$0\" 2>/dev/null && exec nft -j list ruleset 2>/dev/null",
                file.toString())
            .start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    Files.delete(file);
    return code == 0 ? out : "";
  }

  private static List<String> byTable(String answer, int tables) throws IOException {
    List<StringBuilder> texts = new ArrayList<>();
    for (int i = 0; i < tables; i++) {
      texts.add(new StringBuilder());
    }
    for (JsonNode object : JSON.readTree(answer).get("nftables")) {
      ObjectNode body = (ObjectNode) object.iterator().next();
      boolean isTable = object.has("table");
      JsonNode name = body.get(isTable ? "name" : "table");
      if (name != null) {
        int index = Integer.parseInt(name.textValue().substring(1));
        body.put(isTable ? "name" : "table", "t");
        texts.get(index).append(object).append('\n');
      }
    }
    return texts.stream().map(LiveJson::plain).toList();
  }

  /** The same of weir's listing. */
  static String objects(String answer) throws IOException {
    StringBuilder text = new StringBuilder();
    for (JsonNode object : JSON.readTree(answer).get("nftables")) {
      if (!object.has("metainfo")) {
        text.append(object).append('\n');
      }
    }
    return plain(text);
  }

  /** Without handles. */
  private static String plain(CharSequence text) {
    return text.toString().replaceAll("\"handle\":\\d+", "\"handle\":0");
  }
}
