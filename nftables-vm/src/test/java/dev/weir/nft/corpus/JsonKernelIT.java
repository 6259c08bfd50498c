package dev.weir.nft.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.core.path.InterfaceTable;
import dev.weir.nft.Nft;
import dev.weir.nft.json.JsonPrinter;
import dev.weir.nft.ruleset.Ruleset;
import dev.weir.nft.type.Accounts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every line of the corpus that nft takes: weir's JSON against {@code nft -j list ruleset}. */
@Tag("kernel")
class JsonKernelIT {
  @Test
  void everyLineIsWrittenAsNftDoes() throws IOException, InterruptedException {
    @Nullable String reason = LiveNft.unavailable();
    if (reason != null) {
      System.err.println("JsonKernelIT skipped: " + reason);
    }
    assumeTrue(reason == null, reason);
    Map<String, NftAnswer> golden = Golden.read();
    List<CorpusLine> lines = new ArrayList<>();
    for (CorpusLine line : Corpus.lines()) {
      NftAnswer answer = golden.get(line.key());
      if (answer != null && answer.accepted()) {
        lines.add(line);
      }
    }
    List<String> answers = LiveJson.ask(lines);
    List<String> differ = new ArrayList<>();
    int same = 0;
    int silent = 0;
    int lossy = 0;
    for (int i = 0; i < lines.size(); i++) {
      String weir = weir(lines.get(i));
      String nft = answers.get(i);
      if (nft.equals(LiveJson.NONE) || weir.equals(LiveJson.NONE)) {
        silent++;
      } else if (isLossy(lines.get(i), nft)) {
        lossy++;
      } else if (weir.equals(nft)) {
        same++;
      } else {
        differ.add(lines.get(i).key() + "\n  nft:  " + nft + "  weir: " + weir);
      }
    }
    System.out.println(
        "JSON of "
            + same
            + " of "
            + lines.size()
            + " corpus lines equals nft's; "
            + silent
            + " without an answer of nft or weir, "
            + lossy
            + " whose values nft loses");
    assertTrue(same > lines.size() * 9 / 10);
    assertTrue(lossy < lines.size() / 50, lossy + " lines left out");
    assertEquals(List.of(), differ);
  }

  /** Lines of which nft 1.0.6 prints something it cannot read, or other values than were given. */
  private static boolean isLossy(CorpusLine line, String nft) {
    return nft.contains("[invalid type]")
        || nft.contains("\"unknown\"")
        || line.rule().contains("ip6 dscp .")
        || line.rule().startsWith("vlan id 10 ether");
  }

  private static String weir(CorpusLine line) throws IOException {
    InterfaceTable interfaces = new InterfaceTable();
    Nft.Options options = new Nft.Options(Map.of(), List.of(), interfaces);
    Nft.Result result = Nft.load(List.of(Nft.Source.text("corpus", line.text())), options);
    Ruleset ruleset = result.ruleset();
    return ruleset == null
        ? LiveJson.NONE
        : LiveJson.objects(new JsonPrinter(interfaces, Accounts.none()).ruleset(ruleset));
  }
}
