package dev.weir.nft.op;

import dev.weir.core.packet.Packet;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ByteorderOpTest extends OpConformance {

  @Override
  List<Sample> samples() {
    return List.of(
        sample(new ByteorderOp(true, 0, 0, 4, 4), "[ byteorder reg 1 = hton(reg 1, 4, 4) ]"),
        sample(new ByteorderOp(true, 0, 0, 8, 8), "[ byteorder reg 1 = hton(reg 1, 8, 8) ]"),
        sample(new ByteorderOp(true, 0, 0, 1, 2), "[ byteorder reg 1 = hton(reg 1, 2, 1) ]"),
        sample(new ByteorderOp(false, 0, 1, 2, 2), "[ byteorder reg 9 = ntoh(reg 1, 2, 2) ]"));
  }

  private static int[] converted(int lengthBytes, int sizeBytes, int... words) {
    var registers = registers(words);
    new ByteorderOp(true, 0, 0, lengthBytes, sizeBytes).eval(registers, context(new Packet()));
    return Arrays.copyOf(registers.words, words.length);
  }

  @Test
  void swapsEachInteger() {
    assertWords(converted(4, 4, 0x11223344), registers(0x44332211));
    assertWords(converted(2, 2, 0x11220000), registers(0x22110000));
    assertWords(converted(4, 2, 0x11223344), registers(0x22114433));
    assertWords(converted(8, 8, 0x11223344, 0x55667788), registers(0x88776655, 0x44332211));
    assertWords(converted(8, 4, 0x11223344, 0x55667788), registers(0x44332211, 0x88776655));
  }

  @Test
  void leavesASingleByteThatIsTakenForHalfAnInteger() {
    assertWords(converted(1, 2, 0x11000000), registers(0x11000000));
  }

  @Test
  void leavesBytesBeyondTheLength() {
    assertWords(converted(2, 2, 0x11223344), registers(0x22113344));
    assertWords(converted(4, 4, 0x11223344, 0x55667788), registers(0x44332211, 0x55667788));
  }
}
