package dev.weir.cli.random;

import dev.weir.core.testkit.Gen;
import dev.weir.core.testkit.Packets;
import dev.weir.netio.lab.LabPlan;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Many flows at once, their packets mixed at random but each flow's in order; between them ICMP
 * errors that quote packets sent before, or packets nobody sent.
 */
final class FlowTraffic {
  /** Where the first interface's hosts are, for a lab that forwards. */
  static final List<LabPlan.Route> ROUTES =
      List.of(new LabPlan.Route("10.0.0.0/8", "tap0"), new LabPlan.Route("fd00::/8", "tap0"));

  private static final int AT_ONCE = 12;
  private static final int MEMORY = 40;
  private static final List<Integer> ERRORS4 =
      List.of(0x300, 0x301, 0x303, 0x304, 0x30d, 0xb00, 0xb01, 0xc00, 0x400, 0x501, 0x6300);
  private static final List<Integer> ERRORS6 =
      List.of(0x100, 0x101, 0x104, 0x200, 0x300, 0x301, 0x400, 0x8900, 0x6400);

  private final Gen gen;
  private final List<List<Traffic.Packet>> flows = new ArrayList<>();
  private final List<Traffic.Packet> sent = new ArrayList<>();

  FlowTraffic(Gen gen) {
    this.gen = gen;
  }

  /** This many packets. */
  static List<Traffic.Packet> packets(Gen gen, int count) {
    FlowTraffic traffic = new FlowTraffic(gen);
    List<Traffic.Packet> out = new ArrayList<>();
    while (out.size() < count) {
      out.add(traffic.next());
    }
    return out;
  }

  /** One packet. */
  Traffic.Packet next() {
    if (gen.percent(7) && !sent.isEmpty()) {
      return error();
    }
    while (flows.size() < AT_ONCE) {
      List<Traffic.Packet> flow = flow();
      if (!flow.isEmpty()) {
        flows.add(new ArrayList<>(flow));
      }
    }
    // The first flow is favoured, so that it does not take for ever.
    List<Traffic.Packet> flow = gen.percent(50) ? flows.getFirst() : gen.pick(flows);
    Traffic.Packet packet = flow.removeFirst();
    if (flow.isEmpty()) {
      flows.remove(flow);
    }
    remember(packet);
    return packet;
  }

  private void remember(Traffic.Packet packet) {
    sent.add(packet);
    if (sent.size() > MEMORY) {
      sent.removeFirst();
    }
  }

  private List<Traffic.Packet> flow() {
    FlowWriter writer = new FlowWriter(gen, Ends.random(gen));
    int kind = gen.below(100);
    if (kind < 30) {
      TcpFlow.write(writer);
    } else if (kind < 85) {
      DatagramFlow.write(writer);
    } else {
      SctpFlow.write(writer);
    }
    return writer.packets();
  }

  // ---- errors ----

  private Traffic.Packet error() {
    Traffic.Packet quoted = gen.percent(85) ? gen.pick(sent) : gen.pick(unsent());
    boolean six = quoted.six();
    byte[] original = Arrays.copyOfRange(quoted.frame(), 14, quoted.frame().length);
    byte[] quote = Arrays.copyOf(original, quoteLength(original.length, six ? 40 : 20));
    String to = address(original, six ? 8 : 12, six);
    String host = address(original, six ? 24 : 16, six);
    String router = gen.pick(six ? List.of("2001:db8:99::1", host) : List.of("192.0.2.99", host));
    if (gen.percent(6)) {
      to = host;
    }
    int type = gen.pick(six ? ERRORS6 : ERRORS4);
    Packets packet = six ? Packets.ip6(router, to) : Packets.ip4(router, to);
    packet
        .mac("02:00:00:00:00:0a", "02:00:00:00:00:0b")
        .icmp(type >> 8, type & 0xff)
        .icmpWord(gen.percent(50) ? 1280 : 0)
        .payload(quote);
    if (gen.percent(4)) {
      packet.badTransportChecksum();
    }
    List<Fact> facts = new ArrayList<>();
    String name = six ? "icmpv6" : "icmp";
    facts.add(Traffic.number(name, name + " type", name + "_type", type >> 8, 8, six ? 10 : 2));
    facts.add(CtFacts.related());
    facts.add(CtFacts.related());
    Traffic.Packet error =
        new Traffic.Packet(packet.bytes(), six, facts, 1 - quoted.entersBy(), "icmp error");
    if (gen.percent(10)) {
      remember(error);
    }
    return error;
  }

  private List<Traffic.Packet> unsent() {
    List<Traffic.Packet> flow = List.of();
    while (flow.isEmpty()) {
      flow = flow();
    }
    return flow;
  }

  private int quoteLength(int length, int header) {
    return switch (gen.below(8)) {
      case 0 -> Math.min(length, gen.below(header + 1));
      case 1 -> Math.min(length, header + gen.below(9));
      case 2, 3 -> Math.min(length, header + 8);
      default -> Math.min(length, 500);
    };
  }

  private static String address(byte[] packet, int at, boolean six) {
    if (packet.length < at + (six ? 16 : 4)) {
      return six ? "fd00::1" : "10.0.0.1";
    }
    BigInteger number = new BigInteger(1, Arrays.copyOfRange(packet, at, at + (six ? 16 : 4)));
    return six ? Addresses.ip6(number) : Addresses.ip4(number);
  }
}
