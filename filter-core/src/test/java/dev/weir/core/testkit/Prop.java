package dev.weir.core.testkit;

/**
 * Runs a property on many seeded cases and names the one that failed.
 *
 * <p>Example: {@code Prop.forAll(1, 1000, gen -> assertEquals(slow(gen.frame()), ...))}; with
 * {@code -Dweir.seed=N} only case N runs.
 */
public final class Prop {
  private Prop() {}

  /** One case: draws what it needs and asserts. */
  @FunctionalInterface
  public interface Property {
    /** Throws if the property does not hold. */
    void check(Gen gen) throws Exception;
  }

  /** Checks {@code count} cases, seeded {@code seed}, {@code seed + 1}, ... */
  public static void forAll(long seed, int count, Property property) {
    Long only = Long.getLong("weir.seed");
    long first = only != null ? only : seed;
    long last = only != null ? only : seed + count - 1;
    for (long caseSeed = first; caseSeed <= last; caseSeed++) {
      try {
        property.check(new Gen(caseSeed));
      } catch (Exception | AssertionError e) {
        throw new AssertionError(
            "case seed " + caseSeed + " (-Dweir.seed=" + caseSeed + "): " + e, e);
      }
    }
  }
}
