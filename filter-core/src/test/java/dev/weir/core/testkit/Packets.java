package dev.weir.core.testkit;

import dev.weir.core.packet.Checksums;
import dev.weir.core.packet.PacketBuffer;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Writes packets: addresses, then transport, then what is odd about them.
 *
 * <p>Example: {@code Packets.ip4("10.0.0.1", "10.0.0.2").tcp(1024, 80, "syn").bytes()} is an
 * Ethernet frame with good checksums, {@code .network()} the same without the Ethernet header.
 * {@code Packets.ip6("::2", "::3").hopByHop("010400000000").udp(1, 2)} has an extension header.
 */
public final class Packets {
  private final boolean six;
  private final byte[] source;
  private final byte[] destination;
  private final ByteArrayOutputStream extensions = new ByteArrayOutputStream();
  private final ByteArrayOutputStream tags = new ByteArrayOutputStream();
  private byte[] macs = HexFormat.of().parseHex("02000000000b" + "02000000000a");
  private byte[] options = new byte[0];
  private byte[] transport = new byte[0];
  private byte[] payload = new byte[0];
  private int protocol = 253;
  private int firstHeader = -1;
  private int lastNextHeaderAt = -1;
  private int checksumAt = -1;
  private int ttl = 64;
  private int tos;
  private int identification = 1;
  private int fragmentWord;
  private int lengthOverride = -1;
  private int versionIhlOverride = -1;
  private int headerChecksumFlip;
  private int transportChecksumFlip;
  private int checksumCoverage;
  private int checksumProtocol;

  private Packets(boolean six, String source, String destination) {
    this.six = six;
    this.source = address(source);
    this.destination = address(destination);
  }

  /** An IPv4 packet. */
  public static Packets ip4(String source, String destination) {
    return new Packets(false, source, destination);
  }

  /** An IPv6 packet. */
  public static Packets ip6(String source, String destination) {
    return new Packets(true, source, destination);
  }

  /** An Ethernet frame with this EtherType and body. */
  public static byte[] ethernet(int etherType, byte[] body) {
    return join(HexFormat.of().parseHex("02000000000b02000000000a"), u16(etherType), body);
  }

  /** An ARP packet (1 request, 2 reply) for IPv4 over Ethernet, as a frame. */
  public static byte[] arp(int operation, String sender, String target) {
    byte[] mac = HexFormat.of().parseHex("02000000000a");
    byte[] head = HexFormat.of().parseHex("0001080006040000");
    head[7] = (byte) operation;
    return ethernet(
        0x0806, join(head, mac, address(sender), new byte[6], address(target), new byte[0]));
  }

  // ---- transport ----

  /** TCP without options; flags as {@code "syn,ack"}, "" for none. */
  public Packets tcp(int sourcePort, int destinationPort, String flags) {
    return tcp(sourcePort, destinationPort, flags, "");
  }

  /** TCP with options in hex, padded here to a multiple of 4. */
  public Packets tcp(int sourcePort, int destinationPort, String flags, String optionsHex) {
    byte[] tcpOptions = padded(HexFormat.of().parseHex(optionsHex));
    byte[] header = new byte[20];
    put16(header, 0, sourcePort);
    put16(header, 2, destinationPort);
    put16(header, 6, 1);
    header[12] = (byte) (((20 + tcpOptions.length) / 4) << 4);
    header[13] = (byte) tcpFlags(flags);
    put16(header, 14, 0xfff0);
    return transport(6, join(header, tcpOptions), 16);
  }

  /** Sequence and acknowledgement number of the TCP header written before. */
  public Packets sequence(int sequence, int acknowledgement) {
    put32(transport, 4, sequence);
    put32(transport, 8, acknowledgement);
    return this;
  }

  /** Window of the TCP header written before. */
  public Packets window(int window) {
    put16(transport, 14, window);
    return this;
  }

  /** Data offset of the TCP header written before, in words. */
  public Packets dataOffset(int words) {
    transport[12] = (byte) (words << 4);
    return this;
  }

  /** UDP; its length follows the payload. */
  public Packets udp(int sourcePort, int destinationPort) {
    byte[] header = new byte[8];
    put16(header, 0, sourcePort);
    put16(header, 2, destinationPort);
    return transport(17, header, 6);
  }

  /** ICMP, or ICMPv6 in an IPv6 packet. */
  public Packets icmp(int type, int code) {
    byte[] header = new byte[8];
    header[0] = (byte) type;
    header[1] = (byte) code;
    put16(header, 4, 7);
    put16(header, 6, 1);
    return transport(six ? 58 : 1, header, 2);
  }

  /** Checksum of a UDP-Lite header written before: over so many bytes, 0 for all. */
  public Packets coveredChecksum(int coverage) {
    checksumAt = 6;
    checksumCoverage = coverage;
    return this;
  }

