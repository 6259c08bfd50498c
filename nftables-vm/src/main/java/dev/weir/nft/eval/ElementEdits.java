package dev.weir.nft.eval;

import dev.weir.nft.ast.Expr;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The elements of one set while many commands change it, each in time for its own elements only.
 *
 * <p>{@link Evaluator#addElements} looks at the whole set again and says what is wrong; this class
 * only says <em>that</em> something is not as it should be, changes nothing then, and the caller
 * asks the evaluator. What it does take comes to the same elements.
 */
public final class ElementEdits {
  private final TypedSet before;
  private final DeclarationEvaluator declarations;

  /** Elements by key, of a set without intervals. */
  private final Map<TypedExpr, TypedSet.Element> exact = new LinkedHashMap<>();

  /** Elements by their lowest value, of a set with intervals. */
  private final TreeMap<BigInteger, TypedSet.Element> intervals = new TreeMap<>();

  ElementEdits(TypedSet set, DeclarationEvaluator declarations) {
    this.before = set;
    this.declarations = declarations;
    for (TypedSet.Element element : set.elements()) {
      if (set.intervals()) {
        intervals.put(Intervals.low(element.key()), element);
      } else {
        exact.putIfAbsent(element.key(), element);
      }
    }
  }

  /** Whether a set is of the kind that can be changed so. */
  public static boolean isFor(TypedSet set) {
    return !set.isVerdictMap() && !(set.intervals() && (set.isConcat() || hasWildcard(set)));
  }

  private static boolean hasWildcard(TypedSet set) {
    return set.elements().stream().anyMatch(e -> e.key() instanceof TypedExpr.Wildcard);
  }

  /** The set with the elements it has by now. */
  public TypedSet result() {
    return before.withElements(
        List.copyOf(before.intervals() ? intervals.values() : exact.values()));
  }

  /** Adds elements; false, and nothing added, where one of them is wrong or conflicts. */
  public boolean add(Expr.SetLiteral literal, boolean create) {
    try {
      List<TypedSet.Element> added = declarations.added(before, literal);
      return before.intervals() ? addIntervals(added, create) : addExact(added, create);
    } catch (Refusal refusal) {
      return false;
    }
  }

  private boolean addExact(List<TypedSet.Element> added, boolean create) {
    Map<TypedExpr, TypedSet.Element> fresh = new LinkedHashMap<>();
    for (TypedSet.Element element : added) {
      TypedSet.Element known = exact.getOrDefault(element.key(), fresh.get(element.key()));
      if (known == null) {
        fresh.put(element.key(), element);
      } else if (create || !SetBuilder.sameData(known, element)) {
        return false;
      }
    }
    Long size = before.sizeElements();
    if (size != null && exact.size() + fresh.size() > size) {
      return false;
    }
    exact.putAll(fresh);
    return true;
  }

  private boolean addIntervals(List<TypedSet.Element> added, boolean create) {
    Map<BigInteger, TypedSet.Element> touched = new HashMap<>();
    List<TypedSet.Element> all = new ArrayList<>();
    for (TypedSet.Element element : added) {
      if (create || element.key() instanceof TypedExpr.Wildcard) {
        return false;
      }
      TypedSet.Element canonical = SetBuilder.canonical(element);
      all.add(canonical);
      touch(canonical.key(), touched);
    }
    all.addAll(0, touched.values());
    List<TypedSet.Element> merged =
        before.autoMerge() && !before.isMap() ? Intervals.merge(all) : Intervals.checked(all);
    Long size = before.sizeElements();
    if (size != null && intervals.size() - touched.size() + merged.size() > size) {
      return false;
    }
    touched.keySet().forEach(intervals::remove);
    merged.forEach(element -> intervals.put(Intervals.low(element.key()), element));
    return true;
  }

  /** Notes the elements that overlap a key, or stand right beside it. */
  private void touch(TypedExpr key, Map<BigInteger, TypedSet.Element> touched) {
    BigInteger low = Intervals.low(key);
    BigInteger beyond = Intervals.high(key).add(BigInteger.ONE);
    Map.@Nullable Entry<BigInteger, TypedSet.Element> entry = intervals.floorEntry(beyond);
    while (entry != null
        && Intervals.high(entry.getValue().key()).add(BigInteger.ONE).compareTo(low) >= 0) {
      touched.put(entry.getKey(), entry.getValue());
      entry = intervals.lowerEntry(entry.getKey());
    }
  }

  /** Takes elements out; false, and all still there, where one of them is not. */
  public boolean delete(Expr.SetLiteral literal) {
    try {
      Set<TypedExpr> keys = new HashSet<>();
      for (TypedSet.Element element : declarations.removed(before, literal)) {
        if (!keys.add(element.key()) || !contains(element.key())) {
          return false;
        }
      }
      for (TypedExpr key : keys) {
        if (before.intervals()) {
          intervals.remove(Intervals.low(key));
        } else {
          exact.remove(key);
        }
      }
      return true;
    } catch (Refusal refusal) {
      return false;
    }
  }

  private boolean contains(TypedExpr key) {
    if (!before.intervals()) {
      return exact.containsKey(key);
    }
    if (key instanceof TypedExpr.Wildcard) {
      return false;
    }
    TypedSet.Element element = intervals.get(Intervals.low(key));
    return element != null && element.key().equals(key);
  }
}
