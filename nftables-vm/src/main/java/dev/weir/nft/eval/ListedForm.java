package dev.weir.nft.eval;

import dev.weir.core.hook.Family;
import java.util.List;

/** Marks as implicit what nft leaves out when it lists a rule, and only that. */
final class ListedForm {
  private ListedForm() {}

  static List<TypedStmt> of(Family family, List<TypedStmt> statements) {
    return family == Family.ARP ? List.of() : statements;
  }
}
