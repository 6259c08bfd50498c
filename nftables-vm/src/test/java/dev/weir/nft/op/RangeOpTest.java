package dev.weir.nft.op;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class RangeOpTest extends OpConformance {

  @Override
  List<Sample> samples() {
    return List.of(
        sample(
            new RangeOp(true, 0, bytes(0, 22), bytes(0, 80)),
            "[ range neq reg 1 0x00001600 0x00005000 ]"),
        sample(
            new RangeOp(false, 1, bytes(1, 2, 3, 4, 5), bytes(1, 2, 3, 4, 9)),
            "[ range eq reg 9 0x04030201 0x00000005 0x04030201 0x00000009 ]"));
  }

  @Test
  void includesBothEnds() {
    RangeOp in = new RangeOp(false, 0, bytes(0, 22), bytes(0, 80));
    RangeOp out = new RangeOp(true, 0, bytes(0, 22), bytes(0, 80));
    int[] ports = {21, 22, 80, 81};
    boolean[] inside = {false, true, true, false};
    for (int i = 0; i < ports.length; i++) {
      assertTrue(holds(in, registers(ports[i] << 16)) == inside[i]);
      assertTrue(holds(out, registers(ports[i] << 16)) != inside[i]);
    }
  }

  @Test
  void comparesBytesUnsigned() {
    RangeOp high = new RangeOp(false, 0, bytes(0x80, 0), bytes(0xff, 0xff));
    assertTrue(holds(high, registers(0xc0000000)));
    assertFalse(holds(high, registers(0x7fff0000)));
  }
}
