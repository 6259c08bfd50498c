package dev.weir.core.path;

/** The value of {@code --defrag}: when fragments are put together before rules see them. */
public enum Reassembly {
  /** As the kernel: at priority -400 of a family whose rules use conntrack. */
  AUTO,
  /** At priority -400 of both IP families, whatever the rules use. */
  ON,
  /** Never at priority -400; IPv4 still in front of input, where the stack itself does it. */
  OFF
}
