package dev.weir.core.set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What every set must answer: the same as a walk over all elements, for random keys, the keys of
 * elements, and their neighbours.
 */
abstract class PacketSetConformance {
  private static final long SEED = 20_261_121;
  private static final int LOOKUPS = 12_000;

  /** Field lengths to try. */
  abstract List<List<Integer>> keyShapes();

  /** Random elements; {@code spread} is small where keys should crowd. */
  abstract SetElements elements(Random random, List<Integer> fieldBytes, int size, int spread);

  abstract PacketSet build(SetElements elements, List<Integer> fieldBytes);

  /** The answer by definition. */
  abstract int model(SetElements elements, List<Integer> fieldBytes, int[] key);

  @Test
  void answersAsALinearWalkDoes() {
    int lookups = 0;
    int hits = 0;
    for (long round = 0; lookups < LOOKUPS || round < 60; round++) {
      Random random = new Random(SEED + round);
      List<Integer> shape = keyShapes().get((int) (round % keyShapes().size()));
      int size = (int) (round % 7) * (int) (round % 11) * 3;
      int spread = 1 << random.nextInt(8);
      SetElements elements = elements(random, shape, size, spread);
      PacketSet set = build(elements, shape);
      for (int i = 0; i < 300; i++, lookups++) {
        int[] words = new int[Keys.words(shape) + 3];
        int[] key = probe(random, elements, shape, spread);
        System.arraycopy(key, 0, words, 2, key.length);
        int expected = model(elements, shape, key);
        assertEquals(
            expected,
            set.lookup(words, 2),
            () -> "seed " + SEED + ", shape " + shape + ", key " + Keys.text(key));
        hits += expected >= 0 ? 1 : 0;
      }
    }
    int all = lookups;
    int found = hits;
    assertTrue(found > all / 20 && found < all - all / 20, () -> found + " hits of " + all);
  }

  @Test
  void holdsNothingWhenEmpty() {
    for (List<Integer> shape : keyShapes()) {
      PacketSet set = build(SetElements.builder(Keys.words(shape), 0).build(), shape);
      assertEquals(PacketSet.NONE, set.lookup(new int[16], 0));
    }
  }

  private static int[] probe(Random random, SetElements elements, List<Integer> shape, int spread) {
    if (elements.size() == 0 || random.nextInt(4) == 0) {
      return Keys.random(random, shape, spread);
    }
    int element = random.nextInt(elements.size());
    int[] key = new int[elements.keyWords()];
    for (int word = 0; word < key.length; word++) {
      key[word] = random.nextBoolean() ? elements.key(element, word) : elements.end(element, word);
    }
    int field = random.nextInt(shape.size());
    return switch (random.nextInt(3)) {
      case 0 -> Keys.step(key, shape, field, 1);
      case 1 -> Keys.step(key, shape, field, -1);
      default -> key;
    };
  }
}
