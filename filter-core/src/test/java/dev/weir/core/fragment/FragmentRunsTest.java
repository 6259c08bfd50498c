package dev.weir.core.fragment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.testkit.Prop;
import org.junit.jupiter.api.Test;

class FragmentRunsTest {
  private final FragmentRuns runs = new FragmentRuns();

  @Test
  void bytesInsideOneRunAreADuplicate() {
    assertEquals(FragmentRuns.ADDED, runs.add(0, 16));
    assertEquals(FragmentRuns.ADDED, runs.add(16, 32));
    assertEquals(FragmentRuns.DUPLICATE, runs.add(8, 24));
    assertEquals(FragmentRuns.DUPLICATE, runs.add(0, 32));
  }

  @Test
  void theSameBytesInTwoRunsAreAnOverlap() {
    assertEquals(FragmentRuns.ADDED, runs.add(16, 32));
    assertEquals(FragmentRuns.ADDED, runs.add(0, 16));
    assertEquals(FragmentRuns.DUPLICATE, runs.add(0, 16));
    assertEquals(FragmentRuns.OVERLAP, runs.add(8, 24));
  }

  @Test
  void bytesBeyondTheLastRunThatReachIntoItAreAnOverlap() {
    assertEquals(FragmentRuns.ADDED, runs.add(0, 16));
    assertEquals(FragmentRuns.OVERLAP, runs.add(8, 24));
    assertEquals(FragmentRuns.ADDED, runs.add(24, 32));
    assertEquals(FragmentRuns.ADDED, runs.add(16, 24));
    assertEquals(FragmentRuns.OVERLAP, runs.add(0, 32));
  }

  @Test
  void clearedRunsAreEmpty() {
    for (int i = 0; i < 200; i++) {
      assertEquals(FragmentRuns.ADDED, runs.add(16 * i, 16 * i + 8));
    }
    runs.clear();
    assertTrue(runs.isEmpty());
    assertEquals(FragmentRuns.ADDED, runs.add(0, 8));
  }

  @Test
  void addsExactlyWhatIsNew() {
    Prop.forAll(
        1,
        500,
        gen -> {
          runs.clear();
          boolean[] there = new boolean[600];
          for (int i = 0; i < 60; i++) {
            int start = gen.below(500);
            int end = start + gen.between(1, 60);
            boolean fresh = true;
            boolean all = true;
            for (int at = start; at < end; at++) {
              fresh &= !there[at];
              all &= there[at];
            }
            int added = runs.add(start, end);
            assertEquals(fresh, added == FragmentRuns.ADDED);
            assertTrue(added != FragmentRuns.DUPLICATE || all);
            for (int at = start; fresh && at < end; at++) {
              there[at] = true;
            }
          }
        });
  }
}
