package dev.weir.cli.random;

import dev.weir.core.testkit.Gen;
import dev.weir.core.testkit.Packets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The packets of one flow in order, with what is true of each as far as the writer can tell: the
 * connection's state is a guess, the kernel's answer counts.
 */
final class FlowWriter {
  private static final String MY_MAC = "02:00:00:00:00:0b";
  private static final String OTHER_MAC = "02:00:00:00:00:0a";

  private final Gen gen;
  private final Ends ends;
  private final List<Traffic.Packet> out = new ArrayList<>();
  private boolean replied;
  private String label = "datagram";

  FlowWriter(Gen gen, Ends ends) {
    this.gen = gen;
    this.ends = ends;
  }

  Gen gen() {
    return gen;
  }

  boolean six() {
    return ends.six();
  }

  /** What the next packets are examples of; returns what the ones before were. */
  String label(String next) {
    String before = label;
    label = next;
    return before;
  }

  /** A packet from one end to the other, without transport yet. */
  Packets start(boolean fromClient) {
    String from = ends.source(fromClient).address();
    String to = ends.destination(fromClient).address();
    Packets packet = six() ? Packets.ip6(from, to) : Packets.ip4(from, to);
    return packet
        .mac(OTHER_MAC, MY_MAC)
        .identification(1 + gen.below(60_000))
        .tos(gen.percent(85) ? 0 : 0xb8)
        .ttl(gen.percent(98) ? 64 : 2);
  }

  /** Adds a whole packet. */
  void add(boolean fromClient, Packets packet, String protocol, List<Fact> transport) {
    String state = replied ? "established" : "new";
    add(fromClient, packet, protocol, transport, state);
    replied |= !fromClient;
  }

  /** Adds a packet that connection tracking should not like. */
  void addInvalid(boolean fromClient, Packets packet, String protocol) {
    add(fromClient, packet, protocol, List.of(), "invalid");
  }

  /** Adds a packet of which only the first {@code transportBytes} of transport are there. */
  void addCut(boolean fromClient, Packets packet, int transportBytes) {
    int header = six() ? 40 : 20;
    byte[] frame = packet.length(six() ? transportBytes : header + transportBytes).bytes();
    byte[] cut = Arrays.copyOf(frame, Math.min(frame.length, 14 + header + transportBytes));
    out.add(new Traffic.Packet(cut, six(), List.of(), entersBy(fromClient), "cut header"));
  }

  private void add(
      boolean fromClient, Packets packet, String protocol, List<Fact> transport, String state) {
    byte[] frame = packet.bytes();
    List<Fact> facts = new ArrayList<>(transport);
    CtFacts.network(facts, ends, fromClient, frame.length - 14);
    CtFacts.connection(facts, ends, fromClient, state, protocol);
    out.add(new Traffic.Packet(frame, six(), facts, entersBy(fromClient), label));
  }

  private int entersBy(boolean fromClient) {
    return ends.source(fromClient).entersBy();
  }

  /** Everything is forgotten: the next packet is the first of a connection again. */
  void fresh() {
    replied = false;
  }

  List<Traffic.Packet> packets() {
    return out;
  }
}
