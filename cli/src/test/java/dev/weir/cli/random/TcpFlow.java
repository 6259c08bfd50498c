package dev.weir.cli.random;

import dev.weir.core.testkit.Gen;
import dev.weir.core.testkit.Packets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * One TCP connection, or something like it: opened in one of many ways, data with all that goes
 * wrong on the way, closed or not, perhaps opened again with the same ports.
 */
final class TcpFlow {
  private static final int FIN = 1;
  private static final int SYN = 2;
  private static final int RST = 4;
  private static final int PSH = 8;
  private static final int ACK = 16;
  private static final int URG = 32;
  private static final List<String> FLAG_NAMES =
      List.of("fin", "syn", "rst", "psh", "ack", "urg", "ecn", "cwr");
  private static final List<Integer> ODD_FLAGS =
      List.of(0, FIN, SYN | FIN, SYN | RST, FIN | PSH | URG, 0xff, URG, PSH, FIN | RST | ACK, 0xc2);
  private static final List<Integer> ALSO_ODD_FLAGS =
      List.of(SYN | ACK | URG, SYN | URG, SYN | PSH, RST | PSH, RST | URG, ACK | URG, FIN | URG);
  private static final List<Integer> WINDOWS = List.of(65535, 65520, 29200, 8192, 1024, 502, 64, 0);
  private static final List<Integer> CLIENT_PORTS =
      List.of(40000, 40001, 40002, 40003, 40004, 40005, 40006, 50000, 50001, 22);
  private static final List<Integer> SERVER_PORTS = List.of(22, 25, 80, 443, 8080, 3306);
  private static final List<String> ODD_OPTIONS =
      List.of("0300", "030f0f", "01010303", "0500", "050a0000000100", "ff", "0204ffff", "00030307");

  /** One end: what it has sent and what it knows of the other. */
  private static final class End {
    private int start;
    private int next;
    private int window;
    private int scale = -1;
    private boolean sack;
    private boolean stamps;
    private int lastSequence;
    private int lastLength;
  }

  private final FlowWriter out;
  private final Gen gen;
  private final int clientPort;
  private final int serverPort;
  private End client = new End();
  private End server = new End();
  private int clock;

  private TcpFlow(FlowWriter out) {
    this.out = out;
    this.gen = out.gen();
    this.clientPort = gen.pick(CLIENT_PORTS);
    this.serverPort = gen.pick(SERVER_PORTS);
    this.clock = gen.below(1 << 20);
    reset();
  }

  /** Writes a whole flow. */
  static void write(FlowWriter out) {
    TcpFlow flow = new TcpFlow(out);
    boolean goesOn = flow.open();
    if (goesOn) {
      flow.data(flow.gen.between(1, 9));
      flow.close();
    }
    while (flow.gen.percent(25)) {
      flow.again();
    }
  }

  private void reset() {
    client = end(client);
    server = end(server);
  }

  private End end(End before) {
    End end = new End();
    end.start =
        switch (gen.below(10)) {
          case 0 -> -gen.between(1, 2000);
          case 1 -> gen.below(3);
          case 2, 3, 4 -> before.next + gen.between(1, 100_000);
          case 5 -> before.next - gen.between(1, 100_000);
          default -> (int) gen.any();
        };
    end.next = end.start;
    end.window = gen.pick(WINDOWS.subList(0, 5));
    end.scale = gen.percent(65) ? gen.pick(List.of(0, 1, 2, 7, 7, 8, 14)) : -1;
    end.sack = gen.percent(60);
    end.stamps = gen.percent(45);
    end.lastSequence = end.next;
    return end;
  }

  // ---- opening ----

  private boolean open() {
    int kind = gen.below(100);
    if (kind < 58) {
      handshake(true);
      return true;
    }
    if (kind < 64) {
      simultaneous();
      return true;
    }
    if (kind < 70) {
      halfOpen();
      return gen.percent(30);
    }
    if (kind < 75) {
      syn(true);
      reset(false, 0, client.next);
      return gen.percent(20);
    }
    if (kind < 86) {
      pickUp();
      return true;
    }
    if (kind < 90) {
      synAck(false);
      reset(true, server.start, 0);
      return gen.percent(30);
    }
    if (kind < 95) {
      staleSynAck();
      return true;
    }
    // the client's data arrive with the SYN
    segment(true, SYN, client.start, 0, gen.between(1, 200));
    client.next = client.start + 1 + client.lastLength;
    synAck(false);
    return true;
  }

  private void handshake(boolean fromClient) {
    syn(fromClient);
    if (gen.percent(15)) {
      syn(fromClient);
    }
    synAck(!fromClient);
    if (gen.percent(12)) {
      synAck(!fromClient);
    }
    if (gen.percent(92)) {
      ack(fromClient);
    }
  }

  private void simultaneous() {
    syn(true);
    syn(false);
    synAck(gen.percent(50));
    synAck(gen.percent(50));
    if (gen.percent(60)) {
      ack(gen.percent(50));
    }
  }

  private void halfOpen() {
    for (int i = gen.between(1, 4); i > 0; i--) {
      syn(true);
      if (gen.percent(30)) {
        synAck(false);
      }
    }
  }

