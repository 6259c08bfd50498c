package dev.weir.nft.parse;

import dev.weir.nft.ast.Expr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Variables made by {@code define}; a block sees those of the blocks around it. */
final class Scope {
  /**
   * A variable's value.
   *
   * @param weight tree nodes, those of the variables inside included: a few lines of {@code define
   *     b = { $a, $a }} would otherwise grow without bound
   * @param depth how deep the value nests
   */
  record Variable(Expr value, int weight, int depth) {}

  private final @Nullable Scope outer;
  private final Map<String, Variable> values = new HashMap<>();

  Scope(@Nullable Scope outer) {
    this.outer = outer;
  }

  /** Defines a variable; false if this very scope has it already. */
  boolean define(String name, Variable value) {
    return values.putIfAbsent(name, value) == null;
  }

  void redefine(String name, Variable value) {
    values.put(name, value);
  }

  /** Forgets a variable of this scope. */
  void undefine(String name) {
    values.remove(name);
  }

  @Nullable Variable find(String name) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      Variable value = scope.values.get(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /** Every name that can be seen from here. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    for (Scope scope = this; scope != null; scope = scope.outer) {
      names.addAll(scope.values.keySet());
    }
    return names;
  }
}
