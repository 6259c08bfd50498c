package dev.weir.core.set;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.junit.jupiter.api.Test;

class SetPlannerTest {
  private static SetElements keys(int words, int size) {
    SetElements.Builder builder = SetElements.builder(words, 0);
    for (int i = 0; i < size; i++) {
      int[] key = new int[words];
      key[0] = i << 16;
      builder.add(key);
    }
    return builder.build();
  }

  @Test
  void hashesExactKeys() {
    assertInstanceOf(HashPacketSet.class, SetPlanner.plan(keys(1, 5), List.of(4), false));
    assertInstanceOf(HashPacketSet.class, SetPlanner.plan(keys(2, 5), List.of(4, 2), false));
    assertInstanceOf(HashPacketSet.class, SetPlanner.plan(keys(1, 2), List.of(2), false));
  }

  @Test
  void takesBitmapsForNarrowKeys() {
    assertInstanceOf(BitmapPacketSet.class, SetPlanner.plan(keys(1, 2), List.of(1), false));
    assertInstanceOf(BitmapPacketSet.class, SetPlanner.plan(keys(1, 500), List.of(2), false));
  }

  @Test
  void searchesIntervals() {
    assertInstanceOf(IntervalPacketSet.class, SetPlanner.plan(keys(1, 5), List.of(2), true));
  }

  @Test
  void hashesConcatenatedIntervalsThatAreAllSingleKeys() {
    assertInstanceOf(HashPacketSet.class, SetPlanner.plan(keys(2, 5), List.of(4, 2), true));
  }

  @Test
  void takesBoxesForConcatenatedRanges() {
    SetElements.Builder builder = SetElements.builder(2, 0);
    builder.addRange(new int[] {1, 0}, new int[] {2, 0}, new int[0]);
    assertInstanceOf(PipapoPacketSet.class, SetPlanner.plan(builder.build(), List.of(4, 2), true));
  }
}
