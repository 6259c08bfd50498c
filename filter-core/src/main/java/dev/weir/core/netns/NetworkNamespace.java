package dev.weir.core.netns;

import dev.weir.core.action.ActionSink;
import dev.weir.core.conntrack.Conntrack;
import dev.weir.core.conntrack.ConntrackOptions;
import dev.weir.core.fib.Fib;
import dev.weir.core.nat.Nat;
import dev.weir.core.packet.HotPath;
import dev.weir.core.reject.Rejection;
import dev.weir.core.state.RandomSource;
import dev.weir.core.trace.TraceSink;
import org.jspecify.annotations.Nullable;

/**
 * One network namespace: the state that programs share and that outlives them.
 *
 * <p>Example: {@code new NetworkNamespace(new Conntrack(ConntrackOptions.defaults()))}.
 */
public final class NetworkNamespace implements AutoCloseable {
  private final Conntrack conntrack;
  private final Nat nat;
  private final @Nullable TraceSink trace;
  private final Rejection rejection = new Rejection();
  private final Fib fib;
  private final RandomSource random;
  private @Nullable ActionSink actions;

  /** A namespace around a connection table, which it closes with itself. */
  public NetworkNamespace(Conntrack conntrack) {
    this(conntrack, null);
  }

  /** The same, in which somebody may ask what happens to packets. */
  public NetworkNamespace(Conntrack conntrack, @Nullable TraceSink trace) {
    this(conntrack, trace, new Fib(), 0);
  }

  /** The same with the host's routing tables and a seed for what rules draw at random. */
  public NetworkNamespace(Conntrack conntrack, @Nullable TraceSink trace, Fib fib, long seed) {
    this.conntrack = conntrack;
    this.nat = new Nat(conntrack);
    this.trace = trace;
    this.fib = fib;
    random = new RandomSource(seed);
  }

  /** A namespace in which nothing was set and nothing has happened. */
  public static NetworkNamespace fresh() {
    return new NetworkNamespace(new Conntrack(ConntrackOptions.defaults()));
  }

  /** The connections. */
  public Conntrack conntrack() {
    return conntrack;
  }

  /** Their bindings. */
  public Nat nat() {
    return nat;
  }

  /** Who hears what happens to packets, null if nobody ever asks. */
  public @Nullable TraceSink trace() {
    return trace;
  }

  /** Who hears what rules do to packets outside of the rules, null if nobody does. */
  @HotPath
  public @Nullable ActionSink actions() {
    return actions;
  }

  /** Sets who hears it; before the first packet. */
  public void setActions(ActionSink sink) {
    actions = sink;
  }

  /** What a rule wants answered to the packet at hand. */
  public Rejection rejection() {
    return rejection;
  }

  /** The host's routing tables. */
  public Fib fib() {
    return fib;
  }

  /** The numbers that rules draw; packets are judged by one thread. */
  public RandomSource random() {
    return random;
  }

  @Override
  public void close() {
    conntrack.close();
  }
}
