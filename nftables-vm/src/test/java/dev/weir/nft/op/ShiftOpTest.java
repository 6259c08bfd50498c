package dev.weir.nft.op;

import dev.weir.core.packet.Packet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShiftOpTest extends OpConformance {

  @Override
  List<Sample> samples() {
    return List.of(
        sample(new ShiftOp(true, 0, 0, 4, 4), "[ bitwise reg 1 = ( reg 1 << 0x00000004 ) ]"),
        sample(new ShiftOp(false, 0, 1, 4, 4), "[ bitwise reg 9 = ( reg 1 >> 0x00000004 ) ]"));
  }

  @Test
  void shiftsHostOrderNumbers() {
    var registers = registers(0x12000000, 0);
    new ShiftOp(true, 0, 1, 4, 8).eval(registers, context(new Packet()));
    assertWords(new int[] {0x12000000, 0x00120000}, registers);
    new ShiftOp(false, 1, 0, 4, 8).eval(registers, context(new Packet()));
    assertWords(new int[] {0x12000000, 0x00120000}, registers);
  }

  @Test
  void carriesFromWordToWord() {
    var registers = registers(0x01000000, 0x000000f0);
    new ShiftOp(true, 0, 0, 8, 4).eval(registers, context(new Packet()));
    assertWords(new int[] {0x1f000000, 0x00000000}, registers);
    registers = registers(0x1f000000, 0x00000000);
    new ShiftOp(false, 0, 0, 8, 4).eval(registers, context(new Packet()));
    assertWords(new int[] {0x01000000, 0x000000f0}, registers);
  }
}
