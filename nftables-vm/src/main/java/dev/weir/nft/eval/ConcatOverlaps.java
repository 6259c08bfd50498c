package dev.weir.nft.eval;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Overlaps among concatenations of intervals.
 *
 * <p>An element is refused when its lowest or its highest key lies in an element that is there
 * already; an equal one with equal data is left out.
 *
 * <p>KERNEL: only these two keys are looked at, so elements that cross without holding each other's
 * corners, and one that encloses an older one, are taken; the older one wins. Source:
 * net/netfilter/nft_set_pipapo.c (nft_pipapo_insert), confirmed live.
 */
final class ConcatOverlaps {
  private ConcatOverlaps() {}

  /** The bounds of an element, part by part. */
  private record Box(BigInteger[] low, BigInteger[] high) {
    /** The catch-all's: nothing lies in it. */
    static final Box NONE = new Box(new BigInteger[0], new BigInteger[0]);

    static Box of(TypedExpr key) {
      if (key instanceof TypedExpr.Wildcard) {
        return NONE;
      }
      List<TypedExpr> parts = ((TypedExpr.Concat) key).parts();
      BigInteger[] low = new BigInteger[parts.size()];
      BigInteger[] high = new BigInteger[parts.size()];
      for (int i = 0; i < low.length; i++) {
        low[i] = Intervals.low(parts.get(i));
        high[i] = Intervals.high(parts.get(i));
      }
      return new Box(low, high);
    }

    boolean holds(BigInteger[] key) {
      if (low.length == 0) {
        return false;
      }
      for (int i = 0; i < key.length; i++) {
        if (key[i].compareTo(low[i]) < 0 || key[i].compareTo(high[i]) > 0) {
          return false;
        }
      }
      return true;
    }
  }

  /** The elements of a set with more added to them, one by one. */
  static List<TypedSet.Element> added(
      List<TypedSet.Element> present, List<TypedSet.Element> added) {
    CatchAll.of(CatchAll.append(present, added)); // refuses several that differ
    List<TypedSet.Element> all = new ArrayList<>(present);
    List<Box> boxes = new ArrayList<>();
    present.forEach(element -> boxes.add(Box.of(element.key())));
    for (TypedSet.Element element : added) {
      if (CatchAll.is(element)) {
        if (all.stream().noneMatch(CatchAll::is)) {
          all.add(element);
          boxes.add(Box.NONE);
        }
        continue;
      }
      Box box = Box.of(element.key());
      if (isNew(element, box, all, boxes)) {
        all.add(element);
        boxes.add(box);
      }
    }
    return all;
  }

  private static boolean isNew(
      TypedSet.Element element, Box box, List<TypedSet.Element> all, List<Box> boxes) {
    for (int i = 0; i < boxes.size(); i++) {
      Box other = boxes.get(i);
      if (other.holds(box.low) || other.holds(box.high)) {
        TypedSet.Element older = all.get(i);
        if (older.key().equals(element.key()) && SetBuilder.sameData(older, element)) {
          return false;
        }
        throw new Refusal(element.span(), "Could not process rule: File exists");
      }
    }
    return true;
  }
}
