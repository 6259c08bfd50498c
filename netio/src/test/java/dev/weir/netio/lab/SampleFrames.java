package dev.weir.netio.lab;

import dev.weir.core.testkit.Packets;
import java.util.ArrayList;
import java.util.List;

/** Hand-picked frames for those sample rules that random traffic meets too rarely. */
final class SampleFrames {
  private static final String HOST_MAC = "02:00:00:00:00:0b";
  private static final String OTHER_MAC = "02:00:00:00:00:0a";
  private static final String BROADCAST_MAC = "ff:ff:ff:ff:ff:ff";

  private final List<LabFrame> frames = new ArrayList<>();

  private SampleFrames() {}

  /** Interface numbers are those of the sample's plans. */
  static List<LabFrame> of(Sample sample) {
    SampleFrames out = new SampleFrames();
    switch (sample) {
      case SERVER -> out.server();
      case DESKTOP -> out.desktop();
      case CONTAINER_HOST -> out.containers();
      case ROUTER_V6 -> out.office();
      case BLOCKLIST -> out.blocklist();
      case BRIDGE -> out.bridge();
      case INGRESS -> out.ingress();
      case EDGE_ROUTER -> out.liars();
      case IPV6_HOST -> out.neighbours();
      default -> {}
    }
    return List.copyOf(out.frames);
  }

  /** Hand-picked conversations. */
  static void talk(Sample sample, SampleConversations talk) {
    switch (sample) {
      case EDGE_ROUTER -> edge(talk);
      case IPV6_HOST -> ipv6(talk);
      case MAIL_HOST -> mail(talk);
      case SSH_GUARD -> guard(talk);
      default -> {}
    }
  }

  private static void guard(SampleConversations talk) {
    String host = "203.0.113.10";
    String host6 = "2001:db8:5::10";
    for (int i = 0; i < 6; i++) {
      talk.tcp("198.51.100.20", host, 22);
      talk.tcp("2001:db8:f00:2::10", host6, 22);
    }
    talk.tcp("192.168.10.23", host, 22);
    talk.tcp("2001:db8:f00:1::10", host6, 443);
    talk.tcp("198.51.100.30", host, 80);
    for (int port = 8_000; port < 8_015; port++) {
      talk.tcp("198.51.100.40", host, port);
    }
    talk.tcp("198.51.100.40", host, 80);
    talk.echo("198.51.100.30", host);
    talk.echo("2001:db8:f00:1::10", host6);
  }

  private static void edge(SampleConversations talk) {
    String office = "192.168.10.23";
    talk.tcp("198.51.100.10", "203.0.113.10", 80);
    talk.tcp("198.51.100.20", "203.0.113.10", 22);
    talk.tcp("198.51.100.10", "203.0.113.10", 22);
    talk.tcp("2001:db8:f00:1::10", "2001:db8:5::10", 22);
    talk.tcp("2001:db8:f00:2::10", "2001:db8:5::10", 443);
    talk.tcp(office, "198.51.100.80", 443);
    talk.tcp(office, "203.0.113.10", 22);
    talk.tcp(office, "172.19.0.20", 5432);
    talk.tcp("203.0.113.10", "198.51.100.80", 443);
    talk.tcp("203.0.113.10", office, 80);
    talk.tcp("203.0.113.10", "198.51.100.10", 25);
    talk.tcp("198.51.100.10", "203.0.113.10", 113);
    talk.udp("198.51.100.10", "203.0.113.10", 53);
    talk.udp("198.51.100.10", "203.0.113.10", 33_440);
    talk.udp(office, "198.51.100.53", 53);
    talk.error(office, "198.51.100.53", 53);
    talk.error("2001:db8:10::23", "2001:db8:f00::53", 53);
    talk.echo(office, "198.51.100.80");
    talk.echo("2001:db8:f00:2::10", "2001:db8:5::10");
    talk.echo("2001:db8:f00:2::10", "2001:db8:10::23");
  }

  private static void ipv6(SampleConversations talk) {
    String host = "2001:db8:5::10";
    String guest = "2001:db8:f00:2::10";
    talk.tcp(guest, host, 443);
    talk.tcp(guest, host, 22);
    talk.tcp("2001:db8:10::23", host, 22);
    talk.tcp(guest, host, 8080);
    talk.tcp(host, "2001:db8:f00::80", 443);
    talk.tcp(host, guest, 4444);
    talk.udp(host, "2001:db8:f00::53", 53);
    talk.udp(guest, host, 33_440);
    talk.echo(guest, host);
    talk.echo(host, guest);
    talk.error(host, "2001:db8:f00::53", 53);
    talk.error(guest, host, 53);
  }

