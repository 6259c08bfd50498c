package dev.weir.core.reject;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.core.hook.Hook;
import dev.weir.core.packet.LinkType;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import dev.weir.core.testkit.Packets;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class RejectAnswersTest {
  private static final String NOT_UNICAST = "no answer: not from one host to one host";

  private static String answer(
      Packets made, BiFunction<RejectAnswers, Packet, RejectReply> question) {
    return answer(made.bytes(), question);
  }

  private static String answer(
      byte[] frame, BiFunction<RejectAnswers, Packet, RejectReply> question) {
    try (PacketBuffer buffer = PacketBuffer.of(frame)) {
      Packet packet = new Packet();
      buffer.show(packet, frame.length, LinkType.ETHERNET);
      return question.apply(new RejectAnswers(true, Hook.INPUT), packet).describe();
    }
  }

  private static String unreachable(Packets made) {
    return answer(made, (answers, packet) -> answers.unreachable(packet, 3, 4));
  }

  private static String reset(Packets made) {
    return answer(made, RejectAnswers::reset);
  }

  private static Packets ip4() {
    return Packets.ip4("10.0.0.1", "10.0.0.2");
  }

  private static Packets ip6() {
    return Packets.ip6("2001:db8::1", "2001:db8::2");
  }

  @Test
  void answersWithTheCodeOfTheFamily() {
    assertEquals("icmp unreachable code 3", unreachable(ip4().udp(9, 53)));
    assertEquals("icmpv6 unreachable code 4", unreachable(ip6().udp(9, 53)));
    assertEquals("icmp unreachable code 3", unreachable(ip4().icmp(8, 0)));
    assertEquals("icmpv6 unreachable code 4", unreachable(ip6().icmp(128, 0)));
  }

  @Test
  void answersOnlyWhatCameFromOneHostToOneHost() {
    assertEquals(NOT_UNICAST, unreachable(Packets.ip4("10.0.0.1", "224.0.0.5").udp(9, 53)));
    assertEquals(NOT_UNICAST, unreachable(Packets.ip6("2001:db8::1", "ff02::1").udp(9, 53)));
    assertEquals(NOT_UNICAST, unreachable(Packets.ip6("::", "2001:db8::2").udp(9, 53)));
    assertEquals(NOT_UNICAST, reset(Packets.ip6("2001:db8::1", "ff02::1").tcp(9, 80, "syn")));
    assertEquals(NOT_UNICAST, reset(Packets.ip4("10.0.0.1", "224.0.0.5").tcp(9, 80, "syn")));
  }

  @Test
  void answersNoFragmentButTheFirst() {
    String first = "icmp unreachable code 3";
    assertEquals(first, unreachable(ip4().icmp(8, 0).fragment(0, false)));
    assertEquals(
        "no answer: a fragment behind the first", unreachable(ip4().udp(9, 53).fragment(8, true)));
    assertEquals(
        "no answer: a fragment behind the first", reset(ip4().tcp(9, 53, "syn").fragment(8, true)));
  }

  @Test
  void answersNoIcmpError() {
    String silent = "no answer: an ICMP error is not answered";
    assertEquals(silent, unreachable(ip4().icmp(3, 3)));
    assertEquals(silent, unreachable(ip4().icmp(42, 0)));
    assertEquals(silent, unreachable(ip6().icmp(1, 4)));
  }

  @Test
  void acknowledgesASynAndContinuesTheNumbersOfAnAck() {
    assertEquals("tcp reset ack 1001", reset(ip4().tcp(9, 80, "syn").sequence(1000, 7)));
    assertEquals("tcp reset ack 1006", reset(ip4().tcp(9, 80, "fin").sequence(1000, 7).payload(5)));
    assertEquals("tcp reset seq 7", reset(ip4().tcp(9, 80, "ack").sequence(1000, 7)));
    assertEquals("tcp reset ack 1001", reset(ip6().tcp(9, 80, "syn").sequence(1000, 7)));
  }

  @Test
  void answersNoResetToAResetOrToOtherProtocols() {
    assertEquals("no answer: a reset is not answered", reset(ip4().tcp(9, 80, "rst")));
    assertEquals("no answer: not TCP", reset(ip4().udp(9, 53)));
  }

  @Test
  void answersNothingToABadChecksum() {
    byte[] frame = ip4().udp(9, 53).bytes();
    frame[40] ^= 1;
    assertEquals(
        "no answer: its checksum is wrong",
        answer(frame, (answers, packet) -> answers.unreachable(packet, 3, 4)));
  }
}
