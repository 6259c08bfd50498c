package dev.weir.nft.ast;

import dev.weir.core.diag.SourceSpan;
import org.jspecify.annotations.Nullable;

/** A statement that hands the packet, or a copy of it, to somebody outside the rules. */
public sealed interface ActionStmt {
  /**
   * {@code queue flags bypass,fanout to 1-3}.
   *
   * @param number queue number, range, or an expression that chooses one; null where not written
   */
  record Queue(@Nullable Expr number, boolean bypass, boolean fanout) implements ActionStmt {}

  /** {@code dup to ADDRESS [device DEVICE]}, of netdev {@code dup to DEVICE}. */
  record Dup(Expr to, @Nullable Expr device) implements ActionStmt {}

  /**
   * {@code fwd to DEVICE}, {@code fwd ip to ADDRESS device DEVICE}.
   *
   * @param network {@code ip} or {@code ip6}, null without an address
   */
  record Fwd(@Nullable String network, @Nullable Expr address, Expr device) implements ActionStmt {}

  /**
   * {@code tproxy ip to ADDRESS:PORT}.
   *
   * @param network {@code ip}, {@code ip6}, or null where not written
   */
  record Tproxy(@Nullable String network, @Nullable Expr address, @Nullable Expr port)
      implements ActionStmt {}

  /** {@code synproxy mss 1460 wscale 7 timestamp sack-perm}; null where not written. */
  record Synproxy(
      @Nullable Integer mss, @Nullable Integer windowScale, boolean timestamp, boolean selective)
      implements ActionStmt {}

  /** {@code flow add @name}. */
  record Flow(SourceSpan nameSpan, String name) implements ActionStmt {}
}
