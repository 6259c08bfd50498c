package dev.weir.cli.random;

import dev.weir.core.testkit.Gen;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;

/** One SCTP association: set up, data, heartbeats, shut down or aborted, with what goes wrong. */
final class SctpFlow {
  private static final int DATA = 0;
  private static final int SACK = 3;
  private static final int HEARTBEAT = 4;
  private static final int HEARTBEAT_ACK = 5;
  private static final int ABORT = 6;
  private static final int SHUTDOWN = 7;
  private static final int SHUTDOWN_ACK = 8;
  private static final int ERROR = 9;
  private static final int COOKIE_ECHO = 10;
  private static final int COOKIE_ACK = 11;
  private static final int SHUTDOWN_COMPLETE = 14;
  private static final List<Integer> CLIENT_PORTS = List.of(40000, 40001, 2905);
  private static final List<Integer> SERVER_PORTS = List.of(80, 2905, 3868);

  private final FlowWriter out;
  private final Gen gen;
  private final int clientPort;
  private final int serverPort;
  private int clientTag;
  private int serverTag;

  private SctpFlow(FlowWriter out) {
    this.out = out;
    this.gen = out.gen();
    this.clientPort = gen.pick(CLIENT_PORTS);
    this.serverPort = gen.pick(SERVER_PORTS);
    newTags();
  }

  private void newTags() {
    clientTag = gen.between(1, 1 << 30);
    serverTag = gen.between(1, 1 << 30);
  }

  /** Writes a whole flow. */
  static void write(FlowWriter out) {
    SctpFlow flow = new SctpFlow(out);
    out.label("association");
    flow.association();
    while (flow.gen.percent(25)) {
      flow.newTags();
      flow.association();
    }
  }

  private void association() {
    int kind = gen.below(100);
    if (kind < 65) {
      init(true);
      initAck(false);
      send(true, COOKIE_ECHO, 0);
      send(false, COOKIE_ACK, 0);
    } else if (kind < 75) {
      init(true);
      if (gen.percent(50)) {
        init(true);
      }
      if (gen.percent(40)) {
        abort(false);
      }
    } else if (kind < 82) {
      init(true);
      init(false);
      initAck(gen.percent(50));
      send(gen.percent(50), COOKIE_ECHO, 0);
    }
    // else: begins in the middle
    for (int i = gen.below(8); i > 0; i--) {
      middle();
    }
    end();
  }

  private void middle() {
    boolean fromClient = gen.percent(50);
    int kind = gen.below(100);
    if (kind < 35) {
      send(fromClient, DATA, 0);
      send(!fromClient, SACK, 0);
    } else if (kind < 55) {
      send(fromClient, HEARTBEAT, 0);
      send(!fromClient, HEARTBEAT_ACK, 0);
    } else if (kind < 63) {
      packet(fromClient, wrongTag(fromClient), List.of(chunk(gen.below(15), 0, 4)), true);
    } else if (kind < 68) {
      packet(fromClient, tag(fromClient), List.of(chunk(DATA, 0, 20)), false);
    } else if (kind < 74) {
      packet(fromClient, tag(fromClient), List.of(chunk(SACK, 0, 12), chunk(DATA, 0, 7)), true);
    } else if (kind < 79) {
      int first = gen.below(15);
      packet(fromClient, 0, List.of(chunk(first, 0, 8), chunk(gen.below(15), 0, 4)), true);
    } else if (kind < 83) {
      packet(fromClient, tag(fromClient), List.of(gen.pick(List.of("00000000", "01", ""))), true);
    } else if (kind < 88) {
      init(fromClient);
    } else if (kind < 92) {
      send(fromClient, ERROR, 0);
    } else if (kind < 96) {
      send(fromClient, gen.pick(List.of(12, 13, 15, 64, 128, 192, 193, 255)), 0);
    } else {
      packet(fromClient, tag(fromClient), List.of("0000ffff" + "00".repeat(8)), true);
    }
  }

  private void end() {
    boolean first = gen.percent(60);
    switch (gen.below(6)) {
      case 0, 1 -> {
        send(first, SHUTDOWN, 0);
        send(!first, SHUTDOWN_ACK, 0);
        send(first, SHUTDOWN_COMPLETE, 0);
      }
      case 2 -> abort(first);
      case 3 -> {
        send(first, SHUTDOWN, 0);
        send(!first, SHUTDOWN, 0);
        send(first, SHUTDOWN_ACK, 0);
      }
      case 4 -> {
        // T bit: the tag is the sender's own
        packet(first, tag(!first), List.of(chunk(ABORT, 1, 0)), true);
      }
      default -> {
        // stays as it is
      }
    }
  }

  private void init(boolean fromClient) {
    int own = fromClient ? clientTag : serverTag;
    String body = hex32(own) + hex32(65_536) + "000a000a" + hex32(1);
    String chunk = "01" + "00" + hex16(20) + body;
    packet(fromClient, gen.percent(92) ? 0 : 5, List.of(chunk), true);
  }

  private void initAck(boolean fromClient) {
    int own = fromClient ? clientTag : serverTag;
    String body = hex32(own) + hex32(65_536) + "000a000a" + hex32(1);
    packet(fromClient, tag(fromClient), List.of("02" + "00" + hex16(20) + body), true);
  }

  private void abort(boolean fromClient) {
    send(fromClient, ABORT, 0);
  }

  private void send(boolean fromClient, int type, int flags) {
    int body = type == DATA ? gen.between(12, 60) : type == SACK ? 12 : 8;
    packet(fromClient, tag(fromClient), List.of(chunk(type, flags, body)), true);
  }

  /** The tag the receiver wants to see. */
  private int tag(boolean fromClient) {
    return fromClient ? serverTag : clientTag;
  }

  private int wrongTag(boolean fromClient) {
    return gen.percent(50) ? tag(fromClient) + 1 : gen.percent(50) ? 0 : tag(!fromClient);
  }

  private static String chunk(int type, int flags, int body) {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits((byte) type)
        + hex.toHexDigits((byte) flags)
        + hex16(4 + body)
        + "00".repeat((body + 3) & ~3);
  }

  private void packet(boolean fromClient, int tag, List<String> chunks, boolean goodChecksum) {
    int source = fromClient ? clientPort : serverPort;
    int destination = fromClient ? serverPort : clientPort;
    String head = hex16(source) + hex16(destination) + hex32(tag);
    byte[] bytes = HexFormat.of().parseHex(head + "00000000" + String.join("", chunks));
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    int sum = Integer.reverseBytes((int) crc.getValue());
    ByteBuffer.wrap(bytes).putInt(8, goodChecksum ? sum : sum ^ 0x100);
    List<Fact> facts = new ArrayList<>();
    CtFacts.ports(facts, "sctp", fromClient, clientPort, serverPort);
    out.add(
        fromClient,
        out.start(fromClient).protocol(132, HexFormat.of().formatHex(bytes)),
        "sctp",
        facts);
  }

  private static String hex16(int value) {
    return HexFormat.of().toHexDigits((short) value);
  }

  private static String hex32(int value) {
    return HexFormat.of().toHexDigits(value);
  }
}
