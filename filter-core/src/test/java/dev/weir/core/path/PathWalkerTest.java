package dev.weir.core.path;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.backend.BaseChainInfo;
import dev.weir.core.hook.ChainType;
import dev.weir.core.hook.Family;
import dev.weir.core.hook.Hook;
import dev.weir.core.packet.Checksums;
import dev.weir.core.packet.Device;
import dev.weir.core.packet.LinkType;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import dev.weir.core.packet.PacketParser;
import dev.weir.core.testkit.Packets;
import dev.weir.core.verdict.Verdicts;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("checked")
class PathWalkerTest {
  private static final Packets PLAIN = Packets.ip4("10.0.0.1", "203.0.113.9").udp(1000, 53);

  private final RecordingRuleset ruleset = new RecordingRuleset();
  private final InterfaceTable interfaces = new InterfaceTable();
  private final LocalAddresses local = new LocalAddresses();
  private final RouteTable routes = new RouteTable();
  private final InterfaceMap map = new InterfaceMap();
  private final Packet packet = new Packet();
  private Device iif = Device.UNKNOWN;
  private Device oif = Device.UNKNOWN;

  private char walk(Path path, byte[] frame) {
    return walk(path, frame, LinkType.ETHERNET);
  }

  private char walk(Path path, byte[] frame, int linkType) {
    PathOptions options = new PathOptions(path, iif, oif, interfaces, map, local, routes);
    try (PathWalker walker = new PathWalker(ruleset, options);
        PacketBuffer buffer = PacketBuffer.of(frame)) {
      buffer.show(packet, frame.length, linkType);
      char outcome = walker.walk(packet);
      assertEquals(buffer.address(), packet.address(), "shows the original again");
      assertArrayEquals(frame, buffer.get(frame.length), "the original is untouched");
      return outcome;
    }
  }

  private static BaseChainInfo chain(Family family, Hook hook) {
    return new BaseChainInfo(
        family, "t", hook.word(), ChainType.FILTER, hook, 0, Verdicts.ACCEPT, 0);
  }

  @Test
  void walksTheHooksOfEachPath() {
    assertEquals('A', walk(Path.FORWARD, PLAIN.bytes()));
    assertEquals(List.of("prerouting", "forward", "postrouting"), ruleset.seen());
    assertEquals('A', walk(Path.INPUT, PLAIN.bytes()));
    assertEquals(List.of("prerouting", "input"), ruleset.seen());
    assertEquals('A', walk(Path.OUTPUT, PLAIN.bytes()));
    assertEquals(List.of("output", "postrouting"), ruleset.seen());
  }

  @Test
  void dropIsFinal() {
    ruleset.dropping(Hook.FORWARD);
    assertEquals('D', walk(Path.FORWARD, PLAIN.bytes()));
    assertEquals(List.of("prerouting", "forward"), ruleset.seen());
  }

  @Test
  void forwardSeesTheTtlDecrementedAndAGoodChecksum() {
    ruleset.noting((hook, p) -> {
      int at = p.networkOffset();
      return p.u8(at + 8) + "/" + Checksums.internet(p.address() + at, 20);
    });
    assertEquals('A', walk(Path.FORWARD, PLAIN.ttl(9).bytes()));
    assertEquals(List.of("9/0", "8/0", "8/0"), ruleset.seen());
    byte[] six = Packets.ip6("2001:db8::1", "2001:db8::2").udp(1, 2).ttl(9).bytes();
    ruleset.noting((hook, p) -> "" + p.u8(p.networkOffset() + 7));
    assertEquals('A', walk(Path.FORWARD, six));
    assertEquals(List.of("9", "8", "8"), ruleset.seen());
  }

  @Test
  void forwardedPacketsGetThePriorityOfTheirTos() {
    ruleset.noting((hook, p) -> hook.word() + p.priority());
    walk(Path.FORWARD, PLAIN.tos(0x10).bytes());
    assertEquals(List.of("prerouting0", "forward6", "postrouting6"), ruleset.seen());
    walk(Path.INPUT, PLAIN.tos(0x10).bytes());
    assertEquals(List.of("prerouting0", "input0"), ruleset.seen());
  }

