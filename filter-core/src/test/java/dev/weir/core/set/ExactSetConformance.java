package dev.weir.core.set;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** The conformance of sets of exact keys. */
abstract class ExactSetConformance extends PacketSetConformance {
  @Override
  SetElements elements(Random random, List<Integer> shape, int size, int spread) {
    SetElements.Builder builder = SetElements.builder(Keys.words(shape), 1);
    for (int i = 0; i < size; i++) {
      builder.add(Keys.random(random, shape, 2 * spread), new int[] {i});
    }
    return builder.build();
  }

  @Override
  int model(SetElements elements, List<Integer> shape, int[] key) {
    for (int element = 0; element < elements.size(); element++) {
      if (Arrays.equals(Keys.key(elements, element), key)) {
        return element;
      }
    }
    return PacketSet.NONE;
  }
}