  private static void mail(SampleConversations talk) {
    String host = "203.0.113.25";
    talk.bulk("198.51.100.40", host, 25, 90);
    talk.add("198.51.100.40", Packets.ip4("198.51.100.40", host).tcp(40_000, 25, "ack"));
    for (int i = 0; i < 5; i++) {
      talk.tcp("198.51.100.10", host, 25);
      talk.tcp("192.0.2.66", host, 25);
      talk.tcp(host, "198.51.100.10", 25);
      talk.echo("198.51.100.10", host);
    }
    talk.tcp("192.168.10.23", host, 993);
    talk.tcp("2001:db8:10::23", "2001:db8:5::25", 465);
    talk.tcp("198.51.100.200", host, 993);
    talk.tcp("198.51.100.20", host, 22);
    talk.tcp("198.51.100.10", host, 110);
    talk.udp(host, "198.51.100.53", 53);
    talk.error(host, "198.51.100.53", 53);
  }

  private void liars() {
    add(0, Packets.ip6("2001:db8:5::77", "2001:db8:10::23").udp(9, 9));
    add(2, Packets.ip4("192.168.77.1", "198.51.100.10").udp(9, 9));
    add(0, Packets.ip4("203.0.113.77", "203.0.113.10").tcp(40_000, 80, "syn"));
  }

  private void neighbours() {
    String host = "2001:db8:5::10";
    add(0, Packets.ip6("fe80::1", host).icmp(130, 0).ttl(1));
    add(0, Packets.ip6("fe80::1", host).udp(547, 546).payload(30));
    add(0, Packets.ip6("fe80::1", host).udp(9, 9).mac(OTHER_MAC, "33:33:00:00:00:01"));
    add(0, Packets.ip6("fe80::1", host).icmp(135, 0).ttl(255));
  }

  private void ingress() {
    add(0, Packets.ip4("198.51.100.10", "203.0.113.10").udp(1900, 40_000).payload(50));
    add(0, Packets.ip4("198.51.100.10", "203.0.113.10").tcp(0, 80, "ack"));
    add(0, Packets.ip4("198.51.100.10", "203.0.113.10").udp(9, 9).payload(1600));
    add(0, Packets.ip4("198.51.100.10", "203.0.113.9").udp(9, 9).payload(64).fragment(64, false));
    add(0, Packets.ip4("198.51.100.10", "203.0.113.10").udp(9, 9).payload(64).fragment(64, false));
    add(0, Packets.ip4("198.51.100.10", "203.0.113.10").options("0707040a00000100").udp(9, 9));
  }