  @Test
  void eachHookHasTheDevicesOfTheKernel() {
    iif = interfaces.device("lan0");
    oif = interfaces.device("wan0");
    ruleset.noting((hook, p) -> p.iif().name() + ">" + p.oif().name() + ":" + p.device().name());
    walk(Path.FORWARD, PLAIN.bytes());
    assertEquals(List.of("lan0>:lan0", "lan0>wan0:lan0", "lan0>wan0:wan0"), ruleset.seen());
    walk(Path.INPUT, PLAIN.bytes());
    assertEquals(List.of("lan0>:lan0", "lan0>:lan0"), ruleset.seen());
    walk(Path.OUTPUT, PLAIN.bytes());
    assertEquals(List.of(">wan0:", ">wan0:wan0"), ruleset.seen());
  }

  @Test
  void interfacesComeFromTheMapAndTheRoutes() {
    iif = interfaces.device("other");
    map.add("10.0.0.0/8", interfaces.device("lan0"));
    map.add("10.9.0.0/16", interfaces.device("lan9"));
    routes.add("default", interfaces.device("wan0"), false);
    routes.add("203.0.113.0/24", interfaces.device("dmz0"), false);
    ruleset.noting((hook, p) -> p.iif().name() + ">" + p.oif().name());
    walk(Path.FORWARD, PLAIN.bytes());
    assertEquals("lan0>dmz0", ruleset.seen().getLast());
    walk(Path.FORWARD, Packets.ip4("10.9.1.1", "8.8.8.8").udp(1, 2).bytes());
    assertEquals("lan9>wan0", ruleset.seen().getLast());
    walk(Path.FORWARD, Packets.ip4("192.168.1.1", "8.8.8.8").udp(1, 2).bytes());
    assertEquals("other>wan0", ruleset.seen().getLast());
  }

  @Test
  void withoutRouteThePacketIsDroppedByTheStack() {
    routes.add("10.0.0.0/8", interfaces.device("lan0"), false);
    assertEquals('K', walk(Path.FORWARD, PLAIN.bytes()));
    assertEquals(List.of("prerouting"), ruleset.seen());
    assertEquals('P', walk(Path.OUTPUT, PLAIN.bytes()));
  }

  @Test
  void namesNobodyToldAreEmptyButTheDeviceIsThere() {
    ruleset.noting((hook, p) -> p.iif().isUnknown() + "" + p.oif().isNone());
    walk(Path.INPUT, PLAIN.bytes());
    assertEquals(List.of("truetrue", "truetrue"), ruleset.seen());
  }

  @Test
  void localDestinationsLeaveTheForwardPath() {
    local.add("203.0.113.9");
    assertEquals('L', walk(Path.FORWARD, PLAIN.bytes()));
    assertEquals(List.of("prerouting", "input"), ruleset.seen());
  }

  @Test
  void foreignDestinationsLeaveTheInputPath() {
    local.add("192.0.2.1");
    assertEquals('W', walk(Path.INPUT, PLAIN.bytes()));
    assertEquals(List.of("prerouting", "forward", "postrouting"), ruleset.seen());
  }

  @Test
  void autoGoesByLocalAddressesFirst() {
    local.add("203.0.113.9");
    assertEquals('A', walk(Path.AUTO, PLAIN.bytes()));
    assertEquals(List.of("prerouting", "input"), ruleset.seen());
    assertEquals('A', walk(Path.AUTO, Packets.ip4("203.0.113.9", "8.8.8.8").udp(1, 2).bytes()));
    assertEquals(List.of("output", "postrouting"), ruleset.seen());
    ruleset.noting((hook, p) -> hook.word() + ":" + p.iif().name() + ":" + p.oif().name());
    assertEquals('A', walk(Path.AUTO, Packets.ip4("203.0.113.9", "127.0.0.1").udp(1, 2).bytes()));
    assertEquals(
        List.of("output::lo", "postrouting::lo", "prerouting:lo:", "input:lo:"), ruleset.seen());
  }

