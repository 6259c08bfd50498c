package dev.weir.core.set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.testkit.AllocationGuard;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DynamicPacketSetTest {
  private static final long SECOND = 1_000_000_000L;

  /** An element of the model. */
  private record Entry(long endNanos, int data) {}

  @Test
  void doesAsAMapDoes() {
    for (long seed = 1; seed <= 40; seed++) {
      Random random = new Random(seed);
      int keyWords = 1 + random.nextInt(3);
      DynamicPacketSet set = new DynamicPacketSet(keyWords, 1, true, 0, SECOND);
      Map<Integer, Entry> model = new HashMap<>();
      long now = 0;
      for (int step = 0; step < 3_000; step++) {
        now += random.nextInt(50);
        step(set, model, random, keyWords, now, "seed " + seed + " step " + step);
      }
      long end = now;
      assertEquals(
          model.values().stream().filter(entry -> entry.endNanos > end).count(),
          set.elements(now).length,
          "seed " + seed);
    }
  }

  private static void step(
      DynamicPacketSet set,
      Map<Integer, Entry> model,
      Random random,
      int keyWords,
      long now,
      String place) {
    int number = random.nextInt(200);
    int[] words = new int[keyWords + 1];
    for (int i = 0; i < keyWords; i++) {
      words[i + 1] = number * 0x01000193 * (i + 1);
    }
    Entry known = model.get(number);
    boolean there = known != null && known.endNanos > now;
    int element = set.find(words, 1, now);
    assertEquals(there, element >= 0, place);
    if (there && known != null) {
      assertEquals(known.data, set.data(element, 0), place);
    }
    switch (random.nextInt(4)) {
      case 0 -> {
        set.delete(words, 1, now);
        model.remove(number);
      }
      case 1 -> {
        if (there && known != null) {
          set.refresh(element, 1_000, now);
          boolean timed = known.endNanos != Long.MAX_VALUE;
          model.put(number, timed ? new Entry(now + 1_000, known.data) : known);
        }
      }
      default -> {
        if (!there) {
          long timeout = random.nextInt(3) == 0 ? 0 : random.nextInt(5_000) + 1;
          int added = set.add(words, 1, timeout, now);
          set.putData(added, new int[] {step(now)}, 0);
          model.put(number, new Entry(timeout == 0 ? Long.MAX_VALUE : now + timeout, step(now)));
        }
      }
    }
  }

  private static int step(long now) {
    return (int) now * 31;
  }

  @Test
  void deletedElementsTakeUpRoomUntilTheSweep() {
    DynamicPacketSet set = new DynamicPacketSet(1, 0, false, 1, SECOND);
    assertEquals(0, set.add(new int[] {5}, 0, 0, 100));
    set.delete(new int[] {5}, 0, 200);
    assertEquals(DynamicPacketSet.NONE, set.find(new int[] {5}, 0, 200));
    assertEquals(DynamicPacketSet.NONE, set.add(new int[] {6}, 0, 0, 100 + SECOND - 1));
    assertEquals(0, set.add(new int[] {6}, 0, 0, 100 + SECOND));
  }

  @Test
  void remembersThingsForElements() {
    DynamicPacketSet set = new DynamicPacketSet(1, 0, false, 0, SECOND);
    for (int i = 0; i < 1_000; i++) {
      int element = set.add(new int[] {i}, 0, 0, 0);
      set.putState(element, "state " + i);
    }
    for (int i = 0; i < 1_000; i++) {
      assertEquals("state " + i, set.state(set.find(new int[] {i}, 0, 0)));
    }
    set.delete(new int[] {3}, 0, 0);
    assertEquals(null, set.state(set.add(new int[] {3}, 0, 0, 0)));
  }

  @Test
  void findsUpdatesAndDeletesWithoutAllocating() {
    DynamicPacketSet set = new DynamicPacketSet(2, 1, true, 0, SECOND);
    int[] words = new int[2];
    for (int i = 0; i < 1_000; i++) {
      words[0] = i;
      set.add(words, 0, 500, 0);
    }
    AllocationGuard.assertAllocatesNothing(
        "find, refresh, delete, add",
        () -> {
          words[0] = 17;
          int element = set.find(words, 0, 0);
          set.refresh(element, 500, 0);
          set.copyData(element, words, 1);
          words[1] = 0;
          set.delete(words, 0, 0);
          set.add(words, 0, 500, 0);
        });
    assertTrue(set.find(words, 0, 0) >= 0);
  }
}
