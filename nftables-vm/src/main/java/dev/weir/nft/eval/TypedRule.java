package dev.weir.nft.eval;

import dev.weir.core.diag.SourceSpan;
import dev.weir.core.hook.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A rule that means something: statements in the order they run, implicit ones included.
 *
 * @param family the family of the rule's table
 */
public record TypedRule(
    SourceSpan span, Family family, List<TypedStmt> statements, @Nullable String comment) {
  public TypedRule {
    statements = List.copyOf(statements);
  }

  /** Chains the rule may go to, but not through named maps (see {@link #namedSets()}). */
  public List<TypedStmt.Jump> jumps() {
    List<TypedStmt.Jump> jumps = new ArrayList<>();
    for (TypedStmt statement : statements) {
      jumps.addAll(statement.jumps());
    }
    return jumps;
  }

  /** The rule's own sets and maps in the order nft creates them. */
  public List<TypedSet> anonymousSets() {
    List<TypedSet> sets = new ArrayList<>();
    for (TypedExpr expr : topExpressions()) {
      collect(expr, sets, new ArrayList<>());
    }
    return sets;
  }

  /** Names of the table's sets and maps the rule looks into. */
  public List<String> namedSets() {
    List<String> names = new ArrayList<>();
    for (TypedExpr expr : topExpressions()) {
      collect(expr, new ArrayList<>(), names);
    }
    return names;
  }

  /** Everything the rule loads from the packet or asks beside it. */
  public List<TypedExpr> loads() {
    List<TypedExpr> loads = new ArrayList<>();
    topExpressions().forEach(expr -> addLoads(expr, loads));
    return loads;
  }

  private static void addLoads(TypedExpr expr, List<TypedExpr> loads) {
    switch (expr) {
      case TypedExpr.MapLookup lookup -> addLoads(lookup.key(), loads);
      case TypedExpr.HashLoad hash -> addLoads(hash.key(), loads);
      case TypedExpr.Concat concat -> concat.parts().forEach(part -> addLoads(part, loads));
      case TypedExpr.Binary binary -> {
        addLoads(binary.left(), loads);
        addLoads(binary.right(), loads);
      }
      default -> loads.add(expr);
    }
  }

  private List<TypedExpr> topExpressions() {
    List<TypedExpr> exprs = new ArrayList<>();
    for (TypedStmt statement : statements) {
      switch (statement) {
        case TypedStmt.Match match -> {
          exprs.add(match.left());
          exprs.add(match.right());
        }
        case TypedStmt.Vmap vmap -> {
          exprs.add(vmap.key());
          exprs.add(vmap.map());
        }
        case TypedStmt.ObjectMap map -> {
          exprs.add(map.key());
          exprs.add(map.map());
        }
        case TypedStmt.ObjectReference ignored -> {}
        case TypedStmt.AnonymousChain ignored -> {}
        case TypedStmt.MetaSet set -> exprs.add(set.value());
        case TypedStmt.CtSet set -> exprs.add(set.value());
        case TypedStmt.SetUpdate update -> {
          exprs.add(update.key());
          exprs.add(update.set());
          if (update.data() != null) {
            exprs.add(update.data());
          }
        }
        case TypedStmt.PayloadSet set -> exprs.add(set.value());
        case TypedStmt.ExtensionHeaderSet set -> exprs.add(set.value());
        case TypedStmt.TcpOptionReset ignored -> {}
        case TypedStmt.Action action -> exprs.addAll(action.action().expressions());
        case TypedStmt.Nat nat ->
            Stream.of(nat.address(), nat.port()).filter(Objects::nonNull).forEach(exprs::add);
        case TypedStmt.ConnLimit ignored -> {}
        case TypedStmt.Last ignored -> {}
        case TypedStmt.Notrack ignored -> {}
        case TypedStmt.Quota ignored -> {}
        case TypedStmt.Limit ignored -> {}
        case TypedStmt.Verdict ignored -> {}
        case TypedStmt.Counter ignored -> {}
        case TypedStmt.Log ignored -> {}
        case TypedStmt.Reject ignored -> {}
      }
    }
    return exprs;
  }

  private static void collect(TypedExpr expr, List<TypedSet> sets, List<String> names) {
    switch (expr) {
      case TypedExpr.AnonymousSet own -> sets.add(own.set());
      case TypedExpr.SetReference reference -> names.add(reference.name());
      case TypedExpr.MapLookup lookup -> {
        collect(lookup.key(), sets, names);
        collect(lookup.map(), sets, names);
      }
      case TypedExpr.Concat concat -> concat.parts().forEach(part -> collect(part, sets, names));
      case TypedExpr.Binary binary -> {
        collect(binary.left(), sets, names);
        collect(binary.right(), sets, names);
      }
      case TypedExpr.Value ignored -> {}
      case TypedExpr.Prefix ignored -> {}
      case TypedExpr.Range ignored -> {}
      case TypedExpr.VerdictValue ignored -> {}
      case TypedExpr.Wildcard ignored -> {}
      case TypedExpr.ObjectName ignored -> {}
      case TypedExpr.PayloadField ignored -> {}
      case TypedExpr.RawPayload ignored -> {}
      case TypedExpr.MetaLoad ignored -> {}
      case TypedExpr.CtLoad ignored -> {}
      case TypedExpr.ExtensionHeaderLoad ignored -> {}
      case TypedExpr.SelectorLoad ignored -> {}
      case TypedExpr.HashLoad hash -> collect(hash.key(), sets, names);
    }
  }
}
