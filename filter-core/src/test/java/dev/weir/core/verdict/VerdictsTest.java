package dev.weir.core.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class VerdictsTest {
  @Test
  void packsCodeAndArgument() {
    int verdict = Verdicts.of(Verdicts.JUMP, Verdicts.MAX_ARGUMENT);
    assertEquals(Verdicts.JUMP, Verdicts.code(verdict));
    assertEquals(Verdicts.MAX_ARGUMENT, Verdicts.argument(verdict));
    assertEquals("jump", Verdicts.name(verdict));
    assertEquals(Verdicts.ACCEPT, Verdicts.of(Verdicts.ACCEPT, 0));
  }

  @Test
  void namesEveryCode() {
    for (int code = Verdicts.CONTINUE; code <= Verdicts.QUEUE; code++) {
      assertEquals(-1, Verdicts.name(code).indexOf(' '), Verdicts.name(code));
    }
    assertEquals("verdict 99", Verdicts.name(99));
  }
}
