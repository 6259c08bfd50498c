package dev.weir.nft.op;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.core.packet.Checksums;
import dev.weir.core.packet.LinkType;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import dev.weir.core.packet.PacketCopier;
import dev.weir.core.testkit.Packets;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.op.PayloadSetOp.Fixup;
import dev.weir.nft.vm.Registers;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class PayloadSetOpTest extends OpConformance {
  private static final PayloadSetOp ADDRESS =
      new PayloadSetOp(PayloadOp.Base.NETWORK, 16, 4, 0, new Fixup(1, 10, 1));

  @Override
  List<Sample> samples() {
    return List.of(
        sample(
            ADDRESS,
            "[ payload write reg 1 => 4b @ network header + 16 csum_type 1 csum_off 10"
                + " csum_flags 0x1 ]"),
        sample(
            new PayloadSetOp(PayloadOp.Base.TRANSPORT, 2, 2, 0, new Fixup(2, 8, 0)),
            "[ payload write reg 1 => 2b @ transport header + 2 csum_type 2 csum_off 8"
                + " csum_flags 0x0 ]"),
        sample(
            new PayloadSetOp(PayloadOp.Base.LINK, 6, 6, 0, Fixup.NONE),
            "[ payload write reg 1 => 6b @ link header + 6 csum_type 0 csum_off 0"
                + " csum_flags 0x0 ]"));
  }

  private static byte[] written(PayloadSetOp op, byte[] frame, int... words) {
    try (PacketBuffer buffer = PacketBuffer.of(frame)) {
      Packet packet = new Packet();
      buffer.show(packet, frame.length, LinkType.ETHERNET);
      packet.setCopier(PacketCopier.OWN_MEMORY);
      Registers registers = registers(words);
      op.eval(registers, context(packet));
      assertEquals(Verdicts.CONTINUE, registers.verdict);
      return buffer.get(frame.length);
    }
  }

  @Test
  void changesAddressesWithBothChecksums() {
    byte[] frame = Packets.ip4("10.0.0.1", "10.0.0.2").udp(1000, 53).bytes();
    byte[] wanted = Packets.ip4("10.0.0.1", "192.168.7.9").udp(1000, 53).bytes();
    assertEquals(hex(wanted), hex(written(ADDRESS, frame, 0xc0a80709)));
  }

  @Test
  void goodHeadersStayGood() {
    byte[] frame = Packets.ip4("10.0.0.1", "10.0.0.2").tcp(1000, 80, "syn").bytes();
    PayloadSetOp ttl = new PayloadSetOp(PayloadOp.Base.NETWORK, 8, 2, 0, new Fixup(1, 10, 0));
    byte[] changed = written(ttl, frame, 0x03060000);
    assertEquals(3, changed[22]);
    try (PacketBuffer buffer = PacketBuffer.of(changed)) {
      assertEquals(0, Checksums.internet(buffer.address() + 14, 20));
    }
  }

  @Test
  void breaksWhereNobodyMayWrite() {
    byte[] frame = Packets.ip4("10.0.0.1", "10.0.0.2").udp(1000, 53).bytes();
    assertEquals(Verdicts.BREAK, run(ADDRESS, frame).verdict);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
