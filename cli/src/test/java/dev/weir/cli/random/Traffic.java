package dev.weir.cli.random;

import dev.weir.cli.random.Fact.Form;
import dev.weir.core.testkit.Gen;
import dev.weir.core.testkit.Packets;
import dev.weir.netio.lab.LabFrame;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Random packets out of small pools of addresses, ports and the like, with what is true of each.
 *
 * <p>About one packet in eight is odd: an option, an extension header, a fragment, a wrong
 * checksum, a cut.
 */
final class Traffic {
  private static final List<String> IP4 =
      List.of(
          "10.0.0.1",
          "10.0.0.2",
          "10.0.1.7",
          "10.1.2.3",
          "10.200.0.9",
          "172.16.5.4",
          "172.18.0.10",
          "192.0.2.10",
          "192.0.2.66",
          "192.168.1.1",
          "192.168.10.23",
          "198.51.100.7",
          "203.0.113.10",
          "8.8.8.8");
  private static final List<String> IP6 =
      List.of(
          "2001:db8::1",
          "2001:db8::2",
          "2001:db8:1::10",
          "2001:db8:1:2::3",
          "2001:db8:ff::9",
          "fd00::1",
          "fd00:18::10",
          "2620:fe::fe",
          "2001:db8:8000::1",
          "fd12:3456::77");
  private static final List<Integer> PORTS =
      List.of(
          22, 25, 53, 80, 123, 443, 1024, 1900, 3306, 5353, 8080, 8443, 32768, 49152, 50000, 65535);
  private static final List<String> MACS =
      List.of("02:00:00:00:00:0a", "02:00:00:00:00:0c", "52:54:00:12:34:56");
  private static final String MY_MAC = "02:00:00:00:00:0b";
  private static final List<String> TCP_FLAGS =
      List.of(
          "syn",
          "ack",
          "syn,ack",
          "fin,ack",
          "rst",
          "psh,ack",
          "rst,ack",
          "urg,ack",
          "",
          "fin,psh,urg");
  private static final List<Integer> TOS =
      List.of(0, 0, 0, 0x10, 0x28, 0x48, 0xb8, 0xb9, 0x03, 0xc0);
  private static final List<Integer> TTLS = List.of(2, 5, 31, 63, 64, 64, 128, 255);

  private final Gen gen;
  private final String inputInterface;
  private final String outputInterface;
  private String kind = "";

  /** Packets that come in by one interface and leave by another; either may be "". */
  Traffic(Gen gen, String inputInterface, String outputInterface) {
    this.gen = gen;
    this.inputInterface = inputInterface;
    this.outputInterface = outputInterface;
  }

  /**
   * A frame and what is true of it.
   *
   * @param entersBy number of the interface it comes in by
   * @param kind what it is an example of, for the report
   */
  record Packet(byte[] frame, boolean six, List<Fact> facts, int entersBy, String kind) {
    Packet(byte[] frame, boolean six, List<Fact> facts, int entersBy) {
      this(frame, six, facts, entersBy, "single packet");
    }

    Packet(byte[] frame, boolean six, List<Fact> facts) {
      this(frame, six, facts, 0);
    }

    /** The same coming in by another interface; below 0 if this host sends it. */
    Packet entering(int by) {
      return new Packet(frame, six, facts, by, kind);
    }

    /** The same counted as something else. */
    Packet as(String newKind) {
      return new Packet(frame, six, facts, entersBy, newKind);
    }

    LabFrame forLab() {
      return new LabFrame(frame, entersBy);
    }
  }

  /** One random packet. */
  Packet next() {
    boolean six = gen.percent(40);
    List<Fact> facts = new ArrayList<>();
    String source = gen.pick(six ? IP6 : IP4);
    String destination = gen.pick(six ? IP6 : IP4);
    Packets packet = six ? Packets.ip6(source, destination) : Packets.ip4(source, destination);
    String mac = gen.pick(MACS);
    packet.mac(mac, MY_MAC);
    link(facts, mac, six);
    network(facts, packet, six, source, destination);
    extensions(facts, packet, six);
    int length = gen.below(40);
    transport(facts, packet, six, length);
    packet.payload(length);
    kind = "single packet";
    byte[] frame = odd(facts, packet, six);
    int networkLength = frame.length - 14;
    if (facts.isEmpty()) {
      return new Packet(frame, six, facts, 0, kind);
    }
    facts.add(number("meta length", "meta length", "", networkLength, 32, 0));
    facts.add(
        number(
            six ? "ip6" : "ip",
            six ? "ip6 length" : "ip length",
            "",
            six ? Math.max(0, networkLength - 40) : networkLength,
            16,
            six ? 10 : 2));
    return new Packet(frame, six, facts, 0, kind);
  }

