package dev.weir.netio.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.core.testkit.Packets;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the kernel does at the hooks of bridge, netdev and arp. */
@Tag("kernel")
class LinkLabKernelIT {
  private static final String PEER = "02:00:00:00:00:0a";
  private static final String OTHER = "02:00:00:00:00:0b";

  @BeforeAll
  static void needsTheKernel() {
    String reason = KernelLab.unavailableReason();
    assumeTrue(reason == null, () -> "no kernel lab: " + reason);
  }

  private static Packets plain() {
    return Packets.ip4("10.0.0.1", "10.0.0.2").mac(PEER, OTHER).udp(1000, 53);
  }

  private static byte[] to(String destination) {
    return Packets.ip4("10.0.0.1", "10.0.0.2").mac(PEER, destination).udp(1000, 53).bytes();
  }

  private static List<LabFrame> frames(byte[]... frames) {
    return Stream.of(frames).map(f -> new LabFrame(f, 0)).toList();
  }

  private static String packets(LabResult result) {
    return String.join(
        " ", result.rules().stream().map(r -> r.packets() + "/" + r.bytes()).toList());
  }

  @Test
  void aBridgeForwardsFloodsAndListens() throws IOException {
    try (KernelLab lab = KernelLab.open(LabMode.BRIDGE, "tap0", "tap1")) {
      LabResult result =
          lab.play(
              """
              table bridge t {
                chain pre {
                  type filter hook prerouting priority 0;
                  iifname "tap0" oifname != "tap1"
                  meta pkttype other
                  meta length 28
                }
                chain in {
                  type filter hook input priority 0;
                  iifname "tap0"
                  iiftype ether
                  meta pkttype other
                }
                chain forwarded {
                  type filter hook forward priority 0;
                  iifname "tap0" oifname "tap1"
                  meta length 28
                  iiftype ether
                }
                chain out {
                  type filter hook postrouting priority 0;
                  iifname "tap0"
                  iifname != "tap0"
                  oifname "tap1"
                  meta length 28
                }
              }
              """,
              frames(
                  plain().bytes(),
                  to(LabNetwork.BRIDGE_MAC),
                  to("02:00:00:00:ff:01"),
                  to("ff:ff:ff:ff:ff:ff"),
                  to("01:00:5e:00:00:05"),
                  to("01:80:c2:00:00:00"),
                  to("01:80:c2:00:00:01"),
                  to("01:80:c2:00:00:02"),
                  to("01:80:c2:00:00:0e"),
                  to("01:80:c2:00:00:0f"),
                  Packets.ip4("10.0.0.1", "10.0.0.2")
                      .mac("00:00:00:00:00:00", OTHER)
                      .udp(1, 2)
                      .bytes(),
                  Packets.ip4("10.0.0.1", "10.0.0.2")
                      .mac("01:00:00:00:00:01", OTHER)
                      .udp(1, 2)
                      .bytes(),
                  plain().vlan(5).bytes(),
                  Arrays.copyOf(plain().vlan(5).bytes(), 18),
                  Arrays.copyOf(plain().vlan(5).bytes(), 20),
                  Arrays.copyOf(plain().bytes(), 14),
                  Arrays.copyOf(plain().bytes(), 13)));
      assertEquals("ALLAAAPLPLPPAPAAI", result.verdicts());
      assertEquals(
          "9/198 4/58 7/196 7/196 7/196 0/0 7/142 5/140 7/142 0/0 7/142 7/142 5/140",
          packets(result));
    }
  }

  @Test
  void ingressSeesWholeFrames() throws IOException {
    byte[] padded = Arrays.copyOf(plain().bytes(), 64);
    byte[] lying = plain().length(22).bytes();
    try (KernelLab lab = KernelLab.open(LabMode.INGRESS, "tap0", "tap1")) {
      LabResult result =
          lab.play(
              """
              table netdev t {
                chain c {
                  type filter hook ingress device "tap0" priority 0;
                  meta length 0-65535
                  udp dport 53
                  ip saddr 10.0.0.1
                  meta l4proto udp
                  meta pkttype other
                  meta protocol vlan
                  ether type vlan
                  vlan id 5
                  arp operation 1
                }
                chain other {
                  type filter hook ingress device "tap1" priority 0;
                  counter
                }
              }
              table inet u {
                chain c {
                  type filter hook ingress device "tap0" priority 10;
                  meta nfproto ipv4
                  meta nfproto ipv6
                  meta length 0-65535
                }
              }
              """,
              frames(
                  plain().bytes(),
                  padded,
                  Arrays.copyOf(lying, 64),
                  plain().vlan(5).bytes(),
                  plain().vlan(6).vlan(5).bytes(),
                  Arrays.copyOf(plain().vlan(5).bytes(), 18),
                  Packets.ip4("10.0.0.1", "10.0.0.2").udp(1, 53).length(2000).bytes(),
                  Packets.ip6("2001:db8::1", "2001:db8::2").udp(1, 53).bytes(),
                  Packets.ip6("2001:db8::1", "2001:db8::2").udp(1, 53).length(2000).bytes(),
                  Packets.arp(1, "10.0.0.1", "10.0.0.2"),
                  Arrays.copyOf(plain().bytes(), 14),
                  Arrays.copyOf(plain().bytes(), 30)));
      assertEquals("AAAAAPDADADD", result.verdicts());
      assertEquals(
          "11/356 5/204 6/200 5/204 11/356 1/32 2/60 1/28 1/28 0/0 4/156 1/48 5/204",
          packets(result));
    }
  }

  @Test
  void arpHasAHookOfItsOwn() throws IOException {
    byte[] message = Packets.arp(1, "10.0.0.1", "10.0.0.2");
    byte[] long6 = message.clone();
    long6[18] = 8;
    try (KernelLab lab = KernelLab.open(LabMode.ARP, "tap0")) {
      LabResult result =
          lab.play(
              """
              table arp t {
                chain c {
                  type filter hook input priority 0;
                  meta length 0-65535
                  iifname "tap0"
                  ether saddr 00:00:00:00:00:00-ff:ff:ff:ff:ff:ff
                  arp operation 2 drop
                  meta pkttype host
                  meta pkttype broadcast
                }
              }
              """,
              frames(
                  message,
                  Arrays.copyOf(message, 64),
                  Arrays.copyOf(message, 41),
                  long6,
                  Packets.arp(2, "10.0.0.1", "10.0.0.2"),
                  plain().bytes()));
      assertEquals("AAPPDP", result.verdicts());
      assertEquals("3/106 3/106 3/106 1/28 2/78 0/0", packets(result));
    }
  }
}
