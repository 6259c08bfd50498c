package dev.weir.cli.conntrack;

import dev.weir.core.testkit.Gen;
import dev.weir.core.testkit.Packets;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;

/** Random packets between two hosts nobody else talks to: every protocol but TCP. */
final class Datagrams {
  private static final List<Integer> SCTP_CHUNKS =
      List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 14, 15);
  private static final List<Integer> SCTP_TAGS = List.of(0, 1, 2, 3);
  private static final List<Integer> ICMP_TYPES =
      List.of(8, 0, 8, 0, 13, 14, 15, 16, 17, 18, 3, 5, 9, 10, 30, 42, 43);
  private static final List<Integer> ICMP6_TYPES =
      List.of(128, 129, 128, 129, 139, 140, 130, 133, 134, 135, 136, 137, 143, 1, 2, 3, 4, 160);

  private final Gen gen;
  private final boolean six;
  private final String client;
  private final String server;

  /** What the last {@link #next} was, in words. */
  String said = "";

  private byte[] quoted = new byte[0];
  private boolean quotedFromClient;

  Datagrams(Gen gen, int flow) {
    this.gen = gen;
    this.six = gen.percent(40);
    String tail = (flow >> 8) + (six ? ":" : ".") + (flow & 0xff);
    this.client = six ? "2001:db8:1::" + tail : "10.1." + tail;
    this.server = six ? "2001:db8:2::" + tail : "10.2." + tail;
  }

  private Packets between(boolean fromClient) {
    String from = fromClient ? client : server;
    String to = fromClient ? server : client;
    return six ? Packets.ip6(from, to) : Packets.ip4(from, to);
  }

  /** The host this flow's client is. */
  String client() {
    return client;
  }

  /** A frame of a protocol. */
  byte[] next(String protocol) {
    boolean fromClient = gen.percent(60);
    if (quoted.length > 0 && gen.percent(12)) {
      return error();
    }
    said = (fromClient ? "C " : "S ") + protocol;
    Packets packets =
        switch (protocol) {
          case "udp" -> udp(fromClient);
          case "udplite" -> udpLite(fromClient);
          case "icmp" -> icmp(fromClient);
          case "gre" -> gre(fromClient);
          case "sctp" -> sctp(fromClient);
          case "dccp" -> raw(fromClient, 33, "0007000800000000000000000000000000000000000000");
          case "esp" -> raw(fromClient, 50, "0011223344");
          default -> raw(fromClient, 6, "000100020000");
        };
    quoted = packets.network();
    quotedFromClient = fromClient;
    return packets.bytes();
  }

  private Packets udp(boolean fromClient) {
    Packets packets =
        between(fromClient)
            .udp(fromClient ? 7 : 8, fromClient ? 8 : 7)
            .payload(gen.pick(List.of(0, 1, 100)));
    if (gen.percent(10)) {
      said += " bad";
      return packets.badTransportChecksum();
    }
    if (gen.percent(10)) {
      String ports = fromClient ? "00070008" : "00080007";
      String header =
          ports + gen.pick(List.of("00080000", "00070000", "00090000", "0008", "0a0b0000"));
      said += header;
      return between(fromClient).protocol(17, header);
    }
    return packets;
  }

  private Packets udpLite(boolean fromClient) {
    String ports = fromClient ? "00070008" : "00080007";
    String coverage = gen.pick(List.of("0000", "0008", "000a", "0007", "0030"));
    String body = ports + coverage + "0000" + "11223344";
    byte[] bytes = HexFormat.of().parseHex(body);
    int covered = coverage.equals("0000") ? bytes.length : Integer.parseInt(coverage, 16);
    if (covered <= bytes.length && gen.percent(85)) {
      int sum = pseudoSum(fromClient, bytes.length, gen.percent(80) ? 17 : 136);
      for (int i = 0; i < covered; i += 2) {
        sum += (bytes[i] & 0xff) << 8 | (i + 1 < covered ? bytes[i + 1] & 0xff : 0);
      }
      int value = ~fold(sum) & 0xffff;
      ByteBuffer.wrap(bytes).putShort(6, (short) (value == 0 ? 0xffff : value));
    }
    said += " " + HexFormat.of().formatHex(bytes);
    return between(fromClient).protocol(136, HexFormat.of().formatHex(bytes));
  }

  private int pseudoSum(boolean fromClient, int length, int protocol) {
    byte[] network = between(fromClient).protocol(protocol, "").network();
    ByteBuffer header = ByteBuffer.wrap(network);
    int sum = length + protocol;
    for (int at = six ? 8 : 12; at < (six ? 40 : 20); at += 2) {
      sum += header.getShort(at) & 0xffff;
    }
    return sum;
  }

  private static int fold(int sum) {
    int folded = (sum & 0xffff) + (sum >>> 16);
    return (folded & 0xffff) + (folded >>> 16);
  }

  private Packets icmp(boolean fromClient) {
    int type = gen.pick(six ? ICMP6_TYPES : ICMP_TYPES);
    said += " " + type;
    Packets packets = between(fromClient).icmp(type, gen.percent(10) ? 1 : 0);
    return gen.percent(8) ? packets.badTransportChecksum() : packets;
  }

  private Packets gre(boolean fromClient) {
    String header =
        gen.pick(
            List.of(
                "00000800",
                "3001880b00040009",
                "3001880b00040008",
                "3001880b",
                "3001080000040009",
                "2000080000000001",
                "0000"));
    said += " " + header;
    return between(fromClient).protocol(47, header);
  }

  private Packets raw(boolean fromClient, int protocol, String hex) {
    int length = gen.percent(80) ? hex.length() / 2 : gen.between(0, hex.length() / 2);
    said += " " + length;
    return between(fromClient).protocol(protocol, hex.substring(0, 2 * length));
  }

  private Packets sctp(boolean fromClient) {
    StringBuilder body = new StringBuilder(fromClient ? "00070008" : "00080007");
    int first = gen.pick(SCTP_CHUNKS);
    int tag = first == 1 && gen.percent(80) ? 0 : gen.pick(SCTP_TAGS);
    body.append("%08x00000000".formatted(tag)).append(chunk(first));
    while (gen.percent(15)) {
      body.append(chunk(gen.pick(SCTP_CHUNKS)));
    }
    byte[] bytes = HexFormat.of().parseHex(body);
    if (gen.percent(95)) {
      CRC32C crc = new CRC32C();
      crc.update(bytes);
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(8, (int) crc.getValue());
    }
    int length = gen.percent(96) ? bytes.length : gen.between(4, bytes.length);
    said += " " + HexFormat.of().formatHex(bytes, 0, length);
    return between(fromClient).protocol(132, HexFormat.of().formatHex(bytes, 0, length));
  }

  private String chunk(int type) {
    int flags = gen.percent(20) ? 1 : 0;
    if (type == 1 || type == 2) {
      return "%02x%02x0014%08x".formatted(type, flags, gen.pick(SCTP_TAGS)) + "00".repeat(12);
    }
    int length = gen.percent(95) ? gen.pick(List.of(4, 5, 8)) : 0;
    return "%02x%02x%04x".formatted(type, flags, length) + "00".repeat(length > 4 ? 4 : 0);
  }

  /** An ICMP error about the packet before, perhaps cut or sent to somebody else. */
  private byte[] error() {
    boolean right = gen.percent(85);
    String to = quotedFromClient == right ? client : server;
    int keep = gen.percent(70) ? quoted.length : gen.between(0, quoted.length);
    String quote = HexFormat.of().formatHex(Arrays.copyOf(quoted, keep));
    int type = gen.pick(six ? List.of(1, 2, 3, 4, 100) : List.of(3, 4, 5, 11, 12));
    said = "error %d to %s quoting %d of %d".formatted(type, to, keep, quoted.length);
    String header = "%02x00".formatted(type);
    int protocol = six ? 58 : 1;
    byte[] bytes = HexFormat.of().parseHex(header + "000000000000" + quote);
    String from = six ? "2001:db8:9::9" : "10.9.9.9";
    int sum = six ? pseudoSum(from, to, bytes.length) : 0;
    for (int i = 0; i < bytes.length; i += 2) {
      sum += (bytes[i] & 0xff) << 8 | (i + 1 < bytes.length ? bytes[i + 1] & 0xff : 0);
    }
    ByteBuffer.wrap(bytes).putShort(2, (short) ~fold(sum));
    Packets packets = six ? Packets.ip6(from, to) : Packets.ip4(from, to);
    return packets.protocol(protocol, HexFormat.of().formatHex(bytes)).bytes();
  }

  private static int pseudoSum(String from, String to, int length) {
    ByteBuffer header = ByteBuffer.wrap(Packets.ip6(from, to).protocol(58, "").network());
    int sum = length + 58;
    for (int at = 8; at < 40; at += 2) {
      sum += header.getShort(at) & 0xffff;
    }
    return sum;
  }
}
