package dev.weir.cli.random;

import dev.weir.core.testkit.Gen;
import java.util.List;

/**
 * The two hosts of a flow: the client lives behind the first interface or the second, the server
 * behind the other one.
 */
record Ends(boolean six, Host client, Host server) {
  private static final List<String> INSIDE4 =
      List.of("10.0.0.1", "10.0.0.2", "10.0.1.7", "10.9.8.7", "10.0.0.77");
  private static final List<String> OUTSIDE4 =
      List.of("192.0.2.10", "198.51.100.7", "203.0.113.10", "192.168.10.23", "8.8.8.8");
  private static final List<String> INSIDE6 =
      List.of("fd00::1", "fd00::2", "fd00:18::10", "fd00::77");
  private static final List<String> OUTSIDE6 =
      List.of("2001:db8::1", "2001:db8:1::10", "2620:fe::fe", "2001:db8:ff::9");

  /**
   * One host.
   *
   * @param entersBy number of the interface its packets come in by
   */
  record Host(String address, int entersBy) {}

  /** A random pair, out of few: flows now and then meet another one's addresses and ports. */
  static Ends random(Gen gen) {
    boolean six = gen.percent(40);
    Host inside = new Host(gen.pick(six ? INSIDE6 : INSIDE4), 0);
    Host outside = new Host(gen.pick(six ? OUTSIDE6 : OUTSIDE4), 1);
    return gen.percent(65) ? new Ends(six, inside, outside) : new Ends(six, outside, inside);
  }

  Host source(boolean fromClient) {
    return fromClient ? client : server;
  }

  Host destination(boolean fromClient) {
    return fromClient ? server : client;
  }
}
