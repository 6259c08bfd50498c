package dev.weir.nft.eval;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Overlaps among the elements of an interval set.
 *
 * <p>Merging sets join what overlaps or touches; other sets and all maps refuse elements that
 * overlap without being equal. Concatenations of intervals are left to {@link ConcatOverlaps}.
 *
 * <p>Source: nft's "conflicting intervals specified"; observed merging of anonymous sets.
 */
final class Intervals {
  private Intervals() {}

  /** An element with its first and last value. */
  private record Interval(BigInteger low, BigInteger high, TypedSet.Element element) {}

  static BigInteger low(TypedExpr key) {
    return switch (key) {
      case TypedExpr.Value value -> value.number();
      case TypedExpr.Prefix prefix -> prefix.base().number();
      case TypedExpr.Range range -> range.low().number();
      default -> throw new IllegalStateException("not an interval: " + key);
    };
  }

  static BigInteger high(TypedExpr key) {
    return switch (key) {
      case TypedExpr.Value value -> value.number();
      case TypedExpr.Prefix prefix ->
          prefix.base().number().add(ones(prefix.lengthBits() - prefix.prefixBits()));
      case TypedExpr.Range range -> range.high().number();
      default -> throw new IllegalStateException("not an interval: " + key);
    };
  }

  private static BigInteger ones(int bits) {
    return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
  }

  private static List<Interval> sorted(List<TypedSet.Element> elements) {
    List<Interval> sorted = new ArrayList<>(elements.size());
    for (TypedSet.Element element : elements) {
      sorted.add(new Interval(low(element.key()), high(element.key()), element));
    }
    // Of two that begin together the wider one comes first.
    sorted.sort(
        Comparator.comparing(Interval::low)
            .thenComparing(Interval::high, Comparator.reverseOrder()));
    return sorted;
  }

  /** Joins elements that overlap or touch; in ascending order. */
  static List<TypedSet.Element> merge(List<TypedSet.Element> elements) {
    List<TypedSet.Element> catchAll = CatchAll.of(elements);
    if (!catchAll.isEmpty()) {
      return CatchAll.append(merge(CatchAll.others(elements)), catchAll);
    }
    List<TypedSet.Element> merged = new ArrayList<>();
    Interval open = null;
    for (Interval next : sorted(elements)) {
      if (open == null) {
        open = next;
      } else if (next.low.compareTo(open.high.add(BigInteger.ONE)) <= 0) {
        BigInteger high = open.high.max(next.high);
        boolean same = high.equals(open.high);
        TypedSet.Element element = same ? open.element : joined(open.element, open.low, high);
        open = new Interval(open.low, high, element);
      } else {
        merged.add(open.element);
        open = next;
      }
    }
    if (open != null) {
      merged.add(open.element);
    }
    return merged;
  }

  private static TypedSet.Element joined(TypedSet.Element first, BigInteger low, BigInteger high) {
    TypedExpr key = first.key();
    TypedExpr joined =
        new TypedExpr.Range(
            new TypedExpr.Value(key.type(), key.lengthBits(), low),
            new TypedExpr.Value(key.type(), key.lengthBits(), high));
    return first.withKey(canonical(joined));
  }

  /**
   * The form in which nft lists an interval of a set: addresses and marks as prefixes where they
   * are one, everything else as ranges.
   */
  static TypedExpr canonical(TypedExpr key) {
    if (key instanceof TypedExpr.Prefix prefix) {
      return Vocabulary.listsPrefixes(key.type()) || Vocabulary.isString(key.type())
          ? prefix
          : new TypedExpr.Range(
              prefix.base(), new TypedExpr.Value(key.type(), key.lengthBits(), high(prefix)));
    }
    if (!(key instanceof TypedExpr.Range range)) {
      return key;
    }
    BigInteger low = range.low().number();
    BigInteger size = range.high().number().subtract(low).add(BigInteger.ONE);
    if (size.equals(BigInteger.ONE)) {
      return range.low();
    }
    boolean aligned = size.bitCount() == 1 && low.mod(size).signum() == 0;
    if (!aligned || !Vocabulary.listsPrefixes(range.type())) {
      return key;
    }
    return new TypedExpr.Prefix(range.low(), range.lengthBits() - size.bitLength() + 1);
  }

  /**
   * Checks that elements do not overlap; equal ones are allowed once more where their data is equal
   * too, and left out.
   */
  static List<TypedSet.Element> checked(List<TypedSet.Element> elements) {
    List<TypedSet.Element> catchAll = CatchAll.of(elements);
    if (!catchAll.isEmpty()) {
      return CatchAll.append(checked(CatchAll.others(elements)), catchAll);
    }
    List<TypedSet.Element> kept = new ArrayList<>();
    Interval previous = null;
    for (Interval next : sorted(elements)) {
      if (previous != null && next.low.compareTo(previous.high) <= 0) {
        boolean equal = next.low.equals(previous.low) && next.high.equals(previous.high);
        if (!equal) {
          throw new Refusal(
              next.element.span(), "conflicting intervals specified", previous.element.span());
        }
        if (!SetBuilder.sameData(previous.element, next.element)) {
          throw new Refusal(previous.element.span(), "Could not process rule: File exists");
        }
        continue;
      }
      kept.add(next.element);
      previous = next;
    }
    return kept;
  }
}
