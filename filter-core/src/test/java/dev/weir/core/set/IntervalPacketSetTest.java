package dev.weir.core.set;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class IntervalPacketSetTest extends PacketSetConformance {
  @Override
  List<List<Integer>> keyShapes() {
    return List.of(List.of(4), List.of(2), List.of(16), List.of(1), List.of(6));
  }

  /** Disjoint intervals, some adjacent, in random order; the last one may be open. */
  @Override
  SetElements elements(Random random, List<Integer> shape, int size, int spread) {
    TreeMap<BigInteger, Boolean> boundaries = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      boundaries.put(Keys.get(Keys.random(random, shape, 4 * spread), shape, 0), i % 3 != 0);
    }
    SetElements.Builder builder = SetElements.builder(Keys.words(shape), 0);
    List<BigInteger> order = new ArrayList<>(boundaries.keySet());
    if (random.nextBoolean()) {
      Collections.shuffle(order, random);
    }
    for (BigInteger boundary : order) {
      int[] key = new int[Keys.words(shape)];
      Keys.put(key, shape, 0, boundary);
      boolean start = boundaries.getOrDefault(boundary, false);
      if (!start || random.nextInt(4) == 0) {
        builder.addEndMark(key);
      }
      if (start) {
        builder.add(key);
      }
    }
    return builder.build();
  }

  @Override
  PacketSet build(SetElements elements, List<Integer> shape) {
    return new IntervalPacketSet(elements);
  }

  @Override
  int model(SetElements elements, List<Integer> shape, int[] key) {
    BigInteger wanted = Keys.get(key, shape, 0);
    BigInteger best = null;
    int answer = PacketSet.NONE;
    for (int element = 0; element < elements.size(); element++) {
      BigInteger boundary = Keys.get(Keys.key(elements, element), shape, 0);
      if (boundary.compareTo(wanted) > 0) {
        continue;
      }
      if (best == null || boundary.compareTo(best) > 0) {
        best = boundary;
        answer = elements.isEndMark(element) ? PacketSet.NONE : element;
      } else if (boundary.equals(best) && !elements.isEndMark(element)) {
        answer = element;
      }
    }
    return answer;
  }

  @Test
  void endsBeforeTheEndMarkAndMeetsTheNextStart() {
    SetElements.Builder builder = SetElements.builder(1, 0);
    builder.addEndMark(new int[] {0});
    builder.add(new int[] {80 << 16});
    builder.addEndMark(new int[] {90 << 16});
    builder.add(new int[] {90 << 16});
    builder.addEndMark(new int[] {100 << 16});
    builder.add(new int[] {0xffff0000});
    PacketSet set = new IntervalPacketSet(builder.build());
    assertEquals(PacketSet.NONE, set.lookup(new int[] {79 << 16}, 0));
    assertEquals(1, set.lookup(new int[] {80 << 16}, 0));
    assertEquals(1, set.lookup(new int[] {89 << 16}, 0));
    assertEquals(3, set.lookup(new int[] {90 << 16}, 0));
    assertEquals(3, set.lookup(new int[] {99 << 16}, 0));
    assertEquals(PacketSet.NONE, set.lookup(new int[] {100 << 16}, 0));
    assertEquals(5, set.lookup(new int[] {0xffff0000}, 0));
  }
}
