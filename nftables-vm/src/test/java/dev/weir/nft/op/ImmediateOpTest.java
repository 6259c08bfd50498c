package dev.weir.nft.op;

import dev.weir.core.packet.Packet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImmediateOpTest extends OpConformance {

  @Override
  List<Sample> samples() {
    return List.of(
        sample(new ImmediateOp(0, bytes(5, 0, 0, 0)), "[ immediate reg 1 0x00000005 ]"),
        sample(new ImmediateOp(1, bytes(1, 2, 3, 4)), "[ immediate reg 9 0x04030201 ]"));
  }

  @Test
  void fillsTheLastWordWithZeroes() {
    var registers = registers(-1, -1, -1);
    new ImmediateOp(0, bytes(1, 2, 3, 4, 5)).eval(registers, context(new Packet()));
    assertWords(new int[] {0x01020304, 0x05000000, -1}, registers);
  }
}
