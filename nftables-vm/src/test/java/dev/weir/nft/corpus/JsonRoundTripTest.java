package dev.weir.nft.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.path.InterfaceTable;
import dev.weir.nft.Nft;
import dev.weir.nft.json.JsonCases;
import dev.weir.nft.json.JsonPrinter;
import dev.weir.nft.print.Printer;
import dev.weir.nft.ruleset.Ruleset;
import dev.weir.nft.type.Accounts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What weir writes as JSON it reads as the rule set it was, as far as nft's JSON can say it. */
class JsonRoundTripTest {
  /** How what nft writes is refused where it is not what nft reads. */
  private static final Map<String, String> REFUSED =
      Map.of(
          "Unknown frag field unknown", "fields without a name",
          "Unknown rt field unknown", "fields without a name",
          "Unknown hbh field unknown", "fields without a name",
          "Unknown dst field unknown", "fields without a name",
          "Unknown mh field unknown", "fields without a name",
          "Invalid map type", "maps to concatenations",
          "Could not parse integer", "numbers of 64 bits",
          "cannot determine ip protocol version", "families of ct addresses");

  @Test
  void everyLineIsReadAsItWasWritten() throws IOException {
    Map<String, NftAnswer> golden = Golden.read();
    List<String> differ = new ArrayList<>();
    Map<String, Integer> left = new TreeMap<>();
    int same = 0;
    for (CorpusLine line : Corpus.lines()) {
      NftAnswer answer = golden.get(line.key());
      InterfaceTable interfaces = new InterfaceTable();
      Nft.Options options = new Nft.Options(Map.of(), List.of(), interfaces);
      Ruleset ruleset =
          Nft.load(List.of(Nft.Source.text("corpus", line.text())), options).ruleset();
      if (answer == null || !answer.accepted() || ruleset == null) {
        continue;
      }
      String json = new JsonPrinter(interfaces, Accounts.none()).ruleset(ruleset);
      String text = new Printer(interfaces, false).ruleset(ruleset);
      String again = JsonCases.weir(json);
      @Nullable String loss = loss(line, json, text, again);
      if (again.equals(text)) {
        same++;
      } else if (loss != null) {
        left.merge(loss, 1, Integer::sum);
      } else {
        differ.add(line.key() + "\n  " + json + "\n  text: " + text + "\n  json: " + again);
      }
    }
    System.out.println("JSON round trip: " + same + " corpus lines; nft's JSON loses: " + left);
    assertTrue(same > 2_000, same + " lines");
    assertEquals(0, differ.size(), () -> differ.size() + ":\n" + String.join("\n", differ));
  }

  /** What of a line nft's JSON does not say, or says as nft does not read it; or null. */
  private static @Nullable String loss(CorpusLine line, String json, String text, String again) {
    if (JsonCases.weir(text).equals(again)) {
      return "what the listing as text loses, too";
    }
    for (Map.Entry<String, String> reason : REFUSED.entrySet()) {
      if (again.startsWith(reason.getKey())) {
        return reason.getValue();
      }
    }
    for (String lost : List.of("auto-merge", "typeof", "dynamic", ": interval", "counter")) {
      if (line.set().contains(lost)) {
        return lost + " of a set";
      }
    }
    for (String lost :
        List.of(
            "[0-9] counter,", "ct expiration [0-9]*ms", "ct expiration 1500ms", "meta ipsec 2")) {
      if (Pattern.compile(lost).matcher(line.rule()).find()) {
        return lost;
      }
    }
    return json.contains("{\"base\": 42, ") ? "options without a name" : null;
  }
}