  /** Sums the pseudo header with this protocol number instead of the packet's. */
  public Packets checksumProtocol(int number) {
    checksumProtocol = number;
    return this;
  }

  /** The second word of the ICMP header written before: identifier and sequence, MTU, ... */
  public Packets icmpWord(int word) {
    put32(transport, 4, word);
    return this;
  }

  /** SCTP common header with one chunk header; its CRC32c is left zero. */
  public Packets sctp(int sourcePort, int destinationPort, int chunkType) {
    byte[] header = new byte[16];
    put16(header, 0, sourcePort);
    put16(header, 2, destinationPort);
    header[12] = (byte) chunkType;
    put16(header, 14, 4);
    return transport(132, header, -1);
  }

  /** Any protocol with the header in hex. */
  public Packets protocol(int number, String headerHex) {
    return transport(number, HexFormat.of().parseHex(headerHex), -1);
  }

  private Packets transport(int number, byte[] header, int checksumOffset) {
    protocol = number;
    transport = header;
    checksumAt = checksumOffset;
    return this;
  }

  /** Payload bytes 0, 1, 2, ... */
  public Packets payload(int length) {
    payload = new byte[length];
    for (int i = 0; i < length; i++) {
      payload[i] = (byte) i;
    }
    return this;
  }

  /** These bytes as payload: a quoted packet, chunks. */
  public Packets payload(byte[] bytes) {
    payload = bytes.clone();
    return this;
  }

  // ---- network header ----

  /** TTL or hop limit. */
  public Packets ttl(int value) {
    ttl = value;
    return this;
  }

  /** TOS byte or traffic class. */
  public Packets tos(int value) {
    tos = value;
    return this;
  }

  /** Identification of the datagram. */
  public Packets identification(int value) {
    identification = value;
    return this;
  }

  /** Don't fragment (IPv4). */
  public Packets dontFragment() {
    fragmentWord |= 0x4000;
    return this;
  }

  /**
   * Makes it a fragment at this offset in bytes; the transport header is written whatever the
   * offset.
   */
  public Packets fragment(int offsetBytes, boolean moreFragments) {
    if (six) {
      byte[] header = new byte[8];
      put16(header, 2, (offsetBytes & 0xfff8) | (moreFragments ? 1 : 0));
      put16(header, 6, identification);
      return extension(44, header);
    }
    fragmentWord |= offsetBytes / 8 | (moreFragments ? 0x2000 : 0);
    return this;
  }

  /** IPv4 options in hex, padded here to a multiple of 4. */
  public Packets options(String hex) {
    options = padded(HexFormat.of().parseHex(hex));
    return this;
  }

  /** IPv6 hop-by-hop header holding these option bytes (hex, 6 + 8n of them). */
  public Packets hopByHop(String hex) {
    return extension(0, join(new byte[2], HexFormat.of().parseHex(hex)));
  }

  /** IPv6 destination options header holding these option bytes (hex, 6 + 8n of them). */
  public Packets destinationOptions(String hex) {
    return extension(60, join(new byte[2], HexFormat.of().parseHex(hex)));
  }

  /** IPv6 routing header of this type with addresses left to visit. */
  public Packets routing(int type, int segmentsLeft) {
    byte[] header = new byte[24];
    header[2] = (byte) type;
    header[3] = (byte) segmentsLeft;
    return extension(43, header);
  }

  private Packets extension(int number, byte[] header) {
    if (number != 44) {
      header[1] = (byte) (header.length / 8 - 1);
    }
    if (lastNextHeaderAt < 0) {
      firstHeader = number;
    } else {
      byte[] sofar = extensions.toByteArray();
      sofar[lastNextHeaderAt] = (byte) number;
      extensions.reset();
      extensions.writeBytes(sofar);
    }
    lastNextHeaderAt = extensions.size();
    extensions.writeBytes(header);
    return this;
  }

  // ---- what is wrong with it ----

  /** Writes this total length (IPv4) or payload length (IPv6) instead of the true one. */
  public Packets length(int value) {
    lengthOverride = value;
    return this;
  }

  /** Writes this first byte instead of 0x4n or 0x60. */
  public Packets versionByte(int value) {
    versionIhlOverride = value;
    return this;
  }

  /** Damages the IPv4 header checksum. */
  public Packets badHeaderChecksum() {
    headerChecksumFlip = 0x5555;
    return this;
  }

  /** Damages the transport checksum. */
  public Packets badTransportChecksum() {
    transportChecksumFlip = 0x5555;
    return this;
  }

  // ---- link header ----

  /** Adds a VLAN tag (outermost first). */
  public Packets vlan(int tpid, int tci) {
    tags.writeBytes(u16(tpid));
    tags.writeBytes(u16(tci));
    return this;
  }

