package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.nft.Nft;
import dev.weir.nft.Support;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table of {@code weir support nft} promises what the code does: each row's example is loaded.
 */
class SupportTest {
  static Stream<Support> rows() {
    return Support.rows().stream();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void eachExampleIsAcceptedOrRefusedAsItsRowSays(Support row) {
    Nft.Result result =
        Nft.load(List.of(Nft.Source.text("example.nft", row.exampleText())), Nft.Options.plain());
    String messages = result.diagnostics().render();
    if (row.state() == Support.State.REJECTED) {
      assertTrue(messages.contains("not supported yet"), () -> row + ": " + messages);
    } else {
      assertEquals("", messages);
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void eachApproximateRowSaysWhatDiffers(Support row) {
    assertFalse(row.state() == Support.State.APPROXIMATE && row.note().isEmpty(), row::toString);
  }
}