  private void link(List<Fact> facts, String mac, boolean six) {
    if (!inputInterface.isEmpty()) {
      // A packet this host sends has no link header yet.
      facts.add(address("ether", "ether saddr", "ether_addr", mac, Form.MAC, 48, 0));
      facts.add(address("ether", "ether daddr", "ether_addr", MY_MAC, Form.MAC, 48, 0));
      facts.add(word("ether", "ether type", "ether_type", six ? "ip6" : "ip"));
    }
    facts.add(word("meta protocol", "meta protocol", "ether_type", six ? "ip6" : "ip"));
    facts.add(word("meta nfproto", "meta nfproto", "nf_proto", six ? "ipv6" : "ipv4"));
    if (!inputInterface.isEmpty()) {
      device(facts, "iif", inputInterface);
    }
    if (!outputInterface.isEmpty()) {
      device(facts, "oif", outputInterface);
    }
    facts.add(word("meta pkttype", "meta pkttype", "pkt_type", "host"));
    facts.add(number("meta mark", "meta mark", "mark", 0, 32, 0));
    facts.add(number("meta priority", "meta priority", "", 0, 32, 0));
  }

  private static void device(List<Fact> facts, String word, String name) {
    facts.add(text("meta " + word + "name", word + "name", "ifname", name));
    facts.add(text("meta " + word + "name", word + "name", "", name.substring(0, 2) + "*"));
    facts.add(text("meta " + word, word, "iface_index", name));
  }

  private void network(
      List<Fact> facts, Packets packet, boolean six, String source, String destination) {
    int tos = gen.pick(TOS);
    int ttl = gen.pick(TTLS);
    packet.tos(tos).ttl(ttl);
    String ip = six ? "ip6" : "ip";
    String type = six ? "ipv6_addr" : "ipv4_addr";
    Form form = six ? Form.IPV6 : Form.IPV4;
    int nfproto = six ? 10 : 2;
    facts.add(address(ip + " address", ip + " saddr", type, source, form, six ? 128 : 32, nfproto));
    facts.add(
        address(ip + " address", ip + " daddr", type, destination, form, six ? 128 : 32, nfproto));
    facts.add(number(ip, ip + " dscp", "", tos >> 2, 6, nfproto));
    facts.add(number(ip, ip + " ecn", "", tos & 3, 2, nfproto));
    facts.add(
        number(
            ip,
            six ? "ip6 hoplimit" : "ip ttl",
            "",
            outputInterface.isEmpty() || inputInterface.isEmpty() ? ttl : ttl - 1,
            8,
            nfproto));
    facts.add(number(ip, ip + " version", "", six ? 6 : 4, 4, nfproto));
    if (six) {
      facts.add(number(ip, "ip6 flowlabel", "", 0, 20, nfproto));
    } else {
      // Never 0: a raw socket fills in a random one.
      int identification = (1 + gen.below(8)) * 1000;
      packet.identification(identification);
      facts.add(number(ip, "ip id", "", identification, 16, nfproto));
      facts.add(number(ip, "ip hdrlength", "", 5, 4, nfproto));
      facts.add(number("raw payload", "@nh,64,8", "", ttl, 8, 2));
      facts.add(
          number(
              "raw payload", "@nh,96,16", "", Addresses.number(source).intValue() >>> 16, 16, 2));
    }
  }

