package dev.weir.core.set;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PipapoPacketSetTest extends PacketSetConformance {
  private static final int[] NO_DATA = {};

  @Override
  List<List<Integer>> keyShapes() {
    return List.of(
        List.of(4, 2), List.of(4, 4, 2, 1), List.of(16, 2), List.of(2, 2), List.of(16, 6));
  }

  @Override
  SetElements elements(Random random, List<Integer> shape, int size, int spread) {
    SetElements.Builder builder = SetElements.builder(Keys.words(shape), 0);
    for (int i = 0; i < size; i++) {
      int[] from = Keys.random(random, shape, 2 * spread);
      int[] to = Keys.random(random, shape, 2 * spread);
      for (int field = 0; field < shape.size(); field++) {
        var low = Keys.get(from, shape, field);
        var high = Keys.get(to, shape, field);
        Keys.put(from, shape, field, low.min(high));
        Keys.put(to, shape, field, random.nextBoolean() ? low.min(high) : low.max(high));
      }
      builder.addRange(from, to, NO_DATA);
    }
    return builder.build();
  }

  @Override
  PacketSet build(SetElements elements, List<Integer> shape) {
    return new PipapoPacketSet(elements, shape);
  }

  @Override
  int model(SetElements elements, List<Integer> shape, int[] key) {
    for (int element = 0; element < elements.size(); element++) {
      boolean holds = true;
      for (int field = 0; field < shape.size(); field++) {
        var value = Keys.get(key, shape, field);
        holds &= Keys.get(Keys.key(elements, element), shape, field).compareTo(value) <= 0;
        holds &= Keys.get(Keys.end(elements, element), shape, field).compareTo(value) >= 0;
      }
      if (holds) {
        return element;
      }
    }
    return PacketSet.NONE;
  }

  @Test
  void givesTheFirstOfOverlappingElements() {
    SetElements.Builder builder = SetElements.builder(2, 0);
    for (int i = 0; i < 100; i++) {
      builder.addRange(new int[] {i, 0}, new int[] {200, -1}, NO_DATA);
    }
    PacketSet set = new PipapoPacketSet(builder.build(), List.of(4, 4));
    assertEquals(0, set.lookup(new int[] {150, 5}, 0));
    assertEquals(PacketSet.NONE, set.lookup(new int[] {201, 5}, 0));
  }

  @Test
  void findsEveryOneOfManyBoxes() {
    SetElements.Builder builder = SetElements.builder(2, 0);
    for (int i = 0; i < 50_000; i++) {
      int network = 0x0a000000 + 256 * i;
      builder.addRange(new int[] {network, 80 << 16}, new int[] {network + 255, 90 << 16}, NO_DATA);
    }
    PacketSet set = new PipapoPacketSet(builder.build(), List.of(4, 2));
    for (int i = 0; i < 50_000; i++) {
      assertEquals(i, set.lookup(new int[] {0x0a000007 + 256 * i, 85 << 16}, 0));
      assertEquals(PacketSet.NONE, set.lookup(new int[] {0x0a000007 + 256 * i, 91 << 16}, 0));
    }
  }
}
