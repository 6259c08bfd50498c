package dev.weir.nft.op;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.core.testkit.Packets;
import dev.weir.core.verdict.Verdicts;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuotaOpTest extends OpConformance {
  private static final long MUCH = 1L << 50;

  @Override
  List<Sample> samples() {
    return List.of(
        sample(new QuotaOp(MUCH, 0, false), "[ quota bytes 1125899906842624 consumed 0 flags 0 ]"),
        sample(new QuotaOp(MUCH, 5, true), "[ quota bytes 1125899906842624 consumed 5 flags 1 ]"));
  }

  private static String verdicts(QuotaOp op) {
    byte[] frame = Packets.ip4("10.0.0.1", "10.0.0.2").udp(9, 53).payload(1).bytes();
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      out.append(run(op, frame).verdict == Verdicts.CONTINUE ? 'c' : 'b');
    }
    return out.toString();
  }

  @Test
  void goesOnUpToTheQuotaOrBeyondIt() {
    assertEquals("cccb", verdicts(new QuotaOp(100, 0, false)));
    assertEquals("bbbc", verdicts(new QuotaOp(100, 0, true)));
    assertEquals("cbbb", verdicts(new QuotaOp(100, 50, false)));
  }

  @Test
  void copiesBeginAsTheTextSaysAndListNoMoreThanTheQuota() {
    QuotaOp op = new QuotaOp(100, 50, false);
    verdicts(op);
    assertEquals(100, op.shown(0)[0]);
    assertEquals("cbbb", verdicts(op.fresh()));
  }
}
