package dev.weir.nft.op;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.weir.core.testkit.Packets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldCounterOpTest extends OpConformance {

  @Override
  List<Sample> samples() {
    return List.of(
        sample(new HeldCounterOp(0, 0), "[ counter pkts 0 bytes 0 ]"),
        sample(new HeldCounterOp(3, 5), "[ counter pkts 3 bytes 5 ]"));
  }

  @Test
  void countsForItselfAndCopiesBeginAnew() {
    byte[] frame = Packets.ip4("10.0.0.1", "10.0.0.2").udp(1, 2).payload(1).bytes();
    HeldCounterOp template = new HeldCounterOp(3, 5);
    HeldCounterOp own = template.fresh();
    run(own, frame);
    run(own, frame);
    assertArrayEquals(new long[] {5, 63}, own.shown(0));
    assertArrayEquals(new long[] {3, 5}, own.fresh().shown(0));
    assertArrayEquals(new long[] {3, 5}, template.shown(0));
  }
}
