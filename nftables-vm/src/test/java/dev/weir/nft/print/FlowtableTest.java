package dev.weir.nft.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.nft.Nft;
import dev.weir.nft.ruleset.Ruleset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Flowtables; the kernel of the tests has none, so what nft lists stands here as text. */
class FlowtableTest {
  private static final String RULES =
      """
      table inet t {
      \tflowtable f {
      \t\thook ingress priority filter + 5
      \t\tdevices = { eth0, lo }
      \t\tflags offload
      \t\tcounter
      \t}

      \tchain c {
      \t\ttype filter hook forward priority filter; policy accept;
      \t\tip protocol tcp flow add @f
      \t}
      }
      """;

  @Test
  void isListedAsItWasWritten() {
    Nft.Options options = Nft.Options.plain();
    Nft.Result result = Nft.load(List.of(Nft.Source.text("flow.nft", RULES)), options);
    Ruleset ruleset = result.ruleset();
    assertNotNull(ruleset, () -> result.diagnostics().render());
    assertEquals(RULES, new Printer(options.interfaces()).table(ruleset.tables().getFirst()));
  }

  @Test
  void mustBeThereForARule() {
    String error = error("table inet t { chain c { flow add @f; }; }");
    assertTrue(error.contains("No such file or directory"), error);
  }

  @Test
  void isForForwardedPackets() {
    String error =
        error(
            "table inet t { flowtable f { hook ingress priority 0; devices = { lo }; }; chain c {"
                + " type filter hook input priority 0; flow add @f; }; }");
    assertTrue(error.contains("Operation not supported"), error);
  }

  private static String error(String text) {
    return Nft.load(List.of(Nft.Source.text("flow.nft", text)), Nft.Options.plain())
        .diagnostics()
        .render();
  }
}
