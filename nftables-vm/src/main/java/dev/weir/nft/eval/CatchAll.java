package dev.weir.nft.eval;

import java.util.ArrayList;
import java.util.List;

/** The element {@code *} among others: it overlaps with nothing but itself. */
final class CatchAll {
  private CatchAll() {}

  static boolean is(TypedSet.Element element) {
    return element.key() instanceof TypedExpr.Wildcard;
  }

  /** The catch-all elements, once all are known to be equal. */
  static List<TypedSet.Element> of(List<TypedSet.Element> elements) {
    TypedSet.Element first = null;
    for (TypedSet.Element element : elements) {
      if (!is(element)) {
        continue;
      }
      if (first != null && !SetBuilder.sameData(first, element)) {
        throw new Refusal(element.span(), "Could not process rule: File exists");
      }
      first = first == null ? element : first;
    }
    return first == null ? List.of() : List.of(first);
  }

  static List<TypedSet.Element> others(List<TypedSet.Element> elements) {
    return elements.stream().filter(element -> !is(element)).toList();
  }

  static List<TypedSet.Element> append(
      List<TypedSet.Element> elements, List<TypedSet.Element> catchAll) {
    List<TypedSet.Element> all = new ArrayList<>(elements);
    all.addAll(catchAll);
    return all;
  }
}
