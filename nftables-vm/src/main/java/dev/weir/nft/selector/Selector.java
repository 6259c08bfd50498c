package dev.weir.nft.selector;

import dev.weir.nft.type.DataType;

/** What a rule asks beside header fields and keys; each kind is a record of its own. */
public sealed interface Selector
    permits FibSelector,
        IpsecSelector,
        NumgenSelector,
        OsfSelector,
        RoutingSelector,
        SocketSelector,
        SymhashSelector {
  /** The type of the answer. */
  DataType type();

  /** Width of the answer in bits. */
  int lengthBits();

  /** Whether the answer lies in its register as on a little-endian machine. */
  boolean isHostOrder();

  /** The selector as {@code nft list ruleset} writes it. */
  String text();

  /** Bytes the answer fills in its register. */
  default int lengthBytes() {
    return (lengthBits() + 7) / 8;
  }
}
