package dev.weir.core.testkit;

import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Random values from one seed; the same seed gives the same values on every machine.
 *
 * <p>Example: {@code new Gen(7).frame()} is an Ethernet frame of some kind: TCP, UDP, ICMP, other
 * transports, IPv6 extension headers, IPv4 options, fragments, VLAN tags, ARP, now and then
 * damaged.
 */
public final class Gen {
  private static final List<String> HOSTS4 =
      List.of("10.0.0.1", "10.0.0.2", "192.168.1.7", "203.0.113.9", "172.16.5.5");
  private static final List<String> HOSTS6 =
      List.of("2001:db8::1", "2001:db8::2", "2001:db8:1::9", "fd00::5");
  private static final List<String> OPTIONS4 =
      List.of("94040000", "01010100", "070b04000000000000000000", "440c0500", "830704", "88");
  private static final List<String> FLAGS =
      List.of("syn", "syn,ack", "ack", "psh,ack", "fin,ack", "rst", "", "fin,psh,urg");

  private final SplittableRandom random;

  /** A generator for this seed. */
  public Gen(long seed) {
    random = new SplittableRandom(seed);
  }

  /** A number in 0..bound-1. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** A number in low..high, both included. */
  public int between(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  /** Any long. */
  public long any() {
    return random.nextLong();
  }

  /** True this many times in a hundred. */
  public boolean percent(int chance) {
    return random.nextInt(100) < chance;
  }

  /** One of these. */
  public <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** Random bytes. */
  public byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** An Ethernet frame of some kind. */
  public byte[] frame() {
    if (percent(4)) {
      return Packets.arp(between(1, 2), pick(HOSTS4), pick(HOSTS4));
    }
    if (percent(3)) {
      return Packets.ethernet(pick(List.of(0x88cc, 0x0026, 0x86dd, 0x0800)), bytes(below(80)));
    }
    Packets packet = percent(50) ? ip4() : ip6();
    transport(packet);
    packet.payload(percent(50) ? 0 : below(120)).ttl(between(1, 255)).tos(below(256));
    if (percent(15)) {
      packet.vlan(percent(80) ? 0x8100 : 0x88a8, below(0x10000));
      if (percent(15)) {
        packet.vlan(below(4096));
      }
    }
    if (percent(10)) {
      damage(packet);
    }
    return percent(30) ? packet.padded() : packet.bytes();
  }

  private Packets ip4() {
    Packets packet = Packets.ip4(pick(HOSTS4), pick(HOSTS4)).identification(below(0x10000));
    if (percent(20)) {
      packet.options(pick(OPTIONS4));
    }
    if (percent(15)) {
      packet.fragment(percent(40) ? 0 : below(100) * 8, percent(60));
    }
    return packet;
  }

  private Packets ip6() {
    Packets packet = Packets.ip6(pick(HOSTS6), pick(HOSTS6)).identification(below(0x10000));
    if (percent(20)) {
      packet.hopByHop(percent(50) ? "010400000000" : "050200000100");
    }
    if (percent(15)) {
      packet.routing(pick(List.of(0, 2, 4)), below(2));
    }
    if (percent(15)) {
      packet.fragment(percent(40) ? 0 : below(100) * 8, percent(60));
    }
    if (percent(15)) {
      packet.destinationOptions("010400000000");
    }
    return packet;
  }

  private void transport(Packets packet) {
    int from = between(1, 65535);
    int to = pick(List.of(22, 53, 80, 443, 8080, between(1, 65535)));
    switch (below(10)) {
      case 0, 1, 2 -> packet.tcp(from, to, pick(FLAGS), percent(30) ? "020405b4010303070402" : "");
      case 3, 4, 5 -> packet.udp(from, to);
      case 6 -> packet.icmp(pick(List.of(0, 3, 8, 11, 128, 129, 135)), below(4));
      case 7 -> packet.sctp(from, to, below(16));
      case 8 -> {
        int number = pick(List.of(33, 47, 50, 136, 59));
        packet.protocol(number, HexFormat.of().formatHex(bytes(16)));
      }
      default -> packet.protocol(51, "11040000" + HexFormat.of().formatHex(bytes(20)));
    }
  }

  private void damage(Packets packet) {
    switch (below(5)) {
      case 0 -> packet.length(below(400));
      case 1 -> packet.versionByte(below(256));
      case 2 -> packet.badHeaderChecksum();
      case 3 -> packet.badTransportChecksum();
      default -> packet.ttl(below(2));
    }
  }
}
