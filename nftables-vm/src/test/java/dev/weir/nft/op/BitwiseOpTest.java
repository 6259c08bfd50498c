package dev.weir.nft.op;

import dev.weir.core.packet.Packet;
import java.util.List;
import org.junit.jupiter.api.Test;

class BitwiseOpTest extends OpConformance {

  @Override
  List<Sample> samples() {
    return List.of(
        sample(
            new BitwiseOp(0, 0, bytes(0xff, 0x80, 0, 0), bytes(0, 0, 0, 0)),
            "[ bitwise reg 1 = ( reg 1 & 0x000080ff ) ^ 0x00000000 ]"),
        sample(
            new BitwiseOp(0, 0, bytes(0xfc), bytes(0)),
            "[ bitwise reg 1 = ( reg 1 & 0x000000fc ) ^ 0x00000000 ]"),
        sample(
            new BitwiseOp(4, 0, bytes(255, 255, 255, 15, 1, 0), bytes(0, 0, 0, 0x20, 0, 2)),
            "[ bitwise reg 1 = ( reg 2 & 0x0fffffff 0x00000001 ) ^ 0x20000000 0x00000200 ]"));
  }

  @Test
  void masksThenFlips() {
    var registers = registers(0xaabbccdd);
    new BitwiseOp(0, 1, bytes(0xf0, 0, 0xff, 0), bytes(1, 2, 0, 0))
        .eval(registers, context(new Packet()));
    assertWords(new int[] {0xaabbccdd, 0xa102cc00}, registers);
  }

  @Test
  void clearsTheRestOfTheLastWord() {
    var registers = registers(0xaabbccdd);
    new BitwiseOp(0, 0, bytes(0xff), bytes(0)).eval(registers, context(new Packet()));
    assertWords(new int[] {0xaa000000}, registers);
  }
}
