package dev.weir.core.path;

/** The value of {@code --path}: which hooks a packet walks. */
public enum Path {
  /** Decided per packet. */
  AUTO,
  /** prerouting, (routing), forward, postrouting. */
  FORWARD,
  /** prerouting, input. */
  INPUT,
  /** output, postrouting. */
  OUTPUT
}
