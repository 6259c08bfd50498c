package dev.weir.cli.random;

import dev.weir.core.testkit.Gen;
import dev.weir.core.testkit.Packets;
import dev.weir.netio.lab.LabMode;
import java.util.List;

/** Packets that the IP stack itself drops, or nearly: martians, last hops, options, groups. */
final class StackDrops {
  private static final List<String> SOURCES4 =
      List.of("0.0.0.0", "127.0.0.1", "224.0.0.5", "255.255.255.255", "240.0.0.1", "169.254.1.1");
  private static final List<String> DESTINATIONS4 =
      List.of("0.0.0.0", "127.0.0.1", "224.0.0.1", "239.1.2.3", "255.255.255.255", "240.1.1.1");
  private static final List<String> SOURCES6 =
      List.of("::", "::1", "ff02::1", "fe80::1", "::ffff:10.0.0.1", "ff05::2");
  private static final List<String> DESTINATIONS6 =
      List.of("::1", "ff01::1", "ff02::1", "ff0e::9", "fe80::77", "::ffff:10.0.0.1");
  private static final List<String> OPTIONS =
      List.of(
          "830704", "07010000", "83070400000000", "070704", "44050500", "88", "0101", "440c0500");
  private static final List<String> HOP_BY_HOP =
      List.of("010400000000", "050200000100", "c20400010000", "450300000000", "0105ffffffff");

  private static final List<String> LOOPBACKS = List.of("127.0.0.1", "::1");

  private final Gen gen;

  StackDrops(Gen gen) {
    this.gen = gen;
  }

  /**
   * One packet, without facts.
   *
   * <p>A host that takes every address for its own has no martians; one that tells by the capture
   * what it sent has no packets to or from its loopback addresses.
   */
  Traffic.Packet next(LabMode mode) {
    while (true) {
      boolean six = gen.percent(45);
      int kind = mode == LabMode.LOOPBACK ? gen.pick(List.of(6, 8)) : gen.below(10);
      String odd =
          gen.pick(kind < 3 ? (six ? SOURCES6 : SOURCES4) : six ? DESTINATIONS6 : DESTINATIONS4);
      if (mode != LabMode.HOST || !LOOPBACKS.contains(odd)) {
        return packet(six, kind, odd);
      }
    }
  }

  private Traffic.Packet packet(boolean six, int kind, String odd) {
    String source = six ? "2001:db8::1" : "10.0.0.1";
    String destination = six ? "2001:db8:1::1" : "192.0.2.10";
    if (kind < 3) {
      source = odd;
    } else if (kind < 6) {
      destination = odd;
    }
    Packets packet = six ? Packets.ip6(source, destination) : Packets.ip4(source, destination);
    packet.identification(1 + gen.below(60_000));
    if (kind == 6) {
      packet.ttl(gen.below(3));
    } else if (kind == 7 && six) {
      packet.hopByHop(gen.pick(HOP_BY_HOP));
    } else if (kind == 7) {
      packet.options(gen.pick(OPTIONS));
    } else if (kind == 8) {
      packet.mac("02:00:00:00:00:0a", gen.percent(50) ? "ff:ff:ff:ff:ff:ff" : "01:00:5e:00:00:05");
    } else if (kind == 9 && !six) {
      packet.badHeaderChecksum();
    } else if (kind == 9) {
      packet.routing(0, 1);
    }
    switch (gen.below(4)) {
      case 0 -> packet.tcp(40_000, 80, "syn");
      case 1 -> packet.icmp(six ? 128 : 8, 0);
      default -> packet.udp(40_000, 53);
    }
    byte[] frame = packet.payload(gen.below(30)).bytes();
    return new Traffic.Packet(frame, six, List.of(), 0, "stack drop");
  }
}
