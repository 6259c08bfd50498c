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
    }
    return List.copyOf(out.frames);
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