  @Test
  void autoGoesByTheCapturesDirectionNext() {
    byte[] network = PLAIN.network();
    byte[] frame = new byte[16 + network.length];
    frame[14] = 8;
    System.arraycopy(network, 0, frame, 16, network.length);
    assertEquals('A', walk(Path.AUTO, frame, LinkType.LINUX_SLL));
    assertEquals(List.of("prerouting", "input"), ruleset.seen());
    frame[1] = Packet.TYPE_OUTGOING;
    assertEquals('A', walk(Path.AUTO, frame, LinkType.LINUX_SLL));
    assertEquals(List.of("output", "postrouting"), ruleset.seen());
  }

  @Test
  void autoGoesByTheBaseChainsLast() {
    ruleset.with(chain(Family.INET, Hook.INPUT));
    walk(Path.AUTO, PLAIN.bytes());
    assertEquals(List.of("prerouting", "input"), ruleset.seen());
    ruleset.with(chain(Family.IPV4, Hook.OUTPUT));
    assertEquals('?', walk(Path.AUTO, PLAIN.bytes()));
    ruleset.with(chain(Family.IPV6, Hook.FORWARD));
    walk(Path.AUTO, PLAIN.bytes());
    assertEquals(List.of("prerouting", "forward", "postrouting"), ruleset.seen());
  }

  @Test
  void sentPacketsHaveNoLinkHeader() {
    ruleset.noting((hook, p) -> "" + p.hasLinkHeader());
    walk(Path.OUTPUT, PLAIN.bytes());
    assertEquals(List.of("false", "false"), ruleset.seen());
    walk(Path.FORWARD, PLAIN.bytes());
    assertEquals(List.of("true", "true", "true"), ruleset.seen());
  }

  @Test
  void priorityTagsAreTakenOff() {
    ruleset.noting((hook, p) -> Integer.toHexString(p.u16(12)) + "@" + p.networkOffset());
    byte[] frame = Packets.ip4("10.0.0.1", "10.0.0.2").udp(1, 2).vlan(0x2000).bytes();
    assertEquals('A', walk(Path.FORWARD, frame));
    assertEquals(List.of("800@14", "800@14", "800@14"), ruleset.seen());
    assertEquals(18, packet.networkOffset());
    byte[] tagged = Packets.ip4("10.0.0.1", "10.0.0.2").udp(1, 2).vlan(5).bytes();
    assertEquals('P', walk(Path.FORWARD, tagged));
  }

  @Test
  void recordRouteIsFilledInAndSummedOnlyAfterForward() {
    ruleset.noting((hook, p) -> {
      int at = p.networkOffset();
      boolean good = Checksums.internet(p.address() + at, 32) == 0;
      return p.u8(at + 22) + (good ? "" : "!");
    });
    byte[] frame =
        Packets.ip4("10.0.0.1", "10.0.0.2").options("070b040101010100000000").udp(1, 2).bytes();
    assertEquals('A', walk(Path.FORWARD, frame));
    assertEquals(List.of("4", "8!", "8"), ruleset.seen());
  }

  @Test
  void fragmentsForThisHostAreHeldAndCounted() {
    byte[] frame = Packets.ip4("10.0.0.1", "10.0.0.2").udp(1, 2).fragment(0, true).bytes();
    try (PathWalker walker = new PathWalker(ruleset, PathOptions.of(Path.INPUT));
        PacketBuffer buffer = PacketBuffer.of(frame)) {
      buffer.show(packet, frame.length, LinkType.ETHERNET);
      assertEquals('Q', walker.walk(packet));
      assertEquals(1, walker.statistics().heldFragments());
    }
    assertEquals(List.of("prerouting"), ruleset.seen());
  }

  @Test
  void marksSurviveTheWalk() {
    ruleset.noting((hook, p) -> {
      p.setMark(p.mark() + 1);
      return hook.word();
    });
    walk(Path.FORWARD, PLAIN.bytes());
    assertEquals(3, packet.mark());
  }

