package dev.weir.nft.vm;

import dev.weir.core.action.ActionSink;
import dev.weir.core.conntrack.Conntrack;
import dev.weir.core.counter.CounterSlab;
import dev.weir.core.hook.Hook;
import dev.weir.core.nat.Nat;
import dev.weir.core.netns.NetworkNamespace;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;
import java.util.List;

/**
 * What ops see beside the registers: the packet, this thread's counters, the namespace.
 *
 * <p>One context belongs to one thread and is used again for every packet.
 *
 * <p>Source: include/net/netfilter/nf_tables.h (struct nft_pktinfo).
 */
public final class VmContext {
  private final CounterSlab counters;
  private final NetworkNamespace namespace;
  private final Hook hook;
  private final RunStart start;
  private Packet packet;

  /** A context that counts in {@code counters}; {@code packet} stands in until the first one. */
  public VmContext(CounterSlab counters, Packet packet, NetworkNamespace namespace) {
    this(counters, packet, namespace, Hook.INPUT, new RunStart(List.of()));
  }

  /** The same for programs of one hook; tells {@code start} of packets. */
  public VmContext(
      CounterSlab counters, Packet packet, NetworkNamespace namespace, Hook hook, RunStart start) {
    this.hook = hook;
    this.start = start;
    this.counters = counters;
    this.packet = packet;
    this.namespace = namespace;
  }

  /** The connections of this namespace. */
  @HotPath
  public Conntrack conntrack() {
    return namespace.conntrack();
  }

  /** Their bindings. */
  @HotPath
  public Nat nat() {
    return namespace.nat();
  }

  /** The namespace itself. */
  @HotPath
  public NetworkNamespace namespace() {
    return namespace;
  }

  /** The hook at which packets are judged. */
  @HotPath
  public Hook hook() {
    return hook;
  }

  /** Tells whoever listens what a rule does with the packet. */
  public void act(String action) {
    ActionSink sink = namespace.actions();
    if (sink != null) {
      sink.acted(action, packet);
    }
  }

  /** Turns to the next packet. */
  @HotPath
  public void enter(Packet next) {
    packet = next;
    start.packet(next.nowNanos());
  }

  /** The packet being judged. */
  @HotPath
  public Packet packet() {
    return packet;
  }

  /** Counts the packet in a slot. */
  @HotPath
  public void count(int slot) {
    counters.add(slot, packet.networkLength());
  }
}
