package dev.weir.nft.eval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Overlaps among concatenations of intervals: refused by the kernel when two elements share a value
 * and are not equal.
 *
 * <p>Source: net/netfilter/nft_set_pipapo.c (nft_pipapo_insert).
 */
final class ConcatOverlaps {
  private ConcatOverlaps() {}

  static List<TypedSet.Element> checked(List<TypedSet.Element> elements) {
    Map<TypedExpr, TypedSet.Element> kept = new LinkedHashMap<>();
    for (TypedSet.Element element : elements) {
      TypedSet.Element same = kept.putIfAbsent(element.key(), element);
      if (same != null && !SetBuilder.sameData(same, element)) {
        throw new Refusal(element.span(), "Could not process rule: File exists");
      }
    }
    return new ArrayList<>(kept.values());
  }
}