  @Test
  void aCutHopByHopHeaderIsUndecodable() {
    byte[] frame =
        Packets.ip6("2001:db8::1", "2001:db8::2").hopByHop("010400000000").udp(1, 2).bytes();
    try (PathWalker walker = new PathWalker(ruleset, PathOptions.of(Path.FORWARD));
        PacketBuffer buffer = PacketBuffer.of(frame)) {
      packet.reset(buffer.address(), 56, frame.length, LinkType.ETHERNET, 0);
      PacketParser.parse(packet);
      assertEquals('I', walker.walk(packet));
    }
    assertTrue(ruleset.seen().isEmpty());
  }

  @Test
  void linkLocalDestinationsNeedADevice() {
    byte[] frame = Packets.ip6("fe80::1", "fe80::2").udp(1, 2).bytes();
    assertEquals('P', walk(Path.OUTPUT, frame));
    oif = interfaces.device("wan0");
    assertEquals('A', walk(Path.OUTPUT, frame));
    oif = Device.UNKNOWN;
    local.add("fe80::1");
    assertEquals('A', walk(Path.OUTPUT, frame));
    assertEquals('K', walk(Path.INPUT, frame));
    local.add("fe80::2");
    assertEquals('A', walk(Path.INPUT, frame));
  }

  @Test
  void broadcastsOfThisHostGoOutAndThoseOfOthersComeIn() {
    local.add("10.0.0.1");
    local.addBroadcast("10.0.0.255");
    assertEquals('A', walk(Path.AUTO, Packets.ip4("10.0.0.1", "10.0.0.255").udp(1, 2).bytes()));
    assertEquals(
        List.of("output", "postrouting", "postrouting", "prerouting", "input"), ruleset.seen());
    assertEquals('A', walk(Path.AUTO, Packets.ip4("10.0.0.2", "10.0.0.255").udp(1, 2).bytes()));
    assertEquals(List.of("prerouting", "input"), ruleset.seen());
  }

  @Test
  void whatIsSentToNoAddressGoesToTheSenderItself() {
    oif = interfaces.device("eth0");
    ruleset.noting((hook, seen) -> hook.word() + " " + seen.oif().name());
    for (Packets sent :
        List.of(
            Packets.ip4("10.0.0.1", "0.0.0.0"),
            Packets.ip6("2001:db8::1", "::"),
            Packets.ip4("10.0.0.1", "127.0.0.1"))) {
      assertEquals('A', walk(Path.OUTPUT, sent.udp(1, 2).bytes()));
      assertEquals(List.of("output lo", "postrouting lo"), ruleset.seen());
    }
    assertEquals('A', walk(Path.OUTPUT, Packets.ip4("0.0.0.0", "10.0.0.1").udp(1, 2).bytes()));
    assertEquals(List.of("output eth0", "postrouting eth0"), ruleset.seen());
  }

  @Test
  void aBroadcastComesBackToItsSender() {
    oif = interfaces.device("eth0");
    ruleset.noting((hook, seen) -> {
      String text = hook.word() + " " + seen.mark() + " " + seen.packetType();
      seen.setMark(seen.mark() + 1);
      return text;
    });
    assertEquals(
        'A', walk(Path.OUTPUT, Packets.ip4("10.0.0.1", "255.255.255.255").udp(1, 2).bytes()));
    assertEquals(
        List.of("output 0 0", "postrouting 1 0", "postrouting 1 0", "prerouting 2 1", "input 3 1"),
        ruleset.seen());
    assertEquals('A', walk(Path.OUTPUT, Packets.ip6("fd00::1", "ff02::1").udp(1, 2).bytes()));
    assertEquals(
        List.of("output 0 0", "postrouting 1 0", "postrouting 2 0", "prerouting 3 2", "input 4 2"),
        ruleset.seen());
    assertEquals('A', walk(Path.OUTPUT, Packets.ip4("10.0.0.1", "224.0.0.251").udp(1, 2).bytes()));
    assertEquals(List.of("output 0 0", "postrouting 1 0"), ruleset.seen());
  }
}
