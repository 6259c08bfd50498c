package dev.weir.core.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.weir.core.hook.Hook;
import dev.weir.core.packet.Checksums;
import dev.weir.core.packet.LinkType;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import dev.weir.core.packet.PacketMemory;
import dev.weir.core.packet.PacketParser;
import dev.weir.core.testkit.AllocationGuard;
import dev.weir.core.testkit.FragmentTrains;
import dev.weir.core.testkit.Packets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("checked")
class PathReassemblyTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int CANARY = 64;

  private final RecordingRuleset ruleset = new RecordingRuleset();
  private final Packet packet = new Packet();
  private PathWalker walker = new PathWalker(ruleset, PathOptions.of(Path.INPUT));

  @AfterEach
  void close() {
    walker.close();
  }

  private static Packets piece(int id, int offset, String payload, boolean more) {
    return Packets.ip4("10.0.0.1", "10.0.0.2")
        .protocol(17, payload)
        .identification(id)
        .fragment(offset, more);
  }

  private char walk(byte[] frame, int captured, long time, int linkType) {
    byte[] part = Arrays.copyOf(frame, captured);
    try (PacketBuffer buffer = PacketBuffer.of(part)) {
      PacketMemory.forbid(buffer);
      packet.reset(buffer.address(), captured, frame.length, linkType, time);
      PacketParser.parse(packet);
      return walker.walk(packet);
    }
  }

  private char walk(Packets frame) {
    return walk(frame.bytes(), frame.bytes().length, 0, LinkType.ETHERNET);
  }

  private char walkAt(long time, Packets frame) {
    return walk(frame.bytes(), frame.bytes().length, time, LinkType.ETHERNET);
  }

  private static final String FIRST = "0001003500180000" + "11".repeat(8);
  private static final String LAST = "22".repeat(5);

  @Test
  void theWholeDatagramWalksInput() {
    ruleset.noting((hook, p) -> {
      int at = p.networkOffset();
      return hook.word()
          + " "
          + p.networkLength()
          + " "
          + p.u16(at + 2)
          + " "
          + p.u16(at + 6)
          + " "
          + p.isFragment()
          + " "
          + Checksums.internet(p.address() + at, 20);
    });
    assertEquals('Q', walk(piece(7, 0, FIRST, true)));
    assertEquals('A', walk(piece(7, 16, LAST, false)));
    assertEquals(
        List.of(
            "prerouting 36 36 8192 true 0", "prerouting 25 25 2 true 0", "input 41 41 0 false 0"),
        ruleset.seen());
    assertEquals(0, walker.statistics().heldFragments());
  }

  @Test
  void theVerdictFallsOnTheFragmentThatCompletes() {
    ruleset.dropping(Hook.INPUT);
    assertEquals('Q', walk(piece(7, 16, LAST, false)));
    assertEquals('D', walk(piece(7, 0, FIRST, true)));
    assertEquals('Q', walk(piece(7, 0, FIRST, true)));
    assertEquals(1, walker.statistics().heldFragments());
  }

  @Test
  void onTheForwardPathTheDatagramIsDeliveredLocally() {
    PathOptions options = PathOptions.of(Path.FORWARD);
    options.local().add("10.0.0.2");
    walker.close();
    walker = new PathWalker(ruleset, options);
    assertEquals('Q', walk(piece(7, 0, FIRST, true)));
    assertEquals('L', walk(piece(7, 16, LAST, false)));
  }

  @Test
  void whatThisHostSendsToItselfIsPutTogetherToo() {
    PathOptions options = PathOptions.of(Path.AUTO);
    options.local().add("10.0.0.1");
    options.local().add("10.0.0.2");
    walker.close();
    walker = new PathWalker(ruleset, options);
    assertEquals('Q', walk(piece(7, 0, FIRST, true)));
    assertEquals(List.of("output", "postrouting", "prerouting"), ruleset.seen());
    assertEquals('A', walk(piece(7, 16, LAST, false)));
    assertEquals(List.of("output", "postrouting", "prerouting", "input"), ruleset.seen());
  }

  @Test
  void headerAndMetadataComeFromTheFirstFragment() {
    ruleset.noting((hook, p) -> {
      int at = p.networkOffset();
      if (hook == Hook.PREROUTING) {
        p.setMark(p.fragmentOffset() == 0 ? 1 : 2);
      }
      return p.mark() + " " + p.u8(at + 8) + " " + p.u8(11) + " " + (p.u8(at) & 0xf);
    });
    walk(piece(7, 16, LAST, false).ttl(9).mac("02:00:00:00:00:09", "02:00:00:00:00:0b"));
    Packets first = piece(7, 0, FIRST, true).ttl(5).options("94040000");
    assertEquals('A', walk(first.mac("02:00:00:00:00:05", "02:00:00:00:00:0b")));
    assertEquals("1 5 5 6", ruleset.seen().getLast());
  }

  @Test
  void doNotFragmentIsKeptIfTheLargestFragmentHadIt() {
    ruleset.noting((hook, p) -> hook.word() + (p.u16(p.networkOffset() + 6) & 0x4000));
    walk(piece(7, 0, FIRST, true).dontFragment());
    walk(piece(7, 16, LAST, false));
    assertEquals("input16384", ruleset.seen().getLast());
    walk(piece(7, 0, FIRST, true));
    walk(piece(7, 16, LAST, false).dontFragment());
    assertEquals("input0", ruleset.seen().getLast());
  }

  @Test
  void congestionOfOneFragmentIsTheDatagramsAndMixturesAreDropped() {
    ruleset.noting((hook, p) -> hook.word() + (p.u8(p.networkOffset() + 1) & 3));
    walk(piece(7, 0, FIRST, true).tos(2));
    assertEquals('A', walk(piece(7, 16, LAST, false).tos(3)));
    assertEquals("input3", ruleset.seen().getLast());
    walk(piece(7, 0, FIRST, true).tos(0));
    assertEquals('Q', walk(piece(7, 16, LAST, false).tos(2)));
    assertEquals(2, walker.statistics().heldFragments());
  }

  @Test
  void aDatagramIsGivenUpAfterThirtySeconds() {
    assertEquals('Q', walkAt(5 * SECOND, piece(7, 0, FIRST, true)));
    assertEquals('A', walkAt(34 * SECOND, piece(7, 16, LAST, false)));
    assertEquals('Q', walkAt(40 * SECOND, piece(7, 0, FIRST, true)));
    assertEquals('Q', walkAt(70 * SECOND, piece(7, 16, LAST, false)));
    assertEquals('A', walkAt(71 * SECOND, piece(7, 0, FIRST, true)));
  }

  @Test
  void datagramsDifferByAddressesIdAndProtocol() {
    walk(piece(7, 0, FIRST, true));
    assertEquals('Q', walk(piece(8, 16, LAST, false)));
    Packets other = Packets.ip4("10.0.0.3", "10.0.0.2").protocol(17, LAST).fragment(16, false);
    assertEquals('Q', walk(other.identification(7)));
    other = Packets.ip4("10.0.0.1", "10.0.0.4").protocol(17, LAST).fragment(16, false);
    assertEquals('Q', walk(other.identification(7)));
    other = Packets.ip4("10.0.0.1", "10.0.0.2").protocol(6, LAST).fragment(16, false);
    assertEquals('Q', walk(other.identification(7)));
    assertEquals('A', walk(piece(7, 16, LAST, false)));
  }

  @Test
  void nothingLongerThanADatagramIsPutTogether() {
    assertEquals('Q', walk(piece(7, 0, "00".repeat(32760), true)));
    assertEquals('Q', walk(piece(7, 32760, "00".repeat(32760), true)));
    assertEquals('Q', walk(piece(7, 65520, "00".repeat(8), false)));
    assertEquals('Q', walk(piece(7, 0, "00".repeat(32760), true)));
    assertEquals('A', walk(piece(7, 32760, "00".repeat(32755), false)));
    assertEquals('Q', walk(piece(7, 65528, "00".repeat(64), true)));
  }

  @Test
  void aCutFragmentLeavesTheDatagramCutThere() {
    ruleset.noting((hook, p) -> {
      int transport = p.networkOffset() + p.transportOffset();
      return p.networkLength()
          + " "
          + p.canLoad(transport, 12)
          + p.canLoad(transport, 13)
          + p.inOriginal(transport, 21);
    });
    byte[] first = piece(7, 0, FIRST, true).bytes();
    assertEquals('Q', walk(first, first.length - 4, 0, LinkType.ETHERNET));
    assertEquals('A', walk(piece(7, 16, LAST, false)));
    assertEquals("41 truefalsetrue", ruleset.seen().getLast());
  }

  @Test
  void fragmentsOfDifferentLinkTypesJoin() {
    ruleset.noting((hook, p) -> p.networkLength() + " " + p.networkOffset() + p.hasLinkHeader());
    assertEquals('Q', walk(piece(7, 0, FIRST, true)));
    byte[] last = piece(7, 16, LAST, false).network();
    assertEquals('A', walk(last, last.length, 0, LinkType.RAW));
    assertEquals("41 0false", ruleset.seen().getLast());
  }

  @Test
  void putsTogetherWithoutAllocation() {
    assumeFalse(PacketMemory.CHECKED, "checks allocate");
    FragmentTrains trains = new FragmentTrains(3);
    List<PacketBuffer> buffers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      trains.train().forEach(frame -> buffers.add(PacketBuffer.of(frame)));
    }
    long[] time = new long[1];
    try (PathWalker silent = new PathWalker(new SilentRuleset(), PathOptions.of(Path.INPUT))) {
      AllocationGuard.assertAllocatesNothing(
          "reassembly",
          () -> {
            time[0] += 31 * SECOND;
            for (int i = 0; i < buffers.size(); i++) {
              PacketBuffer buffer = buffers.get(i);
              int length = buffer.capacity();
              packet.reset(buffer.address(), length, length, LinkType.ETHERNET, time[0]);
              PacketParser.parse(packet);
              silent.walk(packet);
            }
          });
    }
    buffers.forEach(PacketBuffer::close);
  }

  /**
   * Every cut of every frame of a train, between canaries that differ: the outcomes are the same.
   */
  @Test
  void nothingOutsideTheFramesMatters() {
    for (long seed = 0; seed < 30; seed++) {
      for (int cut = 0; cut < 90; cut += 7) {
        assertEquals(outcomes(seed, cut, 0), outcomes(seed, cut, 0xff), "seed " + seed);
      }
    }
  }

  private String outcomes(long seed, int cut, int canary) {
    StringBuilder out = new StringBuilder();
    RecordingRuleset noting = new RecordingRuleset();
    noting.noting((hook, p) -> {
      StringBuilder text = new StringBuilder(hook.word()).append(p.networkLength());
      for (int at = 0; at < 200 && p.canLoad(p.networkOffset() + at, 1); at++) {
        text.append(' ').append(p.u8(p.networkOffset() + at));
      }
      return text.toString();
    });
    try (PathWalker other = new PathWalker(noting, PathOptions.of(Path.INPUT))) {
      for (byte[] frame : new FragmentTrains(seed).train()) {
        int captured = Math.max(0, frame.length - cut);
        byte[] padded = new byte[captured + 2 * CANARY];
        Arrays.fill(padded, (byte) canary);
        System.arraycopy(frame, 0, padded, CANARY, captured);
        try (PacketBuffer buffer = PacketBuffer.of(padded)) {
          PacketMemory.forbid(buffer);
          packet.reset(buffer.address() + CANARY, captured, frame.length, LinkType.ETHERNET, 0);
          PacketParser.parse(packet);
          out.append(other.walk(packet));
          PacketMemory.allow(buffer, buffer.address(), padded.length);
          assertEquals(0, Arrays.compare(padded, buffer.get(padded.length)), "bytes were written");
        }
      }
    }
    return out.append(noting.seen()).toString();
  }
}