  private void pickUp() {
    if (gen.percent(50)) {
      client.scale = -1;
      server.scale = -1;
    }
    boolean first = gen.percent(70);
    segment(first, ACK | (gen.percent(50) ? PSH : 0), gen.below(200));
    if (gen.percent(70)) {
      ack(!first);
    }
  }

  private void staleSynAck() {
    syn(true);
    segment(false, SYN | ACK, server.start, client.next + gen.between(1, 90_000), 0);
    if (gen.percent(70)) {
      reset(true, client.next + gen.below(90_000), 0);
    }
    synAck(false);
    ack(true);
  }

  private End of(boolean fromClient) {
    return fromClient ? client : server;
  }

  private void syn(boolean fromClient) {
    End end = of(fromClient);
    segment(fromClient, SYN | (gen.percent(10) ? 0xc0 : 0), end.start, 0, 0);
    end.next = end.start + 1;
  }

  private void synAck(boolean fromClient) {
    End end = of(fromClient);
    segment(fromClient, SYN | ACK, end.start, of(!fromClient).next, 0);
    end.next = end.start + 1;
  }

  private void ack(boolean fromClient) {
    segment(fromClient, ACK, of(fromClient).next, of(!fromClient).next, 0);
  }

  private void reset(boolean fromClient, int sequence, int acknowledgement) {
    segment(fromClient, RST | (acknowledgement == 0 ? 0 : ACK), sequence, acknowledgement, 0);
  }

  // ---- data ----

  private void data(int acts) {
    for (int i = 0; i < acts; i++) {
      boolean fromClient = gen.percent(50);
      int kind = gen.below(100);
      if (kind < 45) {
        exchange(fromClient);
      } else if (kind < 68) {
        late(fromClient, kind);
      } else if (kind < 84) {
        outside(fromClient, kind);
      } else {
        wrong(fromClient, kind);
      }
    }
  }

  private void exchange(boolean fromClient) {
    for (int i = gen.between(1, 3); i > 0; i--) {
      segment(fromClient, ACK | PSH, length());
    }
    if (gen.percent(80)) {
      ack(!fromClient);
    }
  }

  private int length() {
    return gen.percent(90) ? gen.between(1, 120) : 1400;
  }

  /** Retransmissions, holes, keep-alives, closed windows. */
  private void late(boolean fromClient, int kind) {
    End end = of(fromClient);
    End other = of(!fromClient);
    if (kind < 53) {
      for (int i = gen.between(1, 4); i > 0; i--) {
        segment(fromClient, ACK | PSH, end.lastSequence, other.next, end.lastLength);
      }
    } else if (kind < 57) {
      int hole = end.next;
      end.next += gen.between(1, 3000);
      segment(fromClient, ACK, length());
      ack(!fromClient);
      segment(fromClient, ACK, hole, other.next, 20);
    } else if (kind < 60) {
      segment(fromClient, ACK, end.next - 1, other.next, gen.below(2));
      ack(!fromClient);
    } else if (kind < 64) {
      other.window = gen.pick(WINDOWS);
      ack(!fromClient);
      segment(fromClient, ACK | PSH, length());
    } else {
      // acknowledges less than was sent
      segment(fromClient, ACK, end.next, other.next - gen.below(500), gen.below(50));
    }
  }

  /** Outside of the window, above or below, in sequence or acknowledgement. */
  private void outside(boolean fromClient, int kind) {
    End end = of(fromClient);
    End other = of(!fromClient);
    int window = other.window << Math.max(0, other.scale);
    int far =
        switch (gen.below(5)) {
          case 0 -> window + gen.between(-3, 3);
          case 1 -> -window + gen.between(-3, 3);
          case 2 -> -66_000 + gen.between(-3, 3);
          case 3 -> gen.between(-200_000, 200_000);
          default -> (int) gen.any();
        };
    if (kind < 72) {
      segment(fromClient, ACK, end.next + far, other.next, gen.below(60));
    } else if (kind < 77) {
      segment(fromClient, ACK, end.next, other.next + far, gen.below(60));
    } else if (kind < 82) {
      reset(fromClient, end.next + far, gen.percent(50) ? 0 : other.next);
    } else {
      segment(fromClient, ACK | FIN, end.next + far, other.next, gen.below(2));
    }
  }

  private void wrong(boolean fromClient, int kind) {
    End end = of(fromClient);
    End other = of(!fromClient);
    if (kind < 87) {
      int flags = gen.pick(gen.percent(60) ? ODD_FLAGS : ALSO_ODD_FLAGS);
      segment(fromClient, flags, end.next, other.next, 0);
    } else if (kind < 90) {
      Packets packet = packet(fromClient, ACK | PSH, end.next, other.next);
      out.addInvalid(fromClient, packet.payload(20).badTransportChecksum(), "tcp");
    } else if (kind < 92) {
      Packets packet = packet(fromClient, ACK, end.next, other.next);
      out.addCut(fromClient, packet, gen.below(20));
    } else if (kind < 94) {
      Packets packet = packet(fromClient, ACK, end.next, other.next);
      packet.dataOffset(gen.pick(List.of(0, 4, 6, 15)));
      out.addInvalid(fromClient, packet.payload(gen.below(20)), "tcp");
    } else if (kind < 97) {
      // somebody guesses, the other end challenges
      segment(fromClient, SYN, end.next + (int) gen.any(), 0, 0);
      ack(!fromClient);
      if (gen.percent(50)) {
        reset(fromClient, other.next, 0);
      }
    } else {
      segment(fromClient, SYN | ACK, end.next, other.next, 0);
      ack(!fromClient);
    }
  }

