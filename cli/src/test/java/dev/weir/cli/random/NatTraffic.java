package dev.weir.cli.random;

import dev.weir.core.testkit.Gen;
import dev.weir.core.testkit.Packets;
import dev.weir.netio.lab.LabFrame;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Packets for a host that translates: first packets of flows, and answers to what left it, which
 * nobody can know before.
 *
 * <p>Behind tap0 are 10.0.0.0/8 and fd00::/8, behind tap1 everything else; the host has 203.0.113.7
 * and 2001:db8:ff::7 there.
 */
final class NatTraffic {
  private static final List<String> INSIDE4 = List.of("10.0.0.1", "10.0.0.2", "10.0.1.7");
  private static final List<String> INSIDE6 = List.of("fd00::1", "fd00::2", "fd00::1:7");
  private static final List<String> OUTSIDE4 = List.of("192.0.2.10", "198.51.100.7", "8.8.8.8");
  private static final List<String> OUTSIDE6 = List.of("2001:db8::1", "2620:fe::fe");
  private static final List<String> PUBLIC4 = List.of("203.0.113.7", "203.0.113.8");
  private static final List<String> PUBLIC6 = List.of("2001:db8:ff::7", "2001:db8:ff::8");
  private static final List<Integer> PORTS = List.of(22, 53, 80, 443, 8080);

  private static final int SCTP = 132;

  private final Gen gen;
  private int nextPort;
  private int nextLow;

  NatTraffic(Gen gen) {
    this.gen = gen;
    nextPort = gen.between(1_100, 2_000);
    nextLow = gen.between(1, 600);
  }

  /** The first packet of a flow, from either side. */
  LabFrame first() {
    boolean six = gen.percent(40);
    boolean outward = gen.percent(60);
    String from = gen.pick(outward ? (six ? INSIDE6 : INSIDE4) : (six ? OUTSIDE6 : OUTSIDE4));
    String to =
        gen.pick(
            outward
                ? (six ? OUTSIDE6 : OUTSIDE4)
                : gen.percent(70) ? (six ? PUBLIC6 : PUBLIC4) : (six ? INSIDE6 : INSIDE4));
    // No two flows have the same port: the kernel would choose another one at random.
    int port = gen.percent(10) && nextLow < 1024 ? nextLow++ : nextPort++;
    Packets packet = packet(six, from, to);
    int service = gen.pick(PORTS);
    switch (gen.below(20)) {
      case 0, 1, 2, 3, 4, 5 -> packet.tcp(port, service, "syn").sequence(gen.below(1 << 30), 0);
      case 6, 7, 8, 9, 10, 11 -> packet.udp(port, service).payload(gen.below(40));
      case 12, 13, 14, 15 ->
          packet.icmp(six ? 128 : 8, 0).icmpWord(port << 16 | 1).payload(gen.below(60));
      case 16 -> packet.sctp(port, service, 1);
      case 17 ->
          packet.protocol(136, hex(port, service, 0, 0) + "0102030405060708").coveredChecksum(0);
      case 18 ->
          packet.protocol(
              47, gen.percent(50) ? "0000080000000000" : "3001880b00040011" + "00".repeat(8));
      default -> packet.protocol(gen.pick(List.of(50, 99)), "0001020304050607");
    }
    return frame(packet, outward ? 0 : 1);
  }

  private Packets packet(boolean six, String from, String to) {
    Packets packet = six ? Packets.ip6(from, to) : Packets.ip4(from, to);
    return packet.identification(gen.between(1, 60_000)).ttl(64);
  }

  private static LabFrame frame(Packets packet, int entersBy) {
    byte[] frame = packet.mac("02:00:00:00:00:0a", "02:00:00:00:00:0b").bytes();
    boolean six = frame[14] >> 4 == 6;
    int at = six ? 54 : 34;
    if ((frame[six ? 20 : 23] & 0xff) == SCTP && frame.length >= at + 12) {
      CRC32C crc = new CRC32C();
      crc.update(frame, at, frame.length - at);
      ByteBuffer.wrap(frame).putInt(at + 8, Integer.reverseBytes((int) crc.getValue()));
    }
    return new LabFrame(frame, entersBy);
  }

  private static String hex(int... words) {
    StringBuilder out = new StringBuilder();
    for (int word : words) {
      out.append(String.format("%04x", word));
    }
    return out.toString();
  }

  /** An answer to a packet that left the host, null where there is none. */
  @Nullable LabFrame reply(byte[] ip) {
    boolean six = ip[0] >> 4 == 6;
    int at = six ? 40 : (ip[0] & 15) * 4;
    int protocol = ip[six ? 6 : 9] & 255;
    String from = address(ip, six, true);
    String to = address(ip, six, false);
    ByteBuffer bytes = ByteBuffer.wrap(ip);
    Packets packet = packet(six, from, to);
    int source = at + 4 <= ip.length ? bytes.getShort(at) & 0xffff : 0;
    int destination = at + 4 <= ip.length ? bytes.getShort(at + 2) & 0xffff : 0;
    switch (protocol) {
      case 6 -> tcp(packet, bytes, at, source, destination);
      case 17 -> packet.udp(destination, source).payload(gen.below(30));
      case 1, 58 -> {
        int answer = source == 0x0800 ? 0 : source == 0x8000 ? 129 : -1;
        if (answer < 0) {
          return null;
        }
        packet.icmp(answer, 0).icmpWord(bytes.getInt(at + 4));
      }
      case 132 -> packet.sctp(destination, source, 2);
      case 136 ->
          packet.protocol(136, hex(destination, source, 0, 0) + "01020304").coveredChecksum(0);
      default ->
          packet.protocol(protocol, HexFormat.of().formatHex(ip, at, Math.min(ip.length, at + 16)));
    }
    return frame(packet, enters(from));
  }

  private static void tcp(Packets packet, ByteBuffer bytes, int at, int source, int destination) {
    int flags = bytes.get(at + 13);
    int sequence = bytes.getInt(at + 4);
    boolean syn = (flags & 2) != 0;
    packet
        .tcp(destination, source, syn && (flags & 16) == 0 ? "syn,ack" : "ack")
        .sequence(syn ? 0x5000 : bytes.getInt(at + 8), sequence + (syn ? 1 : 0));
  }

  /** An ICMP error of a router on the way of a packet that left the host. */
  LabFrame error(byte[] ip) {
    boolean six = ip[0] >> 4 == 6;
    String to = address(ip, six, false);
    String host = address(ip, six, true);
    String router = gen.percent(50) ? host : six ? "2001:db8:99::1" : "192.0.2.99";
    int header = six ? 40 : 20;
    int length = gen.percent(40) ? header + 8 : gen.percent(50) ? ip.length : header + 24;
    byte[] quote = Arrays.copyOf(ip, Math.min(ip.length, length));
    Packets packet = packet(six, router, to);
    packet.icmp(six ? gen.between(1, 3) : gen.pick(List.of(3, 11, 12)), gen.below(2));
    packet.icmpWord(0).payload(quote);
    if (gen.percent(5)) {
      packet.badTransportChecksum();
    }
    return frame(packet, enters(host));
  }

  /** The tap behind which an address lies. */
  static int enters(String address) {
    return address.startsWith("10.") || address.startsWith("fd") ? 0 : 1;
  }

  static String address(byte[] ip, boolean six, boolean destination) {
    int length = six ? 16 : 4;
    int at = (six ? 8 : 12) + (destination ? length : 0);
    BigInteger number = new BigInteger(1, Arrays.copyOfRange(ip, at, at + length));
    return six ? Addresses.ip6(number) : Addresses.ip4(number);
  }
}