  private void bridge() {
    String staff = "10.10.0.11";
    String guest = "10.20.0.11";
    String portal = "10.20.0.1";
    tagged(10, Packets.ip4(staff, "10.10.0.80").tcp(40_000, 443, "syn"));
    tagged(10, Packets.ip4("10.10.0.80", staff).tcp(443, 40_000, "syn,ack"));
    tagged(10, Packets.ip4(staff, "10.10.0.80").tcp(40_000, 445, "syn"));
    tagged(10, Packets.ip4("10.11.0.1", "10.10.0.80").tcp(40_000, 443, "syn"));
    tagged(10, Packets.ip4(staff, "10.10.0.80").icmp(8, 0));
    tagged(10, Packets.ip4(staff, "10.10.0.80").udp(9, 9).payload(16).fragment(64, false));
    tagged(10, Packets.ip4(staff, "10.10.0.80").udp(40_000, 33_440));
    tagged(10, Packets.ip6("2001:db8:a::11", "2001:db8:a::80").icmp(128, 0));
    tagged(10, Packets.ip6("fe80::11", "ff02::1").icmp(135, 0));
    tagged(20, Packets.ip4(guest, portal).tcp(40_000, 80, "syn"));
    tagged(20, Packets.ip4(guest, portal).udp(40_000, 53));
    tagged(20, Packets.ip4(portal, guest).tcp(80, 40_000, "syn,ack"));
    tagged(20, Packets.ip4(portal, guest).udp(53, 40_000));
    for (int i = 0; i < 5; i++) {
      tagged(20, Packets.ip4(guest, portal).icmp(8, 0));
    }
    tagged(20, Packets.ip4(portal, guest).icmp(0, 0));
    tagged(20, Packets.ip6("fe80::11", "ff02::1").icmp(134, 0));
    tagged(20, Packets.ip6("fe80::11", "ff02::1").icmp(135, 0));
    tagged(20, Packets.ip6("2001:db8:b::11", "2001:db8:b::1").tcp(40_000, 80, "syn"));
    tagged(20, Packets.ip4(guest, "10.10.0.80").tcp(40_000, 80, "syn"));
    tagged(4001, Packets.ip4(staff, "10.10.0.80").udp(9, 9));
    add(0, Packets.ip4("10.99.0.11", "10.99.0.22").udp(9, 9));
    add(0, Packets.ip4("10.99.0.11", "10.99.0.22").tcp(40_000, 22, "syn"));
    add(0, Packets.ip4("10.99.0.22", "10.99.0.11").tcp(22, 40_000, "syn,ack"));
    add(0, Packets.ip4("10.99.0.11", "10.99.0.23").udp(9, 9));
    add(0, Packets.ip6("2001:db8:c::11", "2001:db8:c::22").icmp(128, 0));
    add(0, Packets.ip4("10.99.0.11", "10.99.0.22").udp(9, 9).mac("02:00:00:66:66:66", HOST_MAC));
    add(0, Packets.ip4("0.0.0.0", "10.99.0.1").udp(68, 67).mac(OTHER_MAC, BROADCAST_MAC));
    add(0, Packets.ip4("10.9.0.1", "10.9.0.2").udp(9, 9).mac(OTHER_MAC, "01:80:c2:00:00:03"));
    add(0, Packets.ip4("10.99.0.11", "10.99.0.22").udp(9, 9).mac(OTHER_MAC, "01:80:c2:00:00:00"));
    vlanArp(10);
    vlanArp(20);
    customer(Packets.ip4(staff, "10.10.0.80").udp(9, 9));
    customer(Packets.ip4(staff, "10.10.0.80").udp(9, 9).payload(1500));
    for (int operation = 1; operation <= 3; operation++) {
      frames.add(new LabFrame(Packets.arp(operation, portal, guest), 0));
      frames.add(new LabFrame(Packets.arp(operation, guest, portal), 1));
    }
    tagged(10, Packets.ip4(staff, "10.10.0.80").protocol(47, "00000800"));
  }

  private void vlanArp(int vlan) {
    byte[] untagged = Packets.arp(1, "10.10.0.11", "10.10.0.80");
    byte[] frame = new byte[untagged.length + 4];
    System.arraycopy(untagged, 0, frame, 0, 12);
    frame[12] = (byte) 0x81;
    frame[15] = (byte) vlan;
    System.arraycopy(untagged, 12, frame, 16, untagged.length - 12);
    frames.add(new LabFrame(frame, 0));
  }

  private void tagged(int vlan, Packets packet) {
    add(0, packet.vlan(vlan));
  }

  private void customer(Packets packet) {
    add(0, packet.vlan(0x88a8, 200).vlan(10));
  }

  private void add(int entersBy, Packets packet) {
    frames.add(new LabFrame(packet.bytes(), entersBy));
  }

  private void server() {
    add(0, Packets.ip4("198.51.100.10", "203.0.113.10").tcp(40_000, 53, "syn"));
    add(0, Packets.ip4("198.51.100.10", "203.0.113.10").tcp(40_000, 22, "syn"));
    add(0, Packets.ip4("198.51.100.20", "203.0.113.10").tcp(40_000, 22, "syn"));
    add(0, Packets.ip6("2001:db8:f00:1::10", "2001:db8:5::10").tcp(40_000, 22, "syn"));
    add(0, Packets.ip4("203.0.113.10", "198.51.100.53").udp(40_000, 53).payload(30));
    add(0, Packets.ip4("198.51.100.53", "203.0.113.10").udp(53, 40_000).payload(60));
    add(0, Packets.ip4("198.51.100.77", "203.0.113.10").udp(123, 123).payload(48));
  }

  private void desktop() {
    add(0, Packets.ip4("192.168.10.40", "192.168.10.23").udp(40_000, 1900).payload(100));
    add(0, Packets.ip4("192.168.10.40", "192.168.10.23").tcp(40_000, 5900, "syn"));
    add(0, Packets.ip4("192.168.10.40", "192.168.10.23").udp(40_000, 5353).ttl(255));
    add(0, Packets.ip6("2001:db8:10::40", "2001:db8:10::23").udp(40_000, 5353).ttl(255));
    add(0, Packets.ip4("192.168.20.1", "192.168.10.23").udp(5353, 5353));
    add(0, Packets.ip4("198.51.100.10", "192.168.10.23").options("8307040a00000100").udp(9, 9));
    add(0, Packets.ip4("198.51.100.10", "192.168.10.23").protocol(253, ""));
    add(0, Packets.ip4("192.168.10.1", "192.168.10.23").udp(67, 68).payload(300));
    add(0, broadcast("192.168.10.40", 67, 68));
    add(0, broadcast("192.168.10.40", 1067, 68));
    add(0, broadcast("192.168.10.40", 9, 9));
  }

