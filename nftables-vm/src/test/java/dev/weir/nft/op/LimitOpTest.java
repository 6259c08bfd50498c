package dev.weir.nft.op;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.core.packet.Packet;
import dev.weir.core.state.TokenRate;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.vm.Registers;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitOpTest extends OpConformance {
  private static final TokenRate TEN_A_SECOND = new TokenRate(10, 1, 2, false);

  @Override
  List<Sample> samples() {
    // So fast that nothing is ever over it: the conformance tests run an op again and again.
    return List.of(
        sample(
            new LimitOp(new TokenRate(2_000_000_000, 1, 5, false), false),
            "[ limit rate 2000000000/second burst 5 type packets flags 0x0 ]"),
        sample(
            new LimitOp(new TokenRate(2_000_000_000, 1, 7, false), true),
            "[ limit rate 2000000000/second burst 7 type packets flags 0x1 ]"),
        sample(
            new LimitOp(new TokenRate(10_000_000_000L, 1, 5, true), false),
            "[ limit rate 10000000000/second burst 5 type bytes flags 0x0 ]"));
  }

  private static boolean goesOn(LimitOp op, long nowNanos) {
    Packet packet = new Packet();
    packet.setNowNanos(nowNanos);
    Registers registers = registers();
    op.eval(registers, context(packet));
    return registers.verdict == Verdicts.CONTINUE;
  }

  @Test
  void goesOnBelowTheRateOnThePacketsOwnClock() {
    LimitOp op = new LimitOp(TEN_A_SECOND, false);
    assertEquals("true true false", goesOn(op, 0) + " " + goesOn(op, 0) + " " + goesOn(op, 0));
    assertEquals("true false", goesOn(op, 100_000_000) + " " + goesOn(op, 100_000_001));
  }

  @Test
  void goesOnAboveTheRateWithOver() {
    LimitOp op = new LimitOp(TEN_A_SECOND, true);
    assertEquals("false false true", goesOn(op, 0) + " " + goesOn(op, 0) + " " + goesOn(op, 0));
  }
}
