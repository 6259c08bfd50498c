package dev.weir.nft.parse;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.nft.Nft;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hostile rule files: a clear error, soon, and no exception. */
@Timeout(30)
class BogonsTest {
  private static String rule(String text) {
    return "table t {\n chain c {\n  " + text + "\n }\n}\n";
  }

  private static String refused(String text) {
    Nft.Result result = Nft.load(List.of(Nft.Source.text("b", text)), Nft.Options.plain());
    assertNull(result.ruleset());
    String rendered = result.diagnostics().render();
    assertTrue(rendered.length() < 1_000_000, "too long a message");
    return rendered;
  }

  @Test
  void refusesTenThousandBraces() {
    String text = rule("tcp dport " + "{".repeat(10_000) + "1" + "}".repeat(10_000));
    assertTrue(refused(text).contains("nested too deeply"));
  }

  @Test
  void refusesTenThousandParentheses() {
    String text = rule("tcp dport == " + "(".repeat(10_000) + "1" + ")".repeat(10_000));
    assertTrue(refused(text).contains("nested too deeply"));
  }

  @Test
  void refusesAHundredThousandOperators() {
    assertTrue(refused(rule("tcp flags == syn" + " | syn".repeat(100_000))).contains("deeply"));
    assertTrue(refused(rule("tcp flags syn / syn" + ",ack".repeat(100_000))).contains("deeply"));
  }

  @Test
  void refusesBlocksInBlocks() {
    assertFalse(refused("table t {\n".repeat(1_000_000)).isEmpty());
  }

  @Test
  void refusesVariablesThatDoubleEachTime() {
    StringBuilder text = new StringBuilder("define a0 = { 1, 2 }\n");
    for (int i = 0; i < 100; i++) {
      text.append("define a%d = { $a%d, $a%d }\n".formatted(i + 1, i, i));
    }
    assertTrue(refused(text + rule("tcp dport $a100")).contains("too many expressions"));
  }

  @Test
  void refusesVariablesThatNest() {
    StringBuilder text = new StringBuilder("define a0 = 1\n");
    for (int i = 0; i < 10_000; i++) {
      text.append("define a%d = $a%d | 1\n".formatted(i + 1, i));
    }
    assertTrue(refused(text + rule("meta mark $a10000")).contains("nested too deeply"));
  }

  @Test
  void refusesALineOfMillionsOfElements() {
    assertTrue(
        refused(rule("tcp dport { 1" + ", 2".repeat(8_000_000) + " }"))
            .contains("too many expressions"));
  }

  @Test
  void refusesMillionsOfCommands() {
    assertTrue(refused("add table t\n".repeat(2_000_000)).contains("too many expressions"));
  }

  @Test
  void refusesLinesOfNothingButSigns() {
    int length = 8 << 20;
    for (String sign : List.of("#", "~", "\"", "\\", "{", "}", "(", "$", "@", "*", "\0", "a ")) {
      assertFalse(refused(sign.repeat(length / sign.length())).isEmpty(), sign);
    }
  }

  @Test
  void refusesAVeryLongName() {
    assertTrue(refused("add table " + "x".repeat(16 << 20) + "\n").contains("out of range"));
  }

  @Test
  void neverPrintsControlCharacters() {
    String rendered = refused("add table \u001b[31mred \u0007\n");
    assertFalse(rendered.contains("\u001b"));
    assertFalse(rendered.contains("\u0007"));
  }
}
