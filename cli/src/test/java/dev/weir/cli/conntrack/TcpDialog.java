package dev.weir.cli.conntrack;

import dev.weir.core.testkit.Packets;
import java.util.ArrayList;
import java.util.List;

/**
 * One TCP connection told segment by segment, with the numbers both sides are at.
 *
 * <p>Example: {@code new TcpDialog(frames, port).say("C syn").say("S syn,ack")} appends two frames;
 * C is the client, S the server.
 */
final class TcpDialog {
  private static final int WINDOW = 20_000;

  private final List<byte[]> frames;
  private final int clientPort;
  private final int[] next = {1000, 900_000};
  private final int[] acknowledged = {0, 0};

  TcpDialog(List<byte[]> frames, int clientPort) {
    this.frames = frames;
    this.clientPort = clientPort;
  }

  /** How each state is reached. */
  static List<String> prefix(String state) {
    List<String> all =
        List.of("C syn", "S syn,ack", "C ack", "C fin,ack", "S ack", "S fin,ack", "C ack");
    return switch (state) {
      case "NONE" -> List.of();
      case "SYN_SENT" -> all.subList(0, 1);
      case "SYN_RECV" -> all.subList(0, 2);
      case "ESTABLISHED" -> all.subList(0, 3);
      case "FIN_WAIT" -> all.subList(0, 4);
      case "CLOSE_WAIT" -> all.subList(0, 5);
      case "LAST_ACK" -> all.subList(0, 6);
      case "TIME_WAIT" -> all.subList(0, 7);
      case "CLOSE" -> List.of("C syn", "S syn,ack", "C ack", "C rst,ack");
      case "CLOSE by server" -> List.of("C syn", "S syn,ack", "C ack", "S rst,ack");
      case "SYN_SENT2" -> List.of("C syn", "S syn");
      case "picked up" -> List.of("C ack", "S ack", "C ack");
      default -> throw new IllegalArgumentException(state);
    };
  }

  /** Says several things. */
  TcpDialog say(List<String> lines) {
    lines.forEach(this::say);
    return this;
  }

  /** Sends the next segment of a side, with these flags. */
  TcpDialog say(String line) {
    int side = line.charAt(0) == 'C' ? 0 : 1;
    return send(side, line.substring(2), 0, 0, 0, "");
  }

  /** A segment whose numbers are off by so much; what it says counts only if they are right. */
  TcpDialog send(
      int side, String flags, int sequenceError, int ackError, int length, String options) {
    segment(side, flags, next[side] + sequenceError, next[1 - side] + ackError, length, options);
    if (sequenceError == 0) {
      next[side] += length + (flags.contains("syn") || flags.contains("fin") ? 1 : 0);
      acknowledged[side] = next[1 - side];
    }
    return this;
  }

  /** A segment with absolute numbers, which the sides do not remember. */
  TcpDialog segment(int side, String flags, int sequence, int ack, int length, String options) {
    return segment(side, flags, sequence, ack, length, options, WINDOW);
  }

  TcpDialog segment(
      int side, String flags, int sequence, int ack, int length, String options, int window) {
    Packets packets =
        side == 0
            ? Packets.ip4("10.1.0.1", "10.2.0.2").tcp(clientPort, 80, flags, options)
            : Packets.ip4("10.2.0.2", "10.1.0.1").tcp(80, clientPort, flags, options);
    frames.add(
        packets
            .sequence(sequence, flags.contains("ack") ? ack : 0)
            .window(window)
            .payload(length)
            .bytes());
    return this;
  }

  /** The number a side sends next. */
  int next(int side) {
    return next[side];
  }

  /** What a side acknowledged last. */
  int acknowledged(int side) {
    return acknowledged[side];
  }

  /** An empty list of frames. */
  static List<byte[]> frames() {
    return new ArrayList<>();
  }
}
