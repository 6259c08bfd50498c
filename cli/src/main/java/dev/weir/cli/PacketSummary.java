package dev.weir.cli;

import dev.weir.core.packet.Ip4;
import dev.weir.core.packet.Ip6;
import dev.weir.core.packet.Packet;
import dev.weir.core.path.InterfaceTable;
import dev.weir.nft.type.Accounts;
import dev.weir.nft.type.Addresses;
import dev.weir.nft.type.DataType;
import dev.weir.nft.type.DataTypes;
import dev.weir.nft.type.Symbols;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * A packet in a few words, as people know it from tcpdump: {@code tcp 203.0.113.9:51322 >
 * 192.0.2.10:8080 [SYN]}.
 *
 * @param number 1-based over all captures, 0 for a packet from the command line
 * @param time time of day, UTC, "" where there is none
 * @param device the interface the capture names, "" if it names none
 */
record PacketSummary(long number, String time, int lengthBytes, String device, String text) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int TCP = 6;
  private static final int TCP_FLAGS_AT = 13;

  /** Reads a parsed packet. */
  static PacketSummary of(long number, Packet packet) {
    long nanos = packet.timestampNanos();
    String time =
        number == 0
            ? ""
            : TIME.format(
                Instant.ofEpochSecond(
                    Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L)));
    return new PacketSummary(
        number, time, packet.originalLength(), packet.captureDevice().name(), text(packet));
  }

  private static String text(Packet packet) {
    boolean four = packet.nfproto() == Packet.NFPROTO_IPV4;
    boolean six = packet.nfproto() == Packet.NFPROTO_IPV6;
    int start = packet.networkOffset();
    int headerBytes = four ? Ip4.MIN_LENGTH : Ip6.LENGTH;
    if ((!four && !six) || !packet.canLoad(start, headerBytes)) {
      String type = packet.nfproto() == Packet.NFPROTO_ARP ? "arp" : "not ip";
      return type + ", " + packet.originalLength() + " bytes";
    }
    String source = address(packet, start + (four ? Ip4.SOURCE : Ip6.SOURCE), four);
    String destination = address(packet, start + (four ? Ip4.DESTINATION : Ip6.DESTINATION), four);
    String fragment = packet.isFragment() ? " fragment" : "";
    if (!packet.hasTransport()) {
      return (four ? "ip" : "ip6") + fragment + " " + source + " > " + destination;
    }
    int at = start + packet.transportOffset();
    int protocol = packet.l4protocol();
    String name = word(DataTypes.INET_PROTO, protocol);
    boolean whole = packet.fragmentOffset() == 0;
    if (!whole || !hasPorts(protocol) || !packet.canLoad(at, 4)) {
      return name + fragment + " " + source + " > " + destination + icmp(packet, at, whole);
    }
    String flags =
        protocol == TCP && packet.canLoad(at, 14) ? flags(packet.u8(at + TCP_FLAGS_AT)) : "";
    return name
        + fragment
        + " "
        + withPort(source, packet.u16(at))
        + " > "
        + withPort(destination, packet.u16(at + 2))
        + flags;
  }

  private static String word(DataType type, int number) {
    Symbols symbols = new Symbols(new InterfaceTable(), Accounts.none());
    return symbols.format(type, BigInteger.valueOf(number), 8);
  }

  private static boolean hasPorts(int protocol) {
    return switch (protocol) {
      case 6, 17, 33, 132, 136 -> true;
      default -> false;
    };
  }

  private static String icmp(Packet packet, int at, boolean whole) {
    boolean four = packet.l4protocol() == 1;
    boolean six = packet.l4protocol() == 58;
    if (!whole || (!four && !six) || !packet.canLoad(at, 2)) {
      return "";
    }
    return " "
        + word(four ? DataTypes.ICMP_TYPE : DataTypes.ICMPV6_TYPE, packet.u8(at))
        + " code "
        + packet.u8(at + 1);
  }

  private static String withPort(String address, int port) {
    return (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
  }

  private static String flags(int bits) {
    List<String> names = List.of("FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR");
    StringBuilder out = new StringBuilder(" [");
    for (int i = 0; i < names.size(); i++) {
      if ((bits & 1 << i) != 0) {
        out.append(out.length() > 2 ? "," : "").append(names.get(i));
      }
    }
    return out.append(']').toString();
  }

  private static String address(Packet packet, int at, boolean four) {
    byte[] bytes = new byte[four ? 4 : 16];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) packet.u8(at + i);
    }
    BigInteger number = new BigInteger(1, bytes);
    return four ? Addresses.formatIp4(number) : Addresses.formatIp6(number);
  }
}
