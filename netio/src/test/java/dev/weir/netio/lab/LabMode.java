package dev.weir.netio.lab;

/**
 * Which way packets take through the kernel; the same words as {@code --path} of {@code weir
 * replay}.
 */
public enum LabMode {
  /** Enter a tap, are routed, leave by a tap: prerouting, forward, postrouting. */
  FORWARD,
  /** Enter a tap, every destination is this host: prerouting, input. */
  INPUT,
  /** Sent by this host through raw sockets: output, postrouting. */
  OUTPUT,
  /** Sent by this host to itself over {@code lo}: output, postrouting, prerouting, input. */
  LOOPBACK,
  /**
   * What one host receives and what it sends, in one order: INPUT or OUTPUT frame by frame, so that
   * connections are seen whole.
   */
  HOST,
  /** Enter a tap that is a port of {@code br0}, leave by the other ports: the bridge's hooks. */
  BRIDGE,
  /** Enter a tap and end there: the ingress hook alone. */
  INGRESS,
  /** ARP messages that enter a tap: arp's input. */
  ARP;

  boolean sendsByRawSocket() {
    return this == OUTPUT || this == LOOPBACK || this == HOST;
  }

  boolean receivesByTap() {
    return this == FORWARD || this == INPUT || this == HOST || this == ARP;
  }
}
