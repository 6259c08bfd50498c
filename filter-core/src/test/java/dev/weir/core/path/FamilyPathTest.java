package dev.weir.core.path;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.core.backend.BaseChainInfo;
import dev.weir.core.hook.ChainType;
import dev.weir.core.hook.Family;
import dev.weir.core.hook.Hook;
import dev.weir.core.packet.LinkType;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import dev.weir.core.testkit.Packets;
import dev.weir.core.verdict.Verdicts;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The hooks of bridge, netdev and arp. */
@Tag("checked")
class FamilyPathTest {
  private static final String PEER = "02:00:00:00:00:0a";
  private static final String OTHER = "02:00:00:00:00:0b";
  private static final Packets PLAIN =
      Packets.ip4("10.0.0.1", "203.0.113.9").mac(PEER, OTHER).udp(1000, 53);

  private final RecordingRuleset ruleset = new RecordingRuleset();
  private final InterfaceTable interfaces = new InterfaceTable();
  private final Packet packet = new Packet();

  FamilyPathTest() {
    ruleset.noting((hook, p) -> hook.word() + " " + p.iif().name() + ">" + p.oif().name());
  }

  private static BaseChainInfo chain(Family family, Hook hook, String... devices) {
    return new BaseChainInfo(
        family, "t", "c", ChainType.FILTER, hook, 0, Verdicts.ACCEPT, 0, List.of(devices));
  }

  private char walk(Path path, byte[] frame) {
    PathOptions options =
        new PathOptions(
            path,
            interfaces.device("tap0"),
            interfaces.device("tap1"),
            interfaces,
            new InterfaceMap(),
            new LocalAddresses(),
            new RouteTable());
    try (PathWalker walker = new PathWalker(ruleset, options);
        PacketBuffer buffer = PacketBuffer.of(frame)) {
      buffer.show(packet, frame.length, LinkType.ETHERNET);
      char outcome = walker.walk(packet);
      assertEquals(buffer.address(), packet.address(), "shows the original again");
      return outcome;
    }
  }

  @Test
  void aBridgeForwardsFramesOfOthers() {
    ruleset.with(chain(Family.BRIDGE, Hook.FORWARD));
    assertEquals('A', walk(Path.AUTO, PLAIN.bytes()));
    assertEquals(
        List.of("prerouting tap0>", "forward tap0>tap1", "postrouting >tap1"), ruleset.seen());
    assertEquals('A', walk(Path.BRIDGE, Packets.arp(1, "10.0.0.1", "10.0.0.2")));
  }

  @Test
  void aBridgeTakesItsOwnFrames() {
    ruleset.with(chain(Family.BRIDGE, Hook.FORWARD));
    interfaces.setLinkAddress("br0", 0x0200_0000_000bL);
    interfaces.setMaster("tap0", "br0");
    ruleset.noting((hook, p) -> hook.word() + " " + p.iif().master().name() + p.packetType());
    assertEquals('L', walk(Path.BRIDGE, PLAIN.bytes()));
    assertEquals(List.of("prerouting br00", "input br00"), ruleset.seen());
    byte[] sent = Packets.ip4("10.0.0.1", "203.0.113.9").mac(OTHER, PEER).udp(1, 2).bytes();
    assertEquals('A', walk(Path.BRIDGE, sent));
    assertEquals(List.of("output 0", "postrouting 0"), ruleset.seen());
  }

  @Test
  void aBridgeFloodsGroupsAndListensItself() {
    ruleset.with(chain(Family.BRIDGE, Hook.FORWARD));
    byte[] frame =
        Packets.ip4("10.0.0.1", "10.0.0.255").mac(PEER, "ff:ff:ff:ff:ff:ff").udp(1, 2).bytes();
    assertEquals('A', walk(Path.BRIDGE, frame));
    assertEquals(
        List.of("prerouting tap0>", "forward tap0>tap1", "postrouting >tap1", "input tap0>"),
        ruleset.seen());
  }

