package dev.weir.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.cli.TraceRecorder.Decision;
import java.util.Map;

/** What a diff found, as the document {@code weir.diff/1}. */
final class DiffJson {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private DiffJson() {}

  /** The document's text. */
  static String of(DiffResult result) {
    try {
      return JSON.writeValueAsString(document(result));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of numbers and text is always writable", e);
    }
  }

  private static ObjectNode document(DiffResult result) {
    ObjectNode document = JSON.createObjectNode();
    document.put("schema", "weir.diff/1");
    document.put("packets", result.packets());
    document.put("bytes", result.bytes());
    document.put("different", result.differences());
    addMatrix(document.putArray("matrix"), result);
    ArrayNode changes = document.putArray("changes");
    for (Map.Entry<DiffResult.Change, DiffResult.Extent> change : result.changes()) {
      ObjectNode row = changes.addObject();
      row.put("packets", change.getValue().packets());
      row.put("first", change.getValue().first());
      addAnswer(row.putObject("old"), change.getKey().before());
      addAnswer(row.putObject("new"), change.getKey().after());
    }
    DiffResult.First first = result.first();
    if (first != null) {
      ObjectNode node = document.putObject("first");
      TraceJson traces = new TraceJson(JSON);
      node.put("packet", first.packet().number());
      Parting parting = Parting.of(first.before(), first.after());
      node.putObject("part").put("old", parting.before()).put("new", parting.after());
      traces.addAll(node.putArray("old"), first.before(), first.packet(), first.outcomeBefore());
      traces.addAll(node.putArray("new"), first.after(), first.packet(), first.outcomeAfter());
    }
    addCounts(document.putArray("counts"), result);
    return document;
  }

  private static void addMatrix(ArrayNode matrix, DiffResult result) {
    for (int before = 0; before < DiffResult.kinds(); before++) {
      for (int after = 0; after < DiffResult.kinds(); after++) {
        if (result.packets(before, after) > 0) {
          ObjectNode cell = matrix.addObject();
          cell.put("old", VerdictTotals.word(VerdictTotals.CODES.charAt(before)));
          cell.put("new", VerdictTotals.word(VerdictTotals.CODES.charAt(after)));
          cell.put("packets", result.packets(before, after));
        }
      }
    }
  }

  private static void addAnswer(ObjectNode node, DiffSide.Answer answer) {
    node.put("verdict", VerdictTotals.word(answer.outcome()));
    Decision by = answer.by();
    if (by != null) {
      TraceJson.addDecision(node.putObject("by"), by);
    }
  }

  private static void addCounts(ArrayNode counts, DiffResult result) {
    for (DiffResult.CountChange count : result.counts()) {
      ObjectNode row = counts.addObject();
      row.put("family", count.after().family().word());
      row.put("table", count.after().table());
      row.put("chain", count.after().chain());
      row.put("text", count.after().text());
      row.put("old", count.packetsBefore());
      row.put("new", count.packetsAfter());
    }
  }
}