  private static Packets broadcast(String source, int from, int to) {
    return Packets.ip4(source, "255.255.255.255").udp(from, to).mac(OTHER_MAC, BROADCAST_MAC);
  }

  private void containers() {
    add(1, Packets.ip4("172.18.0.10", "172.19.0.20").tcp(40_000, 9105, "syn"));
    add(
        0,
        Packets.ip4("198.51.100.10", "172.18.0.53")
            .udp(40_000, 53)
            .payload(64)
            .fragment(64, false));
    add(
        1,
        Packets.ip4("172.18.0.10", "198.51.100.10")
            .udp(40_000, 53)
            .payload(64)
            .fragment(64, false));
    add(0, Packets.ip6("2001:db8:f00:2::10", "fd00:18::10").tcp(40_000, 443, "syn"));
    add(0, Packets.ip4("198.51.100.10", "172.19.0.20").icmp(8, 0));
    add(1, Packets.ip6("fd00:18::10", "2001:db8:f00::80").icmp(128, 0));
    add(1, Packets.ip4("172.18.0.53", "198.51.100.10").udp(53, 40_000));
    add(2, Packets.ip4("172.19.0.20", "172.18.0.10").icmp(0, 0));
    add(2, Packets.ip4("172.19.0.20", "198.51.100.80").tcp(40_000, 80, "syn"));
    add(0, Packets.ip4("198.51.100.10", "172.18.0.10").tcp(40_000, 80, "syn"));
    add(0, Packets.ip4("198.51.100.10", "172.18.0.10").icmp(8, 0).mac(OTHER_MAC, HOST_MAC));
    add(0, Packets.ip4("198.51.100.40", "172.18.0.11").tcp(40_000, 8443, "syn"));
    add(0, Packets.ip4("198.51.100.10", "172.18.0.11").tcp(40_000, 8443, "syn"));
    add(0, Packets.ip4("198.51.100.10", "172.18.0.11").tcp(40_000, 8443, "ack"));
    add(0, Packets.ip4("198.51.100.20", "172.19.0.20").tcp(40_000, 22, "syn"));
    add(1, Packets.ip4("172.18.0.53", "198.51.100.53").udp(40_000, 53));
    add(1, Packets.ip4("172.18.0.10", "172.19.0.20").tcp(40_000, 5432, "syn"));
    add(1, Packets.ip6("fd00:18::10", "fd00:19::20").tcp(40_000, 5602, "syn"));
    add(1, Packets.ip4("172.18.0.60", "172.19.0.20").tcp(40_000, 9100, "syn"));
  }

  private void office() {
    add(1, Packets.ip6("2001:db8:5::10", "2001:db8:f00::53").udp(40_000, 53).payload(30));
    add(0, Packets.ip6("2001:db8:f00:2::10", "2001:db8:10::23").icmp(128, 0).payload(1300));
    add(0, Packets.ip6("2001:db8:f00::53", "2001:db8:10::23").udp(53, 40_000));
    add(
        0,
        Packets.ip6("2001:db8:f00:2::10", "2001:db8:5::10")
            .destinationOptions("010400000000")
            .hopByHop("010400000000")
            .udp(40_000, 53));
    add(2, Packets.ip6("2001:db8:10::23", "2001:db8:5::10").tcp(40_000, 3306, "syn"));
    add(1, Packets.ip6("2001:db8:5::53", "2001:db8:f00::80").tcp(40_000, 443, "syn"));
    add(0, Packets.ip6("2001:db8:f00:1::10", "2001:db8:5::10").tcp(40_000, 22, "syn"));
    add(0, Packets.ip6("2001:db8:f00:2::10", "2001:db8:10::23").tcp(40_000, 443, "syn"));
  }

  private void blocklist() {
    add(0, Packets.ip4("192.0.2.72", "203.0.113.10").tcp(40_000, 80, "syn"));
    add(1, Packets.ip4("192.168.10.23", "192.0.2.72").tcp(40_000, 80, "syn"));
    add(1, Packets.ip4("192.168.10.23", "192.0.2.66").udp(40_000, 53));
  }
}
