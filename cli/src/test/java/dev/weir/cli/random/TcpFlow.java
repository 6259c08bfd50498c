package dev.weir.cli.random;

import static dev.weir.cli.random.TcpSegments.ACK;
import static dev.weir.cli.random.TcpSegments.FIN;
import static dev.weir.cli.random.TcpSegments.PSH;
import static dev.weir.cli.random.TcpSegments.RST;
import static dev.weir.cli.random.TcpSegments.SYN;
import static dev.weir.cli.random.TcpSegments.URG;

import dev.weir.core.testkit.Gen;
import dev.weir.core.testkit.Packets;
import java.util.List;

/**
 * One TCP connection, or something like it: opened in one of many ways, data with all that goes
 * wrong on the way, closed or not, perhaps opened again with the same ports.
 */
final class TcpFlow {
  private static final List<Integer> ODD_FLAGS =
      List.of(0, FIN, SYN | FIN, SYN | RST, FIN | PSH | URG, 0xff, URG, PSH, FIN | RST | ACK, 0xc2);
  private static final List<Integer> ALSO_ODD_FLAGS =
      List.of(SYN | ACK | URG, SYN | URG, SYN | PSH, RST | PSH, RST | URG, ACK | URG, FIN | URG);

  private final FlowWriter out;
  private final Gen gen;
  private final TcpSegments wire;

  private TcpFlow(FlowWriter out) {
    this.out = out;
    this.gen = out.gen();
    this.wire = new TcpSegments(out);
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

  // ---- opening ----

  private boolean open() {
    out.label("handshake");
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
      wire.syn(true);
      wire.reset(false, 0, wire.client().next);
      return gen.percent(20);
    }
    if (kind < 86) {
      pickUp();
      return true;
    }
    if (kind < 90) {
      wire.synAck(false);
      wire.reset(true, wire.server().start, 0);
      return gen.percent(30);
    }
    if (kind < 95) {
      staleSynAck();
      return true;
    }
    // the client's data arrive with the SYN
    wire.segment(true, SYN, wire.client().start, 0, gen.between(1, 200));
    wire.client().next = wire.client().start + 1 + wire.client().lastLength;
    wire.synAck(false);
    return true;
  }

  private void handshake(boolean fromClient) {
    out.label("handshake");
    open(fromClient);
  }

  private void open(boolean fromClient) {
    wire.syn(fromClient);
    if (gen.percent(15)) {
      wire.syn(fromClient);
    }
    wire.synAck(!fromClient);
    if (gen.percent(12)) {
      wire.synAck(!fromClient);
    }
    if (gen.percent(92)) {
      wire.ack(fromClient);
    }
  }

  private void simultaneous() {
    out.label("simultaneous open");
    wire.syn(true);
    wire.syn(false);
    wire.synAck(gen.percent(50));
    wire.synAck(gen.percent(50));
    if (gen.percent(60)) {
      wire.ack(gen.percent(50));
    }
  }

  private void halfOpen() {
    out.label("half-open");
    for (int i = gen.between(1, 4); i > 0; i--) {
      wire.syn(true);
      if (gen.percent(30)) {
        wire.synAck(false);
      }
    }
  }

  private void pickUp() {
    out.label("picked up");
    if (gen.percent(50)) {
      wire.client().scale = -1;
      wire.server().scale = -1;
    }
    boolean first = gen.percent(70);
    wire.segment(first, ACK | (gen.percent(50) ? PSH : 0), gen.below(200));
    if (gen.percent(70)) {
      wire.ack(!first);
    }
  }

  private void staleSynAck() {
    wire.syn(true);
    wire.segment(
        false, SYN | ACK, wire.server().start, wire.client().next + gen.between(1, 90_000), 0);
    if (gen.percent(70)) {
      wire.reset(true, wire.client().next + gen.below(90_000), 0);
    }
    wire.synAck(false);
    wire.ack(true);
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
    out.label("exchange");
    for (int i = gen.between(1, 3); i > 0; i--) {
      wire.segment(fromClient, ACK | PSH, length());
    }
    if (gen.percent(80)) {
      wire.ack(!fromClient);
    }
  }

  private int length() {
    return gen.percent(90) ? gen.between(1, 120) : 1400;
  }

  /** Retransmissions, holes, keep-alives, closed windows. */
  private void late(boolean fromClient, int kind) {
    out.label("retransmission");
    TcpSegments.End end = wire.of(fromClient);
    TcpSegments.End other = wire.of(!fromClient);
    if (kind < 53) {
      for (int i = gen.between(1, 4); i > 0; i--) {
        wire.segment(fromClient, ACK | PSH, end.lastSequence, other.next, end.lastLength);
      }
    } else if (kind < 57) {
      int hole = end.next;
      end.next += gen.between(1, 3000);
      wire.segment(fromClient, ACK, length());
      wire.ack(!fromClient);
      wire.segment(fromClient, ACK, hole, other.next, 20);
    } else if (kind < 60) {
      wire.segment(fromClient, ACK, end.next - 1, other.next, gen.below(2));
      wire.ack(!fromClient);
    } else if (kind < 64) {
      other.window = gen.pick(TcpSegments.WINDOWS);
      wire.ack(!fromClient);
      wire.segment(fromClient, ACK | PSH, length());
    } else {
      // acknowledges less than was sent
      wire.segment(fromClient, ACK, end.next, other.next - gen.below(500), gen.below(50));
    }
  }

