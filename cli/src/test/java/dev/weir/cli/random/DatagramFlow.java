package dev.weir.cli.random;

import dev.weir.core.testkit.Gen;
import dev.weir.core.testkit.Packets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Flows of protocols that know no connection: UDP, UDP-Lite, ICMP queries, GRE and the rest. */
final class DatagramFlow {
  private static final List<Integer> CLIENT_PORTS =
      List.of(40000, 40001, 40002, 40003, 40004, 50000, 53, 123);
  private static final List<Integer> SERVER_PORTS = List.of(53, 123, 443, 500, 1900, 5353);
  private static final List<Integer> OTHERS = List.of(2, 4, 33, 41, 50, 51, 89, 103, 112, 253, 254);

  private final FlowWriter out;
  private final Gen gen;

  private DatagramFlow(FlowWriter out) {
    this.out = out;
    this.gen = out.gen();
  }

  /** Writes a flow of some kind. */
  static void write(FlowWriter out) {
    DatagramFlow flow = new DatagramFlow(out);
    int kind = out.gen().below(100);
    if (kind < 42) {
      flow.udp("udp", 17);
    } else if (kind < 50) {
      flow.udp("udplite", 136);
    } else if (kind < 72) {
      flow.echo();
    } else if (kind < 85) {
      flow.oddIcmp();
    } else if (kind < 93) {
      flow.gre();
    } else {
      flow.other();
    }
  }

  private void udp(String protocol, int number) {
    int client = gen.pick(CLIENT_PORTS);
    int server = gen.pick(SERVER_PORTS);
    boolean oneWay = gen.percent(25);
    boolean backwards = gen.percent(8);
    for (int i = gen.between(1, 7); i > 0; i--) {
      boolean fromClient = oneWay || (i % 2 == 1) != backwards || gen.percent(20);
      int source = fromClient ? client : server;
      int destination = fromClient ? server : client;
      Packets packet = out.start(fromClient);
      int length = gen.below(100);
      if (number == 17) {
        packet.udp(source, destination).payload(length);
      } else {
        // Coverage: all, the header, too little, too much.
        int coverage = gen.pick(List.of(0, 8, 8, 8 + length, 7, 1, 300));
        packet.protocol(136, hex16(source) + hex16(destination) + hex16(coverage) + "0000");
        packet.payload(length);
        packet.coveredChecksum(coverage);
        if (gen.percent(75)) {
          // KERNEL: conntrack sums UDP-Lite's pseudo header with the number of UDP.
          packet.checksumProtocol(17);
        }
      }
      int odd = gen.below(100);
      if (odd < 3) {
        out.addInvalid(fromClient, packet.badTransportChecksum(), protocol);
      } else if (odd < 5) {
        out.addCut(fromClient, packet, gen.below(9));
      } else if (odd < 8 && number == 17) {
        out.addInvalid(fromClient, oddUdp(fromClient, source, destination, length), protocol);
      } else {
        List<Fact> facts = new ArrayList<>();
        CtFacts.ports(facts, protocol, fromClient, client, server);
        out.add(fromClient, packet, protocol, facts);
      }
    }
  }

  /** A UDP length that is too small, too large or short; no checksum. */
  private Packets oddUdp(boolean fromClient, int source, int destination, int payload) {
    int length = gen.pick(List.of(0, 7, 8, 8 + payload / 2, 8 + payload, 9 + payload, 0xffff));
    return out.start(fromClient)
        .protocol(17, hex16(source) + hex16(destination) + hex16(length) + "0000")
        .payload(payload);
  }

  private void echo() {
    int request = out.six() ? 128 : gen.pick(List.of(8, 8, 8, 8, 13, 15, 17));
    int reply = out.six() ? 129 : request == 8 ? 0 : request + 1;
    int id = gen.between(1, 30) << 16;
    boolean unsolicited = gen.percent(15);
    for (int i = 1; i <= gen.between(1, 4); i++) {
      if (!unsolicited || gen.percent(20)) {
        icmp(true, request, 0, id | i);
        if (gen.percent(10)) {
          icmp(true, request, 0, id | i);
        }
      }
      for (int replies = gen.pick(List.of(0, 1, 1, 1, 2)); replies > 0; replies--) {
        icmp(false, reply, 0, id | (gen.percent(90) ? i : 99));
      }
    }
  }

  private void icmp(boolean fromClient, int type, int code, int word) {
    Packets packet = out.start(fromClient).icmp(type, code).icmpWord(word).payload(gen.below(60));
    String protocol = out.six() ? "ipv6-icmp" : "icmp";
    int odd = gen.below(100);
    if (odd < 3) {
      out.addInvalid(fromClient, packet.badTransportChecksum(), protocol);
    } else if (odd < 5) {
      out.addCut(fromClient, packet, gen.below(9));
    } else {
      String name = out.six() ? "icmpv6" : "icmp";
      Fact fact = Traffic.number(name, name + " type", name + "_type", type, 8, out.six() ? 10 : 2);
      out.add(fromClient, packet, protocol, new ArrayList<>(List.of(fact)));
    }
  }

  /** Types that are no query, neighbour discovery, multicast listeners, codes that are not 0. */
  private void oddIcmp() {
    List<Integer> types =
        out.six()
            ? List.of(0, 100, 127, 130, 131, 132, 133, 134, 135, 135, 136, 136, 137, 139, 143, 200)
            : List.of(1, 2, 7, 9, 10, 14, 16, 18, 19, 30, 40, 42, 255);
    boolean neighbours = out.six() && gen.percent(60);
    for (int i = gen.between(1, 3); i > 0; i--) {
      int type = neighbours ? gen.between(133, 137) : gen.pick(types);
      icmp(gen.percent(60), type, gen.below(2), gen.below(3) << 16);
    }
    icmp(true, out.six() ? 128 : 8, 1, 0x70001);
  }

  private void gre() {
    String header =
        gen.pick(
            List.of(
                "00000800",
                "2000080000000007",
                "0000880b",
                "3001880b00080007000000010000",
                "2001880b0000000900000001",
                "0001",
                "00070800"));
    for (int i = gen.between(1, 4); i > 0; i--) {
      boolean fromClient = gen.percent(60);
      Packets packet = out.start(fromClient).protocol(47, header).payload(gen.below(50));
      out.add(fromClient, packet, "gre", new ArrayList<>());
    }
  }

  private void other() {
    int number = gen.pick(OTHERS);
    String header =
        switch (number) {
          case 51 -> "11040000" + "00000007".repeat(5);
          case 33 -> "9c40005003000000" + "0000000000000000";
          default -> "0000000700000001";
        };
    String protocol =
        switch (number) {
          case 33 -> "dccp";
          case 50 -> "esp";
          case 51 -> "ah";
          default -> Integer.toString(number);
        };
    for (int i = gen.between(1, 4); i > 0; i--) {
      boolean fromClient = gen.percent(60);
      Packets packet = out.start(fromClient).protocol(number, header).payload(gen.below(50));
      out.add(fromClient, packet, protocol, new ArrayList<>());
    }
  }

  private static String hex16(int value) {
    return HexFormat.of().toHexDigits((short) value);
  }
}
