package dev.weir.netio.lab;

import dev.weir.core.testkit.Gen;
import dev.weir.core.testkit.Packets;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whole conversations for rule sets that track connections: both directions, each packet entering
 * where its source lives, with errors that quote them.
 */
final class SampleConversations {
  private static final int FIRST_PORT = 41_000;

  private final Gen gen;
  private final LabPlan plan;
  private final List<String> hostAddresses;
  private final List<LabFrame> frames = new ArrayList<>();
  private int nextPort = FIRST_PORT;

  /**
   * @param hostAddresses of {@link LabMode#HOST}: what comes from them is sent
   */
  SampleConversations(Gen gen, LabPlan plan, List<String> hostAddresses) {
    this.gen = gen;
    this.plan = plan;
    this.hostAddresses = hostAddresses;
  }

  List<LabFrame> frames() {
    return frames;
  }

  /** A port no conversation had before. */
  int port() {
    return nextPort++;
  }

  void add(String source, Packets packet) {
    frames.add(new LabFrame(packet.bytes(), entersBy(source)));
  }

  /** From its opening to its end, and a reset that comes too late. */
  void tcp(String client, String server, int port) {
    int from = port();
    int here = (int) gen.any();
    int there = (int) gen.any();
    int length = gen.between(1, 600);
    add(client, tcp(client, server, from, port, "syn").sequence(here, 0));
    add(server, tcp(server, client, port, from, "syn,ack").sequence(there, here + 1));
    add(client, tcp(client, server, from, port, "ack").sequence(here + 1, there + 1));
    Packets question = tcp(client, server, from, port, "psh,ack");
    add(client, question.sequence(here + 1, there + 1).payload(length));
    Packets answer = tcp(server, client, port, from, "psh,ack");
    add(server, answer.sequence(there + 1, here + 1 + length).payload(length));
    int end = here + 1 + length;
    if (gen.percent(50)) {
      add(client, tcp(client, server, from, port, "rst,ack").sequence(end, there + 1 + length));
      add(server, tcp(server, client, port, from, "rst").sequence(there + 500_000, 0));
    } else {
      add(client, tcp(client, server, from, port, "fin,ack").sequence(end, there + 1 + length));
    }
  }

  /** Much data in one direction. */
  void bulk(String client, String server, int port, int segments) {
    int from = port();
    add(client, tcp(client, server, from, port, "syn").sequence(0, 0));
    add(server, tcp(server, client, port, from, "syn,ack").sequence(0, 1));
    for (int i = 0; i < segments; i++) {
      int at = 1 + 1400 * i;
      add(client, tcp(client, server, from, port, "ack").sequence(at, 1).payload(1400));
      add(server, tcp(server, client, port, from, "ack").sequence(1, at + 1400));
    }
  }

  private static Packets tcp(String from, String to, int source, int destination, String flags) {
    return ip(from, to).tcp(source, destination, flags);
  }

  static Packets ip(String from, String to) {
    Packets packet = from.contains(":") ? Packets.ip6(from, to) : Packets.ip4(from, to);
    return packet.identification(7);
  }

  /** Question and answer. */
  void udp(String client, String server, int port) {
    int from = port();
    add(client, ip(client, server).udp(from, port).payload(30));
    add(server, ip(server, client).udp(port, from).payload(100));
    add(client, ip(client, server).udp(from, port).payload(30));
  }

  /** Ping and answer, and an answer that nobody asked for. */
  void echo(String client, String server) {
    boolean six = client.contains(":");
    int id = port() << 16;
    add(client, ip(client, server).icmp(six ? 128 : 8, 0).icmpWord(id).payload(56));
    add(server, ip(server, client).icmp(six ? 129 : 0, 0).icmpWord(id).payload(56));
    add(server, ip(server, client).icmp(six ? 129 : 0, 0).icmpWord(id ^ 0x7fff0000));
  }

  /** A packet and the error about it. */
  void error(String client, String server, int port) {
    boolean six = client.contains(":");
    Packets packet = ip(client, server).udp(port(), port).payload(20);
    add(client, packet);
    byte[] frame = packet.bytes();
    byte[] quote = Arrays.copyOfRange(frame, 14, Math.min(frame.length, 14 + 68));
    int type =
        gen.pick(six ? List.of(0x104, 0x200, 0x300, 0x8900) : List.of(0x303, 0xb00, 0x500, 0x304));
    add(server, ip(server, client).icmp(type >> 8, type & 0xff).payload(quote));
  }

  /** A conversation of any kind. */
  void any(String client, String server, int port) {
    switch (gen.below(10)) {
      case 0, 1, 2, 3, 4 -> tcp(client, server, port);
      case 5, 6 -> udp(client, server, port);
      case 7 -> echo(client, server);
      default -> error(client, server, port);
    }
  }

  int entersBy(String source) {
    if (plan.mode() == LabMode.HOST) {
      return hostAddresses.contains(source) ? -1 : 0;
    }
    String best = plan.defaultInterface();
    int longest = -1;
    for (LabPlan.Route route : plan.routes()) {
      String[] parts = route.destination().split("/");
      if (parts.length == 2 && source.contains(":") == parts[0].contains(":")) {
        int length = Integer.parseInt(parts[1]);
        int bits = source.contains(":") ? 128 : 32;
        BigInteger difference = number(source).xor(number(parts[0])).shiftRight(bits - length);
        if (difference.signum() == 0 && length > longest) {
          longest = length;
          best = route.interfaceName();
        }
      }
    }
    return plan.interfaces().indexOf(best);
  }

  private static BigInteger number(String address) {
    return new BigInteger(1, SampleAddresses.bytes(address));
  }
}