  /** Adds an 802.1Q tag with this VLAN id. */
  public Packets vlan(int id) {
    return vlan(0x8100, id);
  }

  /** MAC addresses as {@code 02:00:00:00:00:0a}. */
  public Packets mac(String sourceMac, String destinationMac) {
    macs = HexFormat.of().parseHex((destinationMac + sourceMac).replace(":", ""));
    return this;
  }

  // ---- results ----

  /** The Ethernet frame. */
  public byte[] bytes() {
    return join(macs, tags.toByteArray(), u16(six ? 0x86dd : 0x0800), network());
  }

  /** The Ethernet frame, zero-padded to 60 bytes as on a wire. */
  public byte[] padded() {
    byte[] frame = bytes();
    return frame.length >= 60 ? frame : Arrays.copyOf(frame, 60);
  }

  /** The packet from its IP header on. */
  public byte[] network() {
    byte[] segment = join(transport, payload);
    if (protocol == 17 && segment.length >= 8) {
      put16(segment, 4, segment.length);
    }
    if (checksumAt >= 0) {
      put16(segment, checksumAt, transportChecksum(segment) ^ transportChecksumFlip);
    }
    return six ? network6(segment) : network4(segment);
  }

  private byte[] network4(byte[] segment) {
    byte[] header = new byte[20];
    int headerLength = 20 + options.length;
    header[0] = (byte) (versionIhlOverride >= 0 ? versionIhlOverride : 0x40 | headerLength / 4);
    header[1] = (byte) tos;
    put16(header, 2, lengthOverride >= 0 ? lengthOverride : headerLength + segment.length);
    put16(header, 4, identification);
    put16(header, 6, fragmentWord);
    header[8] = (byte) ttl;
    header[9] = (byte) protocol;
    System.arraycopy(source, 0, header, 12, 4);
    System.arraycopy(destination, 0, header, 16, 4);
    byte[] whole = join(header, options);
    put16(whole, 10, checksum(whole) ^ headerChecksumFlip);
    return join(whole, segment);
  }

  private byte[] network6(byte[] segment) {
    byte[] header = new byte[8];
    byte[] chain = extensions.toByteArray();
    int version = versionIhlOverride >= 0 ? versionIhlOverride : 0x60;
    put16(header, 0, version << 8 | tos << 4);
    put16(header, 4, lengthOverride >= 0 ? lengthOverride : chain.length + segment.length);
    header[6] = (byte) (lastNextHeaderAt < 0 ? protocol : firstHeader);
    header[7] = (byte) ttl;
    if (lastNextHeaderAt >= 0) {
      chain[lastNextHeaderAt] = (byte) protocol;
    }
    return join(header, source, destination, chain, segment);
  }

  private int transportChecksum(byte[] segment) {
    if (protocol == 1) {
      return checksum(segment);
    }
    byte[] tail = new byte[8];
    put16(tail, 2, segment.length);
    put16(tail, 6, checksumProtocol == 0 ? protocol : checksumProtocol);
    int covered = checksumCoverage == 0 ? segment.length : checksumCoverage;
    byte[] summed = Arrays.copyOf(segment, Math.min(covered, segment.length));
    int value = checksum(join(source, destination, tail, summed));
    return protocol == 17 && value == 0 ? 0xffff : value;
  }

  // ---- bytes ----

  private static int checksum(byte[] bytes) {
    try (PacketBuffer buffer = PacketBuffer.of(bytes)) {
      return Checksums.internet(buffer.address(), bytes.length);
    }
  }

  private static int tcpFlags(String flags) {
    int bits = 0;
    for (String flag : flags.isEmpty() ? new String[0] : flags.split(",", -1)) {
      bits |=
          switch (flag.strip().toLowerCase(Locale.ROOT)) {
            case "fin" -> 0x01;
            case "syn" -> 0x02;
            case "rst" -> 0x04;
            case "psh" -> 0x08;
            case "ack" -> 0x10;
            case "urg" -> 0x20;
            case "ecn" -> 0x40;
            case "cwr" -> 0x80;
            default -> throw new IllegalArgumentException("tcp flag " + flag);
          };
    }
    return bits;
  }

  private static byte[] address(String text) {
    try {
      return InetAddress.getByName(text).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static byte[] padded(byte[] bytes) {
    return Arrays.copyOf(bytes, (bytes.length + 3) & ~3);
  }

  private static byte[] u16(int value) {
    return new byte[] {(byte) (value >> 8), (byte) value};
  }

  private static void put16(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value >> 8);
    bytes[at + 1] = (byte) value;
  }

  private static void put32(byte[] bytes, int at, int value) {
    put16(bytes, at, value >>> 16);
    put16(bytes, at + 2, value);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