  @Test
  void aBridgeDropsBadSourcesAndCutTags() {
    ruleset.with(chain(Family.BRIDGE, Hook.FORWARD));
    Packets zero = Packets.ip4("10.0.0.1", "10.0.0.2").mac("00:00:00:00:00:00", OTHER).udp(1, 2);
    assertEquals('P', walk(Path.BRIDGE, zero.bytes()));
    byte[] tagged = Packets.ip4("10.0.0.1", "10.0.0.2").mac(PEER, OTHER).vlan(5).udp(1, 2).bytes();
    assertEquals('A', walk(Path.BRIDGE, tagged));
    ruleset.seen();
    assertEquals('P', walk(Path.BRIDGE, Arrays.copyOf(tagged, 18)));
    assertEquals(List.of(), ruleset.seen());
  }

  @Test
  void framesAreNotTrimmedAtIngressAndBridge() {
    ruleset.with(chain(Family.NETDEV, Hook.INGRESS, "tap0"));
    ruleset.noting((hook, p) ->
        hook.word()
            + " "
            + p.networkLength()
            + (p.hasTransport() ? " th" : "")
            + (p.canLoad(63, 1) ? " padding" : ""));
    byte[] padded = Arrays.copyOf(PLAIN.bytes(), 64);
    assertEquals('A', walk(Path.INGRESS, padded));
    assertEquals('A', walk(Path.FORWARD, padded));
    assertEquals('A', walk(Path.BRIDGE, Packets.ip4("10.0.0.1", "10.0.0.2").length(2000).bytes()));
    List<String> seen = ruleset.seen();
    assertEquals("ingress 50 th padding", seen.get(0));
    assertEquals(List.of("ingress 50 th padding", "prerouting 28 th"), seen.subList(1, 3));
    assertEquals("ingress 20", seen.get(5));
  }

  @Test
  void ingressRunsOnlyOnItsDevice() {
    ruleset.with(chain(Family.NETDEV, Hook.INGRESS, "tap1"));
    assertEquals('A', walk(Path.INGRESS, PLAIN.bytes()));
    assertEquals(List.of(), ruleset.seen());
  }

  @Test
  void egressComesLastAndCountsTheLinkHeader() {
    ruleset.with(chain(Family.NETDEV, Hook.EGRESS, "tap1"));
    ruleset.noting((hook, p) -> hook.word() + p.networkLength() + p.hasLinkHeader());
    assertEquals('A', walk(Path.OUTPUT, PLAIN.bytes()));
    assertEquals(List.of("output28false", "postrouting28false", "egress42true"), ruleset.seen());
    walk(Path.FORWARD, PLAIN.bytes());
    assertEquals("egress42false", ruleset.seen().getLast());
  }

  @Test
  void arpMessagesLeaveThroughEgress() {
    ruleset.with(chain(Family.NETDEV, Hook.EGRESS, "tap1"));
    ruleset.noting((hook, p) -> hook.word() + p.networkLength() + p.hasLinkHeader());
    assertEquals('A', walk(Path.OUTPUT, Packets.arp(1, "10.0.0.1", "10.0.0.2")));
    assertEquals(List.of("egress42true"), ruleset.seen());
  }

  @Test
  void arpMessagesHaveHooksOfTheirOwn() {
    byte[] message = Packets.arp(1, "10.0.0.1", "10.0.0.2");
    assertEquals('P', walk(Path.INPUT, message));
    ruleset.with(chain(Family.ARP, Hook.INPUT));
    assertEquals('A', walk(Path.INPUT, message));
    assertEquals(List.of("input tap0>"), ruleset.seen());
    assertEquals('A', walk(Path.OUTPUT, message));
    assertEquals(List.of("output >tap1"), ruleset.seen());
    assertEquals('P', walk(Path.INPUT, Arrays.copyOf(message, 40)));
  }

  @Test
  void forwardedPacketsSeenLeavingAreCounted() {
    byte[] frame = PLAIN.bytes();
    try (PathWalker walker = new PathWalker(ruleset, PathOptions.of(Path.FORWARD));
        PacketBuffer buffer = PacketBuffer.of(frame)) {
      buffer.show(packet, frame.length, LinkType.ETHERNET);
      packet.setDirection(Packet.DIRECTION_OUTBOUND);
      assertEquals('A', walker.walk(packet));
      assertEquals(1, walker.statistics().seenLeaving());
    }
  }
}
