package dev.weir.core.path;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.core.hook.Hook;
import dev.weir.core.packet.LinkType;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import dev.weir.core.testkit.Packets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("checked")
class HookPipelineTest {
  private static final byte[] DATAGRAM = Packets.ip4("10.0.0.1", "10.0.0.2").udp(1, 2).bytes();

  private final RecordingRuleset ruleset = new RecordingRuleset();
  private final Packet packet = new Packet();

  private String walk(Path path, Reassembly reassembly, byte[]... frames) {
    StringBuilder outcomes = new StringBuilder();
    PathOptions options = PathOptions.of(path).withReassembly(reassembly);
    try (PathWalker walker = new PathWalker(ruleset, options);
        PacketBuffer buffer = new PacketBuffer(2048)) {
      for (byte[] frame : frames) {
        buffer.set(frame);
        buffer.show(packet, frame.length, LinkType.ETHERNET);
        outcomes.append(walker.walk(packet));
      }
    }
    return outcomes.toString();
  }

  private static byte[] fragment(int offset, boolean more) {
    return Packets.ip4("10.0.0.1", "10.0.0.2")
        .protocol(17, "00010002001800000000000000000000")
        .identification(7)
        .fragment(offset, more)
        .bytes();
  }

  @Test
  void conntrackSplitsTheHooksOfItsFamily() {
    ruleset.tracking(Packet.NFPROTO_IPV4);
    assertEquals("A", walk(Path.FORWARD, Reassembly.AUTO, DATAGRAM));
    assertEquals(
        List.of(
            "..-400 prerouting",
            "-400..-200 prerouting",
            "-200.. prerouting",
            ".. forward",
            ".. postrouting",
            "2147483647.. postrouting"),
        ruleset.seen());
    walk(Path.INPUT, Reassembly.AUTO, Packets.ip6("fd00::1", "fd00::2").udp(1, 2).bytes());
    assertEquals(List.of(".. prerouting", ".. input"), ruleset.seen());
  }

  @Test
  void reassemblyIsSwitchedByItself() {
    ruleset.tracking(Packet.NFPROTO_IPV4);
    walk(Path.OUTPUT, Reassembly.OFF, DATAGRAM);
    assertEquals("..-200 output", ruleset.seen().getFirst());
    walk(Path.OUTPUT, Reassembly.ON, Packets.ip6("fd00::1", "fd00::2").udp(1, 2).bytes());
    assertEquals(List.of("..-400 output", "-400.. output", ".. postrouting"), ruleset.seen());
  }

  @Test
  void forwardSeesOneDatagramWithItsTtlDecrementedAndTheOriginalFragmentStays() {
    ruleset.tracking(Packet.NFPROTO_IPV4);
    ruleset.noting(
        (hook, p) -> p.networkLength() + " " + p.u8(p.networkOffset() + 8) + " " + p.isFragment());
    assertEquals("QA", walk(Path.FORWARD, Reassembly.AUTO, fragment(0, true), fragment(16, false)));
    List<String> seen = ruleset.seen();
    assertEquals("..-400 36 64 true", seen.get(0));
    assertEquals("..-400 36 64 true", seen.get(1));
    assertEquals("-400..-200 52 64 false", seen.get(2));
    assertEquals(".. 52 63 false", seen.get(4));
    assertEquals(36, packet.networkLength());
  }

  @Test
  void aPacketDroppedBeforeTheStretchOfReassemblyIsNotHeld() {
    ruleset.tracking(Packet.NFPROTO_IPV4).dropping(Hook.PREROUTING);
    assertEquals("D", walk(Path.FORWARD, Reassembly.AUTO, fragment(0, true)));
  }

  @Test
  void timeNeverRunsBackwards() {
    PacketClock clock = PacketClock.capture();
    try (PacketBuffer buffer = PacketBuffer.of(DATAGRAM)) {
      long[] times = {5, 7, 6, 7, 9};
      long[] given = new long[times.length];
      for (int i = 0; i < times.length; i++) {
        packet.reset(
            buffer.address(), DATAGRAM.length, DATAGRAM.length, LinkType.ETHERNET, times[i]);
        clock.stamp(packet);
        given[i] = packet.nowNanos();
      }
      assertEquals("[5, 7, 7, 7, 9]", java.util.Arrays.toString(given));
      assertEquals(1, clock.stepsBack());
    }
  }
}
