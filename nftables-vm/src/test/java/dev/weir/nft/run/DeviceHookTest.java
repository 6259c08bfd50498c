package dev.weir.nft.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.backend.HookPoint;
import dev.weir.core.backend.HookProgram;
import dev.weir.core.hook.Family;
import dev.weir.core.hook.Hook;
import dev.weir.core.netns.NetworkNamespace;
import dev.weir.core.packet.Device;
import dev.weir.core.packet.LinkType;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import dev.weir.core.path.InterfaceTable;
import dev.weir.core.testkit.Packets;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.Nft;
import dev.weir.nft.NftBackend;
import dev.weir.nft.ruleset.Ruleset;
import dev.weir.nft.vm.VmListing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Base chains of the families bridge, netdev and arp, and of inet at ingress. */
class DeviceHookTest {
  private static final byte[] UDP = Packets.ip4("10.0.0.1", "10.0.0.2").udp(9, 53).bytes();
  private static final byte[] BAD_LENGTH =
      Packets.ip4("10.0.0.1", "10.0.0.2").udp(9, 53).length(9_000).bytes();
  private static final byte[] ARP = Packets.arp(1, "10.0.0.1", "10.0.0.2");

  private static VmRuleset compile(String text) {
    InterfaceTable interfaces = new InterfaceTable();
    Nft.Result result =
        Nft.load(
            List.of(Nft.Source.text("t.nft", text)),
            new Nft.Options(Map.of(), List.of(), interfaces));
    Ruleset ruleset = result.ruleset();
    assertNotNull(ruleset, () -> result.diagnostics().render());
    return new NftBackend(interfaces).compile(ruleset);
  }

  private static HookProgram program(VmRuleset ruleset, Family family, Hook hook, String device) {
    HookPoint point =
        new HookPoint(family.number(), hook, device, Integer.MIN_VALUE, Integer.MAX_VALUE);
    return ruleset.program(point, NetworkNamespace.fresh());
  }

  private static int judge(HookProgram program, byte[] frame) {
    try (PacketBuffer buffer = PacketBuffer.of(frame)) {
      Packet packet = new Packet();
      buffer.show(packet, frame.length, LinkType.ETHERNET);
      Device device = new Device("eth0", 2, Device.ARPHRD_ETHER);
      packet.setDevices(device, Device.NONE, device);
      return program.evaluate(packet);
    }
  }

  @Test
  void chainsOfOtherDevicesDoNotRun() {
    VmRuleset ruleset =
        compile(
            "table netdev t { chain c { type filter hook ingress devices = { eth1, eth0 } priority"
                + " 0; policy drop; }; chain e { type filter hook egress device eth2 priority 0; };"
                + " }");
    assertEquals(Verdicts.DROP, judge(program(ruleset, Family.NETDEV, Hook.INGRESS, "eth0"), UDP));
    assertEquals(Verdicts.DROP, judge(program(ruleset, Family.NETDEV, Hook.INGRESS, "eth1"), UDP));
    assertTrue(program(ruleset, Family.NETDEV, Hook.INGRESS, "eth2").isEmpty());
    assertTrue(program(ruleset, Family.NETDEV, Hook.EGRESS, "eth0").isEmpty());
    assertFalse(program(ruleset, Family.NETDEV, Hook.EGRESS, "eth2").isEmpty());
    assertEquals(List.of("eth0", "eth1"), ruleset.baseChains().getFirst().devices());
  }

  @Test
  void ingressChainsOfInetRunBesideThoseOfNetdev() {
    VmRuleset ruleset =
        compile(
            "table inet t { chain c { type filter hook ingress device lo priority 5; policy drop;"
                + " }; }; table netdev t { chain c { type filter hook ingress device lo priority 0;"
                + " ether type arp drop; ip saddr 10.0.0.1 counter; }; }");
    HookProgram program = program(ruleset, Family.NETDEV, Hook.INGRESS, "lo");
    assertEquals(Verdicts.DROP, judge(program, UDP));
    assertEquals(Verdicts.DROP, judge(program, ARP));
    assertEquals(1, ruleset.counters().packets(ruleset.rules().getLast().slot()));
  }

  @Test
  void ingressOfInetLetsOtherProtocolsPassAndDropsBadHeaders() {
    VmRuleset ruleset =
        compile(
            "table inet t { chain c { type filter hook ingress device lo priority 0; counter; };"
                + " }");
    HookProgram program = program(ruleset, Family.NETDEV, Hook.INGRESS, "lo");
    int slot = ruleset.rules().getFirst().slot();
    assertEquals(Verdicts.ACCEPT, judge(program, ARP));
    assertEquals(0, ruleset.counters().packets(slot));
    assertEquals(Verdicts.DROP, judge(program, BAD_LENGTH));
    assertEquals(0, ruleset.counters().packets(slot));
    assertEquals(Verdicts.ACCEPT, judge(program, UDP));
    assertEquals(1, ruleset.counters().packets(slot));
  }

  @Test
  void namesOfBridgesAreThoseOfTheirPorts() {
    VmRuleset ruleset =
        compile(
            "table bridge t { chain c { type filter hook forward priority 0; meta ibrname \"br0\""
                + " meta obrname != \"br0\" drop; }; }");
    HookProgram program = program(ruleset, Family.BRIDGE, Hook.FORWARD, "");
    assertEquals(Verdicts.ACCEPT, judge(program, UDP));
    try (PacketBuffer buffer = PacketBuffer.of(UDP)) {
      Packet packet = new Packet();
      buffer.show(packet, UDP.length, LinkType.ETHERNET);
      Device bridge = new Device("br0", 9, Device.ARPHRD_ETHER);
      Device port = new Device("eth0", 2, Device.ARPHRD_ETHER).withMaster(bridge);
      packet.setDevices(port, Device.NONE, port);
      assertEquals(Verdicts.DROP, program.evaluate(packet));
    }
    assertTrue(
        VmListing.print(ruleset.program()).contains("[ meta load bri_iifname => reg 1 ]"),
        () -> VmListing.print(ruleset.program()));
  }

  @Test
  void familiesSeeTheirOwnHooks() {
    VmRuleset ruleset =
        compile(
            "table arp t { chain c { type filter hook input priority 0; arp operation request drop;"
                + " }; }; table bridge t { chain c { type filter hook input priority 0; policy"
                + " drop; }; };");
    assertEquals(Verdicts.DROP, judge(program(ruleset, Family.ARP, Hook.INPUT, ""), ARP));
    assertEquals(Verdicts.DROP, judge(program(ruleset, Family.BRIDGE, Hook.INPUT, ""), UDP));
    assertTrue(program(ruleset, Family.IPV4, Hook.INPUT, "").isEmpty());
    assertTrue(program(ruleset, Family.BRIDGE, Hook.FORWARD, "").isEmpty());
  }
}
