package dev.weir.nft.eval;

import dev.weir.core.hook.Family;
import dev.weir.nft.eval.TypedStmt.MatchOperator;
import dev.weir.nft.vm.MetaKey;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Drops what a table's family says already: {@code meta protocol ip} in an ip table. */
final class Redundancy {
  private Redundancy() {}

  static List<TypedStmt> remove(Family family, List<TypedStmt> statements) {
    String header =
        switch (family) {
          case IPV4 -> "ip";
          case IPV6 -> "ip6";
          default -> null;
        };
    if (header == null) {
      return statements;
    }
    BigInteger own = BigInteger.valueOf(Headers.number(header));
    List<TypedStmt> kept = new ArrayList<>();
    for (int i = 0; i < statements.size(); i++) {
      // nft looks back from the next statement: the last one of a rule always stays.
      if (i == statements.size() - 1 || !saysOnly(statements.get(i), own)) {
        kept.add(statements.get(i));
      }
    }
    return kept;
  }

  private static boolean saysOnly(TypedStmt statement, BigInteger protocol) {
    return statement instanceof TypedStmt.Match match
        && match.operator() == MatchOperator.EQUAL
        && match.left() instanceof TypedExpr.MetaLoad meta
        && meta.key() == MetaKey.PROTOCOL
        && match.right() instanceof TypedExpr.Value value
        && value.number().equals(protocol);
  }
}
