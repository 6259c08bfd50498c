package dev.weir.cli.random;

import dev.weir.core.testkit.Gen;
import dev.weir.core.testkit.Packets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The segments of one TCP connection: both ends' sequence numbers, windows and options. */
final class TcpSegments {
  static final int FIN = 1;
  static final int SYN = 2;
  static final int RST = 4;
  static final int PSH = 8;
  static final int ACK = 16;
  static final int URG = 32;
  static final List<String> FLAG_NAMES =
      List.of("fin", "syn", "rst", "psh", "ack", "urg", "ecn", "cwr");
  private static final List<Integer> CLIENT_PORTS =
      List.of(40000, 40001, 40002, 40003, 40004, 40005, 40006, 50000, 50001, 22);
  private static final List<Integer> SERVER_PORTS = List.of(22, 25, 80, 443, 8080, 3306);
  private static final List<String> ODD_OPTIONS =
      List.of("0300", "030f0f", "01010303", "0500", "050a0000000100", "ff", "0204ffff", "00030307");
  static final List<Integer> WINDOWS = List.of(65535, 65520, 29200, 8192, 1024, 502, 64, 0);

  /** One end: what it has sent and what it knows of the other. */
  static final class End {
    int start;
    int next;
    int window;
    int scale = -1;
    boolean sack;
    boolean stamps;
    int lastSequence;
    int lastLength;
  }

  private final FlowWriter out;
  private final Gen gen;
  private final int clientPort;
  private final int serverPort;
  private End client = new End();
  private End server = new End();
  private int clock;

  TcpSegments(FlowWriter out) {
    this.out = out;
    this.gen = out.gen();
    this.clientPort = gen.pick(CLIENT_PORTS);
    this.serverPort = gen.pick(SERVER_PORTS);
    this.clock = gen.below(1 << 20);
    fresh();
  }

  End client() {
    return client;
  }

  End server() {
    return server;
  }

  /** Both ends begin again. */
  void fresh() {
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

  End of(boolean fromClient) {
    return fromClient ? client : server;
  }

  void syn(boolean fromClient) {
    End end = of(fromClient);
    segment(fromClient, SYN | (gen.percent(10) ? 0xc0 : 0), end.start, 0, 0);
    end.next = end.start + 1;
  }

  void synAck(boolean fromClient) {
    End end = of(fromClient);
    segment(fromClient, SYN | ACK, end.start, of(!fromClient).next, 0);
    end.next = end.start + 1;
  }

  void ack(boolean fromClient) {
    segment(fromClient, ACK, of(fromClient).next, of(!fromClient).next, 0);
  }

  void reset(boolean fromClient, int sequence, int acknowledgement) {
    String before = out.label("reset");
    segment(fromClient, RST | (acknowledgement == 0 ? 0 : ACK), sequence, acknowledgement, 0);
    out.label(before);
  }

  /** Sends what comes next. */
  void segment(boolean fromClient, int flags, int length) {
    End end = of(fromClient);
    segment(fromClient, flags, end.next, of(!fromClient).next, length);
    end.next += length;
  }

  void segment(boolean fromClient, int flags, int sequence, int acknowledgement, int length) {
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

  Packets packet(boolean fromClient, int flags, int sequence, int acknowledgement) {
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