  // ---- closing ----

  private void close() {
    boolean first = gen.percent(55);
    switch (gen.below(10)) {
      case 0 -> reset(first, of(first).next, gen.percent(50) ? of(!first).next : 0);
      case 1 -> {
        fin(first);
        fin(!first);
        ack(first);
        ack(!first);
      }
      case 2 -> {
        fin(first);
        reset(!first, of(!first).next, of(first).next);
      }
      case 3 -> {
        fin(first);
        ack(!first);
        segment(!first, ACK | PSH, length());
        ack(first);
        finOften(!first);
        ack(first);
      }
      case 4 -> finOften(first);
      case 5 -> {
        // nothing: the connection stays open
      }
      default -> {
        finOften(first);
        if (gen.percent(50)) {
          ack(!first);
        }
        finOften(!first);
        ack(first);
        if (gen.percent(25)) {
          segment(gen.percent(50), ACK | PSH, length());
        }
      }
    }
  }

  private void finOften(boolean fromClient) {
    fin(fromClient);
    if (gen.percent(15)) {
      End end = of(fromClient);
      segment(fromClient, ACK | FIN, end.next - 1, of(!fromClient).next, 0);
    }
  }

  private void fin(boolean fromClient) {
    segment(fromClient, ACK | FIN, gen.percent(20) ? length() : 0);
    of(fromClient).next++;
  }

  /** The same ports again, from either side. */
  private void again() {
    reset();
    out.fresh();
    int kind = gen.below(10);
    if (kind < 6) {
      handshake(true);
    } else if (kind < 8) {
      handshake(false);
    } else if (kind < 9) {
      syn(true);
      ack(false);
      reset(true, server.next, 0);
      handshake(true);
    } else {
      pickUp();
    }
    data(gen.below(6));
    if (gen.percent(70)) {
      close();
    }
  }

  // ---- segments ----

  /** Sends what comes next. */
  private void segment(boolean fromClient, int flags, int length) {
    End end = of(fromClient);
    segment(fromClient, flags, end.next, of(!fromClient).next, length);
    end.next += length;
  }

  private void segment(
      boolean fromClient, int flags, int sequence, int acknowledgement, int length) {
    End end = of(fromClient);
    end.lastSequence = sequence;
    end.lastLength = length;
    List<Fact> facts = new ArrayList<>();
    CtFacts.ports(facts, "tcp", fromClient, clientPort, serverPort);
    if (flags != 0) {
      facts.add(Traffic.flags(names(flags).replace(",", " | ")));
    }
    Packets packet = packet(fromClient, flags, sequence, acknowledgement).payload(length);
    out.add(fromClient, packet, "tcp", facts);
  }

  private Packets packet(boolean fromClient, int flags, int sequence, int acknowledgement) {
    End end = of(fromClient);
    clock++;
    return out.start(fromClient)
        .tcp(
            fromClient ? clientPort : serverPort,
            fromClient ? serverPort : clientPort,
            names(flags),
            options(fromClient, flags, acknowledgement))
        .sequence(sequence, (flags & ACK) != 0 || gen.percent(5) ? acknowledgement : 0)
        .window((flags & RST) != 0 ? 0 : end.window);
  }

  private String options(boolean fromClient, int flags, int acknowledgement) {
    End end = of(fromClient);
    if (gen.percent(2)) {
      return gen.pick(ODD_OPTIONS);
    }
    StringBuilder hex = new StringBuilder();
    if ((flags & SYN) != 0) {
      hex.append(gen.percent(90) ? "020405b4" : "");
      hex.append(end.sack ? "0402" : "");
      hex.append(end.scale >= 0 ? "010303" + hex8(end.scale) : "");
    }
    if (end.stamps && (flags & RST) == 0) {
      hex.append("0101080a").append(hex32(clock)).append(hex32(clock - 3));
    }
    if ((flags & SYN) == 0 && end.sack && gen.percent(15)) {
      int left = acknowledgement + gen.between(-100, 3000);
      hex.append("0101050a").append(hex32(left)).append(hex32(left + gen.between(0, 1500)));
    }
    return hex.toString();
  }

  private static String names(int flags) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      if ((flags & 1 << i) != 0) {
        names.add(FLAG_NAMES.get(i));
      }
    }
    return String.join(",", names);
  }

  private static String hex8(int value) {
    return HexFormat.of().toHexDigits((byte) value);
  }

  private static String hex32(int value) {
    return HexFormat.of().toHexDigits(value);
  }
}
