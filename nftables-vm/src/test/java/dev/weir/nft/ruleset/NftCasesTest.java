package dev.weir.nft.ruleset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.nft.Nft;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Weir takes and refuses what the real nft 1.0.6 on a real kernel takes and refuses, with the same
 * first error and the same handles. What weir does not support yet is passed over.
 */
class NftCasesTest {
  @TestFactory
  List<DynamicTest> answersAsNftDoes() throws IOException {
    return NftCases.read().stream()
        .map(one -> DynamicTest.dynamicTest(one.toString(), () -> compare(one)))
        .toList();
  }

  private static void compare(NftCases.Case one) {
    List<Nft.Source> sources = new ArrayList<>();
    for (String file : one.files()) {
      sources.add(Nft.Source.text("t.nft", file));
    }
    Nft.Result result = Nft.load(sources, Nft.Options.plain());
    String rendered = result.diagnostics().render();
    if (rendered.contains("not supported yet: ")) {
      return;
    }
    if (!one.same()) {
      assertNull(result.ruleset(), "weir takes it now: remove the mark");
      return;
    }
    if (one.accepted()) {
      assertNotNull(result.ruleset(), rendered);
      assertEquals(one.expected(), handles(result.ruleset()));
    } else {
      assertNull(result.ruleset(), "nft says: " + one.expected());
      assertTrue(
          rendered.contains(one.expected()),
          () -> "nft says:\n" + one.expected() + "weir says:\n" + rendered);
    }
  }

  /** The handles as {@code nft -a list ruleset} shows them. */
  private static String handles(Ruleset ruleset) {
    StringBuilder out = new StringBuilder();
    for (Table table : ruleset.tables()) {
      out.append("table ").append(table.family().word()).append(' ').append(table.name());
      out.append(' ').append(table.handle()).append('\n');
      for (NamedObject object : table.objects()) {
        out.append(object.kind().words()).append(' ').append(object.name()).append(' ');
        out.append(object.handle()).append('\n');
      }
      for (NamedSet set : table.sets()) {
        out.append(set.typed().isMap() ? "map " : "set ").append(set.name()).append(' ');
        out.append(set.handle()).append('\n');
      }
      for (Chain chain : table.chains()) {
        if (chain.isAnonymous()) {
          continue; // listed without its handles
        }
        out.append("chain ").append(chain.name()).append(' ').append(chain.handle()).append('\n');
        for (Rule rule : chain.rules()) {
          out.append("rule ").append(rule.handle()).append('\n');
        }
      }
    }
    return out.toString();
  }
}