  private void extensions(List<Fact> facts, Packets packet, boolean six) {
    if (six) {
      boolean hopByHop = gen.percent(12);
      boolean destinationOptions = gen.percent(10);
      boolean routing = gen.percent(8);
      if (hopByHop) {
        packet.hopByHop("010400000000");
      }
      if (destinationOptions) {
        packet.destinationOptions("010400000000");
      }
      if (routing) {
        packet.routing(2, 0);
      }
      presence(facts, "exthdr", "exthdr hbh", hopByHop, 10);
      presence(facts, "exthdr", "exthdr dst", destinationOptions, 10);
      presence(facts, "exthdr", "exthdr rt", routing, 10);
      presence(facts, "exthdr", "exthdr frag", false, 10);
      if (routing) {
        facts.add(number("exthdr", "rt type", "", 2, 8, 10));
        facts.add(number("exthdr", "rt seg-left", "", 0, 8, 10));
      }
      if (hopByHop) {
        facts.add(number("exthdr", "hbh hdrlength", "", 0, 8, 10));
      }
    } else {
      boolean option = gen.percent(12);
      if (option) {
        packet.options(gen.pick(List.of("94040000", "01010100", "0707040000000000")));
      }
      presence(facts, "ip option", "ip option ra", option, 2);
      presence(facts, "ip option", "ip option rr", false, 2);
    }
  }

  private void transport(List<Fact> facts, Packets packet, boolean six, int length) {
    int source = gen.pick(PORTS);
    int destination = gen.pick(PORTS);
    int kind = gen.below(100);
    String protocol;
    if (kind < 26) {
      protocol = "tcp";
      tcp(facts, packet, source, destination);
    } else if (kind < 44) {
      protocol = "udp";
      packet.udp(source, destination);
      facts.add(number("udp", "udp length", "", 8 + length, 16, 0));
    } else if (kind < 62) {
      icmp(facts, packet, six);
      return;
    } else if (kind < 70) {
      protocol = "sctp";
      packet.sctp(source, destination, 1);
    } else if (kind < 78) {
      protocol = "udplite";
      packet.protocol(136, hex16(source) + hex16(destination) + "00080000");
    } else if (kind < 85) {
      protocol = "dccp";
      packet.protocol(33, hex16(source) + hex16(destination) + "0300000000000000");
      facts.add(word("dccp", "dccp type", "", "request"));
    } else {
      security(facts, packet, kind);
      return;
    }
    ports(facts, protocol, source, destination);
    facts.add(word("meta l4proto", "meta l4proto", "inet_proto", protocol));
  }

  private void ports(List<Fact> facts, String protocol, int source, int destination) {
    facts.add(number(protocol, protocol + " sport", "inet_service", source, 16, 0));
    facts.add(number(protocol, protocol + " dport", "inet_service", destination, 16, 0));
    facts.add(number("th", "th sport", "inet_service", source, 16, 0));
    facts.add(number("th", "th dport", "inet_service", destination, 16, 0));
    facts.add(number("raw payload", "@th,16,16", "", destination, 16, 0));
    facts.add(number("raw payload", "@th,0,32", "", 0, 32, 0));
  }

  private void tcp(List<Fact> facts, Packets packet, int source, int destination) {
    String flags = gen.pick(TCP_FLAGS);
    int options = gen.below(4);
    String hex =
        List.of("", "020405b4", "020405b40402080a0000000a00000000", "0103030701010101")
            .get(options);
    packet.tcp(source, destination, flags, hex);
    if (!flags.isEmpty()) {
      facts.add(flags(flags.replace(",", " | ")));
      facts.add(flags(flags.replace(",", " | ")));
    }
    facts.add(number("tcp", "tcp doff", "", 5 + hex.length() / 8, 4, 0));
    facts.add(number("tcp", "tcp urgptr", "", 0, 16, 0));
    if (options == 1 || options == 2) {
      facts.add(number("tcp option", "tcp option maxseg size", "", 1460, 16, 0));
    }
    if (options == 3) {
      facts.add(number("tcp option", "tcp option window count", "", 7, 8, 0));
    }
    presence(facts, "tcp option", "tcp option maxseg", options == 1 || options == 2, 0);
    presence(facts, "tcp option", "tcp option sack-perm", options == 2, 0);
    presence(facts, "tcp option", "tcp option timestamp", options == 2, 0);
  }