  /** Outside of the window, above or below, in sequence or acknowledgement. */
  private void outside(boolean fromClient, int kind) {
    out.label("out of window");
    TcpSegments.End end = wire.of(fromClient);
    TcpSegments.End other = wire.of(!fromClient);
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
      wire.segment(fromClient, ACK, end.next + far, other.next, gen.below(60));
    } else if (kind < 77) {
      wire.segment(fromClient, ACK, end.next, other.next + far, gen.below(60));
    } else if (kind < 82) {
      wire.reset(fromClient, end.next + far, gen.percent(50) ? 0 : other.next);
    } else {
      wire.segment(fromClient, ACK | FIN, end.next + far, other.next, gen.below(2));
    }
  }

  private void wrong(boolean fromClient, int kind) {
    out.label("wrong segment");
    TcpSegments.End end = wire.of(fromClient);
    TcpSegments.End other = wire.of(!fromClient);
    if (kind < 87) {
      int flags = gen.pick(gen.percent(60) ? ODD_FLAGS : ALSO_ODD_FLAGS);
      wire.segment(fromClient, flags, end.next, other.next, 0);
    } else if (kind < 90) {
      Packets packet = wire.packet(fromClient, ACK | PSH, end.next, other.next);
      out.addInvalid(fromClient, packet.payload(20).badTransportChecksum(), "tcp");
    } else if (kind < 92) {
      Packets packet = wire.packet(fromClient, ACK, end.next, other.next);
      out.addCut(fromClient, packet, gen.below(20));
    } else if (kind < 94) {
      Packets packet = wire.packet(fromClient, ACK, end.next, other.next);
      packet.dataOffset(gen.pick(List.of(0, 4, 6, 15)));
      out.addInvalid(fromClient, packet.payload(gen.below(20)), "tcp");
    } else if (kind < 97) {
      // somebody guesses, the other end challenges
      wire.segment(fromClient, SYN, end.next + (int) gen.any(), 0, 0);
      wire.ack(!fromClient);
      if (gen.percent(50)) {
        wire.reset(fromClient, other.next, 0);
      }
    } else {
      wire.segment(fromClient, SYN | ACK, end.next, other.next, 0);
      wire.ack(!fromClient);
    }
  }

  // ---- closing ----

  private void close() {
    out.label("close");
    boolean first = gen.percent(55);
    switch (gen.below(10)) {
      case 0 -> wire.reset(first, wire.of(first).next, gen.percent(50) ? wire.of(!first).next : 0);
      case 1 -> {
        fin(first);
        fin(!first);
        wire.ack(first);
        wire.ack(!first);
      }
      case 2 -> {
        fin(first);
        wire.reset(!first, wire.of(!first).next, wire.of(first).next);
      }
      case 3 -> {
        fin(first);
        wire.ack(!first);
        wire.segment(!first, ACK | PSH, length());
        wire.ack(first);
        finOften(!first);
        wire.ack(first);
      }
      case 4 -> finOften(first);
      case 5 -> {
        // nothing: the connection stays open
      }
      default -> {
        finOften(first);
        if (gen.percent(50)) {
          wire.ack(!first);
        }
        finOften(!first);
        wire.ack(first);
        if (gen.percent(25)) {
          wire.segment(gen.percent(50), ACK | PSH, length());
        }
      }
    }
  }

  private void finOften(boolean fromClient) {
    fin(fromClient);
    if (gen.percent(15)) {
      TcpSegments.End end = wire.of(fromClient);
      wire.segment(fromClient, ACK | FIN, end.next - 1, wire.of(!fromClient).next, 0);
    }
  }

  private void fin(boolean fromClient) {
    wire.segment(fromClient, ACK | FIN, gen.percent(20) ? length() : 0);
    wire.of(fromClient).next++;
  }

  private void reopen(boolean fromClient) {
    out.label("reuse of ports");
    open(fromClient);
  }

  /** The same ports again, from either side. */
  private void again() {
    wire.fresh();
    out.fresh();
    int kind = gen.below(10);
    if (kind < 6) {
      reopen(true);
    } else if (kind < 8) {
      reopen(false);
    } else if (kind < 9) {
      wire.syn(true);
      wire.ack(false);
      wire.reset(true, wire.server().next, 0);
      handshake(true);
    } else {
      pickUp();
    }
    data(gen.below(6));
    if (gen.percent(70)) {
      close();
    }
  }
}
