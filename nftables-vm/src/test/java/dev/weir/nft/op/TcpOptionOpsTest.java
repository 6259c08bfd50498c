package dev.weir.nft.op;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.core.packet.LinkType;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import dev.weir.core.packet.PacketCopier;
import dev.weir.core.testkit.Gen;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code tcp option set} and {@code reset tcp option}. */
class TcpOptionOpsTest extends OpConformance {
  private static final String HEADERS =
      "020000000001020000000002080045000030000000004006000001010101020202020001005000000000"
          + "00000000700200001111000002040578";
  private static final Op SIZE = new TcpOptionSetOp(2, 2, 2, 0);

  @Override
  List<Sample> samples() {
    return List.of(
        sample(SIZE, "[ exthdr write tcpopt reg 1 => 2b @ 2 + 2 ]"),
        sample(new TcpOptionSetOp(8, 6, 4, 4), "[ exthdr write tcpopt reg 2 => 4b @ 8 + 6 ]"),
        sample(new TcpOptionResetOp(2), "[ exthdr reset tcpopt 2 ]"));
  }

  private static String judge(Op op, int verdict, String options, int... words) {
    byte[] frame = HexFormat.of().parseHex(HEADERS + options);
    Packet packet = new Packet();
    try (PacketBuffer buffer = PacketBuffer.of(frame)) {
      buffer.show(packet, frame.length, LinkType.ETHERNET);
      packet.setCopier(PacketCopier.OWN_MEMORY);
      Registers registers = registers(words);
      op.eval(registers, context(packet));
      assertEquals(verdict, registers.verdict);
      String hex = HexFormat.of().formatHex(buffer.get(frame.length));
      return hex.substring(100, 104) + " " + hex.substring(108);
    }
  }

  @Test
  void lowersTheSegmentSizeOnly() {
    assertEquals("1111 0204057801010101", judge(SIZE, Verdicts.CONTINUE, "01010101", 0x05780000));
    assertEquals("1111 0204057801010101", judge(SIZE, Verdicts.CONTINUE, "01010101", 0x05dc0000));
    assertEquals("1189 0204050001010101", judge(SIZE, Verdicts.CONTINUE, "01010101", 0x05000000));
  }

  @Test
  void goesOnWithoutTheOptionToSet() {
    Op stamp = new TcpOptionSetOp(8, 2, 4, 0);
    assertEquals("1111 0204057801010101", judge(stamp, Verdicts.CONTINUE, "01010101", 1));
    assertEquals("1111 0204057808040101", judge(stamp, Verdicts.BREAK, "08040101", 1));
  }

  @Test
  void leavesNothingOfAnOption() {
    Op reset = new TcpOptionResetOp(2);
    assertEquals("168b 0101010101010101", judge(reset, Verdicts.CONTINUE, "01010101"));
  }

  @Test
  void goesOnWithoutTheOption() {
    assertEquals(
        "1111 0204057801010101", judge(new TcpOptionResetOp(8), Verdicts.CONTINUE, "01010101"));
  }

  @Test
  void dropsWhatEndsBehindTheHeader() {
    assertEquals(
        "1111 0204057803090101", judge(new TcpOptionResetOp(3), Verdicts.DROP, "03090101"));
  }

  @Test
  void breaksWithoutTcp() {
    byte[] frame = new Gen(1).frame();
    frame[12] = 0;
    assertEquals(Verdicts.BREAK, run(new TcpOptionResetOp(2), frame).verdict);
  }
}
