package dev.weir.nft.op;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.core.packet.FrameParser;
import dev.weir.core.packet.LinkType;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import dev.weir.core.packet.PacketParser;
import dev.weir.core.testkit.Packets;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.op.PayloadOp.Base;
import dev.weir.nft.vm.Op;
import java.util.List;
import org.junit.jupiter.api.Test;

class PayloadOpTest extends OpConformance {

  @Override
  List<Sample> samples() {
    return List.of(
        sample(load(Base.NETWORK, 12, 4), "[ payload load 4b @ network header + 12 => reg 1 ]"),
        sample(load(Base.TRANSPORT, 2, 2), "[ payload load 2b @ transport header + 2 => reg 1 ]"),
        sample(load(Base.LINK, 6, 6), "[ payload load 6b @ link header + 6 => reg 1 ]"),
        sample(load(Base.LINK, 11, 2), "[ payload load 2b @ link header + 11 => reg 1 ]"),
        sample(load(Base.NETWORK, 8, 16), "[ payload load 16b @ network header + 8 => reg 1 ]"),
        sample(load(Base.TRANSPORT, 0, 8), "[ payload load 8b @ transport header + 0 => reg 1 ]"),
        sample(load(Base.TRANSPORT, 13, 1), "[ payload load 1b @ transport header + 13 => reg 1 ]"),
        sample(
            new PayloadOp(Base.NETWORK, 1, 3, 5),
            "[ payload load 3b @ network header + 1 => reg 13 ]"));
  }

  private static Op load(Base base, int offset, int lengthBytes) {
    return new PayloadOp(base, offset, lengthBytes, 0);
  }

  private static Packets udp() {
    return Packets.ip4("10.0.0.1", "10.0.0.2").udp(1000, 53);
  }

  @Test
  void loadsEveryWidthAndClearsTheRestOfTheLastWord() {
    byte[] frame = udp().bytes();
    assertWords(new int[] {0x0a000001}, run(load(Base.NETWORK, 12, 4), frame));
    assertWords(new int[] {0x00350000}, run(load(Base.TRANSPORT, 2, 2), frame));
    assertWords(new int[] {0x11000000}, run(load(Base.NETWORK, 9, 1), frame));
    assertWords(new int[] {0x0a000000, 0x5a5a5a5a}, run(load(Base.NETWORK, 12, 3), frame));
    assertWords(
        new int[] {0x0a000001, 0x0a000000, 0x5a5a5a5a}, run(load(Base.NETWORK, 12, 7), frame));
    assertWords(new int[] {0x02000000, 0x000b0000}, run(load(Base.LINK, 0, 6), frame));
  }

  @Test
  void breaksBeyondThePacket() {
    byte[] frame = udp().payload(1).padded();
    assertEquals(Verdicts.CONTINUE, run(load(Base.TRANSPORT, 8, 1), frame).verdict);
    assertEquals(Verdicts.BREAK, run(load(Base.TRANSPORT, 9, 1), frame).verdict);
    assertEquals(Verdicts.BREAK, run(load(Base.TRANSPORT, 8, 2), frame).verdict);
  }

  @Test
  void readsLaterFragmentsOnlyWithAlignedLoadsOfOneTwoOrFourBytes() {
    byte[] frame = udp().payload(64).fragment(80, true).bytes();
    assertEquals(Verdicts.CONTINUE, run(load(Base.TRANSPORT, 2, 2), frame).verdict);
    assertEquals(Verdicts.CONTINUE, run(load(Base.TRANSPORT, 13, 1), frame).verdict);
    assertEquals(Verdicts.CONTINUE, run(load(Base.TRANSPORT, 4, 4), frame).verdict);
    assertEquals(Verdicts.BREAK, run(load(Base.TRANSPORT, 0, 8), frame).verdict);
    assertEquals(Verdicts.BREAK, run(load(Base.TRANSPORT, 0, 3), frame).verdict);
    assertEquals(Verdicts.BREAK, run(load(Base.TRANSPORT, 3, 2), frame).verdict);
  }

  @Test
  void doesNotSeeATagThatTheStackTookOff() {
    byte[] plain = udp().bytes();
    byte[] tagged = udp().vlan(0x8100, 0).bytes();
    for (int offset = 0; offset < 20; offset++) {
      for (int length = 1; length <= 16; length++) {
        int[] expected = run(load(Base.LINK, offset, length), plain).words;
        assertWords(expected, run(load(Base.LINK, offset, length), tagged));
      }
    }
  }

  @Test
  void seesTheTagOfAFrame() {
    byte[] tagged = udp().vlan(0x8100, 0x6005).bytes();
    try (PacketBuffer buffer = PacketBuffer.of(tagged)) {
      Packet packet = new Packet();
      buffer.show(packet, tagged.length, LinkType.ETHERNET);
      FrameParser.parse(packet);
      assertEquals(0x8100_6005, loaded(packet, 12));
      assertEquals(0x0800_4500, loaded(packet, 16));
      assertEquals(packet.i32(10), loaded(packet, 10));
    }
  }

  @Test
  void readsTheProtocolWhereATaggedFrameHasALength() {
    byte[] tagged = Packets.ethernet(0x8100, new byte[] {0, 5, 0, 40, 1, 2, 3, 4});
    try (PacketBuffer buffer = PacketBuffer.of(tagged)) {
      Packet packet = new Packet();
      buffer.show(packet, tagged.length, LinkType.ETHERNET);
      FrameParser.parse(packet);
      assertEquals(0x0004_0102, loaded(packet, 16));
      assertEquals(0x8100_0005, loaded(packet, 12));
      assertEquals(0x0102_0304, loaded(packet, 18));
    }
  }

  private static int loaded(Packet packet, int offset) {
    var registers = registers();
    load(Base.LINK, offset, 4).eval(registers, context(packet));
    return registers.words[0];
  }

  @Test
  void breaksWithoutLinkHeader() {
    byte[] bytes = udp().network();
    try (PacketBuffer buffer = PacketBuffer.of(bytes)) {
      Packet packet = new Packet();
      buffer.show(packet, bytes.length, LinkType.RAW);
      var registers = registers();
      load(Base.LINK, 0, 6).eval(registers, context(packet));
      assertEquals(Verdicts.BREAK, registers.verdict);
    }
  }

  @Test
  void breaksAndCountsWhereTheCaptureWasCut() {
    byte[] frame = udp().payload(20).bytes();
    try (PacketBuffer buffer = PacketBuffer.of(frame)) {
      Packet packet = new Packet();
      packet.reset(buffer.address(), 44, frame.length, LinkType.ETHERNET, 0);
      PacketParser.parse(packet);
      var registers = registers();
      load(Base.TRANSPORT, 8, 4).eval(registers, context(packet));
      assertEquals(Verdicts.BREAK, registers.verdict);
      assertEquals(1, packet.snappedLoads());
    }
  }
}
