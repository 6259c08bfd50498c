package dev.weir.cli;

import dev.weir.core.path.InterfaceTable;
import dev.weir.nft.type.Accounts;
import dev.weir.nft.type.Addresses;
import dev.weir.nft.type.DataType;
import dev.weir.nft.type.DataTypes;
import dev.weir.nft.type.Parsed;
import dev.weir.nft.type.Symbols;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * A packet made from options: {@code --src 10.0.0.1 --dst 10.0.0.2 --proto tcp --dport ssh}.
 *
 * <p><i>Meaning.</i> An Ethernet frame with good checksums and no payload unless asked for; what is
 * not given is what the first packet of a connection has (TCP: SYN; ICMP: echo request).
 */
final class SyntheticPacket {
  private static final String ETHERNET = "020000000002" + "020000000001";
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int ICMP = 1;
  private static final int ICMPV6 = 58;
  private static final int MAX_LENGTH = 65_000;

  @Option(names = "--src", paramLabel = "ADDR", description = "Source address.")
  private @Nullable String source;

  @Option(names = "--dst", paramLabel = "ADDR", description = "Destination address.")
  private @Nullable String destination;

  @Option(
      names = "--proto",
      paramLabel = "NAME|NUMBER",
      description = "tcp, udp, icmp, ... Default: tcp where --dport is given.")
  private @Nullable String protocol;

  @Option(names = "--sport", paramLabel = "PORT", description = "Source port. Default: 49152.")
  private @Nullable String sourcePort;

  @Option(names = "--dport", paramLabel = "PORT", description = "Destination port.")
  private @Nullable String destinationPort;

  @Option(
      names = "--flags",
      paramLabel = "FLAG,...",
      description = "TCP flags: fin, syn, rst, psh, ack, urg, ecn, cwr, or none. Default: syn.")
  private @Nullable String flags;

  @Option(
      names = "--icmp-type",
      paramLabel = "TYPE",
      description = "ICMP type. Default: echo-request.")
  private @Nullable String icmpType;

  @Option(names = "--icmp-code", paramLabel = "N", description = "ICMP code. Default: 0.")
  private int icmpCode;

  @Option(names = "--ttl", paramLabel = "N", description = "TTL or hop limit. Default: 64.")
  private int ttl = 64;

  @Option(names = "--length", paramLabel = "BYTES", description = "Payload bytes. Default: 0.")
  private int payloadBytes;

  /** Whether any of the options was given. */
  boolean isGiven() {
    return source != null || destination != null || protocol != null || destinationPort != null;
  }

  /** The frame. */
  byte[] frame() {
    inRange("--icmp-code", icmpCode, 255);
    inRange("--ttl", ttl, 255);
    inRange("--length", payloadBytes, MAX_LENGTH);
    byte[] from = address("--src", source);
    byte[] to = address("--dst", destination);
    if (from.length != to.length) {
      throw CommandFailure.usage("--src and --dst: one is IPv4, the other IPv6");
    }
    int number = protocolNumber(from.length == 4);
    ByteBuffer segment = segment(number);
    checksum(segment, from, to, number);
    return from.length == 4
        ? frame4(from, to, number, segment.array())
        : frame6(from, to, number, segment.array());
  }

  private static void inRange(String option, int value, int max) {
    if (value < 0 || value > max) {
      throw CommandFailure.usage(option + " " + value + ": allowed are 0 to " + max);
    }
  }