  private void icmp(List<Fact> facts, Packets packet, boolean six) {
    int type = gen.pick(six ? List.of(1, 2, 3, 128, 129, 135) : List.of(0, 3, 5, 8, 11, 13));
    int code = gen.below(3);
    packet.icmp(type, code);
    String word = six ? "icmpv6" : "icmp";
    int nfproto = six ? 10 : 2;
    facts.add(number(word, word + " type", word + "_type", type, 8, nfproto));
    facts.add(number(word, word + " code", "", code, 8, nfproto));
    facts.add(word("meta l4proto", "meta l4proto", "inet_proto", six ? "ipv6-icmp" : "icmp"));
  }

  private void security(List<Fact> facts, Packets packet, int kind) {
    int spi = 256 + gen.below(4);
    if (kind < 90) {
      packet.protocol(50, "0000" + hex16(spi) + "00000001");
      facts.add(number("esp", "esp spi", "", spi, 32, 0));
      facts.add(number("esp", "esp sequence", "", 1, 32, 0));
      facts.add(word("meta l4proto", "meta l4proto", "inet_proto", "esp"));
    } else if (kind < 92) {
      packet.protocol(47, "00000800");
      facts.add(word("meta l4proto", "meta l4proto", "inet_proto", "gre"));
    } else {
      packet.protocol(108, "3b00" + hex16(spi));
      facts.add(number("comp", "comp cpi", "", spi, 16, 0));
    }
  }

  private byte[] odd(List<Fact> facts, Packets packet, boolean six) {
    int odd = gen.below(100);
    if (odd < 3) {
      kind = "bad checksum";
      packet.badTransportChecksum();
      return packet.bytes();
    }
    if (odd >= 11) {
      return packet.bytes();
    }
    // What is true of it is hard to tell from here on: no witness.
    facts.clear();
    if (odd < 4 && !six) {
      kind = "bad checksum";
      packet.badHeaderChecksum();
    } else if (odd < 7) {
      kind = "single fragment";
      packet.fragment(gen.below(3) * 8, gen.percent(50));
    } else if (odd < 8) {
      kind = "stack drop";
      packet.ttl(1);
    } else if (odd < 9 && (six || gen.percent(50))) {
      kind = "wrong length";
      packet.length(gen.below(60));
    } else if (odd < 9) {
      kind = "stack drop";
      // A record-route option too short to be one.
      packet.options("07010000");
    }
    byte[] frame = packet.bytes();
    if (odd >= 9) {
      kind = "cut header";
      return Arrays.copyOf(frame, 14 + gen.below(frame.length - 14));
    }
    return frame;
  }

  private static String hex16(int value) {
    return HexFormat.of().toHexDigits((short) value);
  }

  private static void presence(
      List<Fact> facts, String construct, String selector, boolean there, int nfproto) {
    facts.add(
        new Fact(
            construct,
            selector,
            "",
            there ? "exists" : "missing",
            BigInteger.ZERO,
            1,
            Form.WORD,
            nfproto));
  }

  static Fact number(
      String construct, String selector, String type, long value, int bits, int nfproto) {
    return new Fact(
        construct,
        selector,
        type,
        Long.toString(value),
        BigInteger.valueOf(value),
        bits,
        Form.NUMBER,
        nfproto);
  }

  /** A fact about TCP flags, written with bars between. */
  static Fact flags(String value) {
    return new Fact("tcp flags", "tcp flags", "tcp_flag", value, BigInteger.ZERO, 8, Form.FLAGS, 0);
  }

  private static Fact word(String construct, String selector, String type, String value) {
    return new Fact(construct, selector, type, value, BigInteger.ZERO, 0, Form.WORD, 0);
  }

  private static Fact text(String construct, String selector, String type, String value) {
    return new Fact(construct, selector, type, '"' + value + '"', BigInteger.ZERO, 0, Form.TEXT, 0);
  }

  private static Fact address(
      String construct,
      String selector,
      String type,
      String value,
      Form form,
      int bits,
      int nfproto) {
    BigInteger number = form == Form.MAC ? Addresses.macNumber(value) : Addresses.number(value);
    return new Fact(construct, selector, type, value, number, bits, form, nfproto);
  }
}
