package dev.weir.core.path;

/** The value of {@code --path}: which hooks a packet walks. */
public enum Path {
  /** Decided per packet. */
  AUTO,
  /** ingress, prerouting, (routing), forward, postrouting, egress. */
  FORWARD,
  /** ingress, prerouting, input. */
  INPUT,
  /** output, postrouting, egress. */
  OUTPUT,
  /** The bridge family's hooks. */
  BRIDGE,
  /** The netdev family's and inet's ingress hook, and nothing else. */
  INGRESS
}