  private static byte[] address(String option, @Nullable String text) {
    if (text == null) {
      throw CommandFailure.usage("a packet needs --src and --dst");
    }
    boolean six = text.contains(":");
    BigInteger number = six ? Addresses.parseIp6(text) : Addresses.parseIp4(text);
    if (number == null) {
      throw CommandFailure.usage(option + ": not an address: '" + text + "'");
    }
    byte[] bytes = new byte[six ? 16 : 4];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = number.shiftRight(8 * (bytes.length - 1 - i)).byteValue();
    }
    return bytes;
  }

  private int protocolNumber(boolean four) {
    String word = protocol;
    if (word == null) {
      if (destinationPort == null) {
        throw CommandFailure.usage("a packet needs --proto");
      }
      return TCP;
    }
    int number = number("--proto", DataTypes.INET_PROTO, word, 8);
    return number == ICMP && !four ? ICMPV6 : number;
  }

  private static int number(String option, DataType type, String word, int bits) {
    Parsed parsed = new Symbols(new InterfaceTable(), Accounts.none()).parse(type, word);
    BigInteger number = parsed.number();
    if (number == null) {
      throw CommandFailure.usage(option + " " + word + ": " + parsed.error());
    }
    if (number.bitLength() > bits) {
      throw CommandFailure.usage(option + " " + word + ": too large");
    }
    return number.intValue();
  }

  private ByteBuffer segment(int number) {
    return switch (number) {
      case TCP -> {
        ByteBuffer tcp = withPorts(20);
        tcp.put(12, (byte) 0x50).put(13, (byte) flagBits()).putShort(14, (short) 0xfaf0);
        yield tcp;
      }
      case UDP, 136 -> {
        ByteBuffer udp = withPorts(8);
        yield udp.putShort(4, (short) udp.capacity());
      }
      case 33 -> withPorts(16).put(4, (byte) 4);
      case 132 -> withPorts(12);
      case ICMP, ICMPV6 -> {
        DataType types = number == ICMP ? DataTypes.ICMP_TYPE : DataTypes.ICMPV6_TYPE;
        String word = icmpType == null ? "echo-request" : icmpType;
        ByteBuffer icmp = ByteBuffer.allocate(8 + payloadBytes);
        icmp.put(0, (byte) number("--icmp-type", types, word, 8)).put(1, (byte) icmpCode);
        yield icmp.putShort(4, (short) 1).putShort(6, (short) 1);
      }
      default -> ByteBuffer.allocate(payloadBytes);
    };
  }

  private ByteBuffer withPorts(int headerBytes) {
    String port = destinationPort;
    if (port == null) {
      throw CommandFailure.usage("a packet with ports needs --dport");
    }
    String from = sourcePort == null ? "49152" : sourcePort;
    return ByteBuffer.allocate(headerBytes + payloadBytes)
        .putShort(0, (short) number("--sport", DataTypes.INET_SERVICE, from, 16))
        .putShort(2, (short) number("--dport", DataTypes.INET_SERVICE, port, 16));
  }

  private int flagBits() {
    String words = flags == null ? "syn" : flags;
    int bits = 0;
    for (String word : words.equals("none") ? new String[0] : words.split(",", -1)) {
      bits |= number("--flags", DataTypes.TCP_FLAG, word, 8);
    }
    return bits;
  }

  private static void checksum(ByteBuffer segment, byte[] from, byte[] to, int number) {
    int at =
        switch (number) {
          case TCP -> 16;
          case UDP, 136, 33 -> 6;
          case ICMP, ICMPV6 -> 2;
          default -> -1;
        };
    if (at < 0) {
      return;
    }
    long sum = sum(segment.array());
    if (number != ICMP) {
      sum += sum(from) + sum(to) + number + segment.capacity();
    }
    int folded = fold(sum);
    segment.putShort(at, (short) (folded == 0 && number == UDP ? 0xffff : folded));
  }

  private static long sum(byte[] bytes) {
    long sum = 0;
    for (int i = 0; i < bytes.length; i++) {
      sum += (long) (bytes[i] & 0xff) << ((i & 1) == 0 ? 8 : 0);
    }
    return sum;
  }

  private static int fold(long sum) {
    long folded = sum;
    while (folded >>> 16 != 0) {
      folded = (folded & 0xffff) + (folded >>> 16);
    }
    return (int) ~folded & 0xffff;
  }

  private byte[] frame4(byte[] from, byte[] to, int number, byte[] segment) {
    ByteBuffer header = ByteBuffer.allocate(20);
    header.put(0, (byte) 0x45).putShort(2, (short) (20 + segment.length));
    header.putShort(6, (short) 0x4000).put(8, (byte) ttl).put(9, (byte) number);
    header.put(12, from).put(16, to);
    header.putShort(10, (short) fold(sum(header.array())));
    return join(0x0800, header.array(), segment);
  }

  private byte[] frame6(byte[] from, byte[] to, int number, byte[] segment) {
    ByteBuffer header = ByteBuffer.allocate(40);
    header.put(0, (byte) 0x60).putShort(4, (short) segment.length);
    header.put(6, (byte) number).put(7, (byte) ttl).put(8, from).put(24, to);
    return join(0x86dd, header.array(), segment);
  }

  private static byte[] join(int etherType, byte[] header, byte[] segment) {
    return ByteBuffer.allocate(14 + header.length + segment.length)
        .put(HexFormat.of().parseHex(ETHERNET))
        .putShort((short) etherType)
        .put(header)
        .put(segment)
        .array();
  }
}
