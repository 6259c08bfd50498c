package dev.weir.nft.eval;

import java.util.List;

/** Drops tests that only repeat an earlier one, where nft drops them. */
final class Redundancy {
  private Redundancy() {}

  static List<TypedStmt> remove(List<TypedStmt> statements) {
    return statements;
  }
}
