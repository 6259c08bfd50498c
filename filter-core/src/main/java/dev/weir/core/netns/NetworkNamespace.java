package dev.weir.core.netns;

import dev.weir.core.conntrack.Conntrack;
import dev.weir.core.conntrack.ConntrackOptions;

/**
 * One network namespace: the state that programs share and that outlives them.
 *
 * <p>Example: {@code new NetworkNamespace(new Conntrack(ConntrackOptions.defaults()))}.
 */
public final class NetworkNamespace implements AutoCloseable {
  private final Conntrack conntrack;

  /** A namespace around a connection table, which it closes with itself. */
  public NetworkNamespace(Conntrack conntrack) {
    this.conntrack = conntrack;
  }

  /** A namespace in which nothing was set and nothing has happened. */
  public static NetworkNamespace fresh() {
    return new NetworkNamespace(new Conntrack(ConntrackOptions.defaults()));
  }

  /** The connections. */
  public Conntrack conntrack() {
    return conntrack;
  }

  @Override
  public void close() {
    conntrack.close();
  }
}
