package dev.weir.nft.ruleset;

import dev.weir.core.diag.SourceSpan;
import dev.weir.nft.eval.TypedAction;
import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.eval.TypedRule;
import dev.weir.nft.eval.TypedSet;
import dev.weir.nft.eval.TypedStmt;
import dev.weir.nft.vm.ObjectKind;

/** Which objects rules and maps name: those must be there, and cannot be deleted. */
final class ObjectUses {
  private ObjectUses() {}

  /** Whether all objects a rule names are there; reports the first that is not. */
  static boolean areThere(Changes changes, TableDraft table, TypedRule rule) {
    for (TypedStmt statement : rule.statements()) {
      boolean good =
          switch (statement) {
            case TypedStmt.ObjectReference object ->
                isThere(
                    changes,
                    table,
                    new NamedObject.Key(object.kind(), object.name()),
                    object.span());
            case TypedStmt.ObjectMap map when map.map() instanceof TypedExpr.AnonymousSet own ->
                areThere(changes, table, own.set());
            case TypedStmt.Action action when action.action() instanceof TypedAction.Flow flow ->
                isThere(changes, table, key(flow), action.span());
            default -> true;
          };
      if (!good) {
        return false;
      }
    }
    return true;
  }

  /** The same for the elements of a map. */
  static boolean areThere(Changes changes, TableDraft table, TypedSet map) {
    if (map.objects() == null) {
      return true;
    }
    for (TypedSet.Element element : map.elements()) {
      if (element.data() instanceof TypedExpr.ObjectName object
          && !isThere(changes, table, key(object), element.span())) {
        return false;
      }
    }
    return true;
  }

  private static NamedObject.Key key(TypedAction.Flow flow) {
    return new NamedObject.Key(ObjectKind.FLOWTABLE, flow.flowtable());
  }

  private static NamedObject.Key key(TypedExpr.ObjectName object) {
    return new NamedObject.Key(object.kind(), object.name());
  }

  private static boolean isThere(
      Changes changes, TableDraft table, NamedObject.Key key, SourceSpan span) {
    if (table.objects.containsKey(key)) {
      return true;
    }
    changes.fail(span, Changes.MISSING);
    return false;
  }

  /** Whether a rule or a map of the table names an object. */
  static boolean isUsed(TableDraft table, NamedObject.Key key) {
    for (SetDraft set : table.sets.values()) {
      if (names(set.set(), key)) {
        return true;
      }
    }
    for (ChainDraft chain : table.chains.values()) {
      for (RuleDraft rule : chain.rules) {
        if (names(rule.typed(), key)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean names(TypedRule rule, NamedObject.Key key) {
    for (TypedStmt statement : rule.statements()) {
      boolean named =
          switch (statement) {
            case TypedStmt.ObjectReference object ->
                object.kind() == key.kind() && object.name().equals(key.name());
            case TypedStmt.ObjectMap map ->
                map.map() instanceof TypedExpr.AnonymousSet own && names(own.set(), key);
            case TypedStmt.Action action when action.action() instanceof TypedAction.Flow flow ->
                key(flow).equals(key);
            default -> false;
          };
      if (named) {
        return true;
      }
    }
    return false;
  }

  private static boolean names(TypedSet map, NamedObject.Key key) {
    if (map.objects() != key.kind()) {
      return false;
    }
    for (TypedSet.Element element : map.elements()) {
      if (element.data() instanceof TypedExpr.ObjectName object && key(object).equals(key)) {
        return true;
      }
    }
    return false;
  }
}
