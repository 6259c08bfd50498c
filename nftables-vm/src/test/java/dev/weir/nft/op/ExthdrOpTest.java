package dev.weir.nft.op;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.core.testkit.Packets;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.op.ExthdrOp.Kind;
import dev.weir.nft.vm.Op;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExthdrOpTest extends OpConformance {

  @Override
  List<Sample> samples() {
    return List.of(
        sample(load(Kind.IPV6, 44, 4, 4), "[ exthdr load ipv6 4b @ 44 + 4 => reg 1 ]"),
        sample(load(Kind.IPV6, 43, 8, 16), "[ exthdr load ipv6 16b @ 43 + 8 => reg 1 ]"),
        sample(present(Kind.IPV6, 0), "[ exthdr load ipv6 1b @ 0 + 0 present => reg 1 ]"),
        sample(load(Kind.TCPOPT, 2, 2, 2), "[ exthdr load tcpopt 2b @ 2 + 2 => reg 1 ]"),
        sample(present(Kind.TCPOPT, 99), "[ exthdr load tcpopt 1b @ 99 + 0 present => reg 1 ]"),
        sample(load(Kind.IPV4, 7, 0, 1), "[ exthdr load ipv4 1b @ 7 + 0 => reg 1 ]"),
        sample(present(Kind.IPV4, 148), "[ exthdr load ipv4 1b @ 148 + 0 present => reg 1 ]"));
  }

  private static Op load(Kind kind, int type, int offset, int lengthBytes) {
    return ExthdrOp.load(kind, type, offset, lengthBytes, 0);
  }

  private static Op present(Kind kind, int type) {
    return ExthdrOp.present(kind, type, 0, 1, 0);
  }

  private static void assertPresent(boolean expected, Kind kind, int type, byte[] frame) {
    assertWords(new int[] {expected ? 0x01000000 : 0}, run(present(kind, type), frame));
  }

  @Test
  void walksExtensionHeaders() {
    byte[] frame =
        Packets.ip6("::1", "::2")
            .hopByHop("010400000000")
            .routing(2, 1)
            .fragment(0, true)
            .udp(1, 2)
            .bytes();
    assertPresent(true, Kind.IPV6, 0, frame);
    assertPresent(true, Kind.IPV6, 43, frame);
    assertPresent(true, Kind.IPV6, 44, frame);
    assertPresent(false, Kind.IPV6, 60, frame);
    assertPresent(false, Kind.IPV6, 135, frame);
    assertWords(new int[] {0x2b000000}, run(load(Kind.IPV6, 0, 0, 1), frame));
    assertWords(new int[] {0x02000000}, run(load(Kind.IPV6, 43, 2, 1), frame));
    assertEquals(Verdicts.BREAK, run(load(Kind.IPV6, 60, 0, 1), frame).verdict);
  }

  @Test
  void endsTheWalkAtALaterFragment() {
    byte[] frame =
        Packets.ip6("::1", "::2")
            .fragment(80, false)
            .destinationOptions("010400000000")
            .udp(1, 2)
            .payload(30)
            .bytes();
    assertPresent(true, Kind.IPV6, 44, frame);
    assertPresent(false, Kind.IPV6, 60, frame);
  }

  @Test
  void findsTcpOptions() {
    byte[] frame = Packets.ip4("10.0.0.1", "10.0.0.2").tcp(1, 2, "syn", "020405b40103030a").bytes();
    assertWords(new int[] {0x05b40000}, run(load(Kind.TCPOPT, 2, 2, 2), frame));
    assertPresent(true, Kind.TCPOPT, 3, frame);
    assertPresent(true, Kind.TCPOPT, 1, frame);
    assertPresent(false, Kind.TCPOPT, 8, frame);
    assertEquals(Verdicts.BREAK, run(load(Kind.TCPOPT, 3, 2, 4), frame).verdict);
  }

  @Test
  void goesOnBehindTheEndOfTcpOptions() {
    byte[] frame = Packets.ip4("10.0.0.1", "10.0.0.2").tcp(1, 2, "syn", "00000000020405b4").bytes();
    assertPresent(true, Kind.TCPOPT, 2, frame);
    assertPresent(true, Kind.TCPOPT, 0, frame);
  }

  @Test
  void findsNoTcpOptionInOtherPackets() {
    byte[] udp = Packets.ip4("10.0.0.1", "10.0.0.2").udp(1, 2).payload(40).bytes();
    assertPresent(false, Kind.TCPOPT, 2, udp);
    byte[] later =
        Packets.ip4("10.0.0.1", "10.0.0.2")
            .tcp(1, 2, "syn", "020405b4")
            .payload(40)
            .fragment(8, true)
            .bytes();
    assertPresent(false, Kind.TCPOPT, 2, later);
  }

  @Test
  void findsIp4Options() {
    byte[] alert = Packets.ip4("10.0.0.1", "10.0.0.2").options("94040000").udp(1, 2).bytes();
    assertPresent(true, Kind.IPV4, 148, alert);
    assertPresent(false, Kind.IPV4, 7, alert);
    byte[] record = Packets.ip4("10.0.0.1", "10.0.0.2").options("07070400000000").udp(1, 2).bytes();
    assertWords(new int[] {0x04000000}, run(load(Kind.IPV4, 7, 2, 1), record));
  }

  @Test
  void findsNoIp4OptionWhereAnyIsMalformed() {
    byte[] bad = Packets.ip4("10.0.0.1", "10.0.0.2").options("9404000007030300").udp(1, 2).bytes();
    assertPresent(false, Kind.IPV4, 148, bad);
    byte[] plain = Packets.ip4("10.0.0.1", "10.0.0.2").udp(1, 2).bytes();
    assertPresent(false, Kind.IPV4, 148, plain);
  }
}
