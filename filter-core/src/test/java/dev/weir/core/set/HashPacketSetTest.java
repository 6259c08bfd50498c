package dev.weir.core.set;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class HashPacketSetTest extends ExactSetConformance {
  @Override
  List<List<Integer>> keyShapes() {
    return List.of(
        List.of(4), List.of(2), List.of(16), List.of(4, 2), List.of(16, 16, 2, 1), List.of(6));
  }

  @Override
  PacketSet build(SetElements elements, List<Integer> shape) {
    return new HashPacketSet(elements);
  }

  @Test
  void findsEveryOneOfManyKeys() {
    SetElements.Builder builder = SetElements.builder(1, 0);
    for (int i = 0; i < 200_000; i++) {
      builder.add(new int[] {0x0a000000 + 256 * i});
    }
    PacketSet set = new HashPacketSet(builder.build());
    for (int i = 0; i < 200_000; i++) {
      assertEquals(i, set.lookup(new int[] {0x0a000000 + 256 * i}, 0));
      assertEquals(PacketSet.NONE, set.lookup(new int[] {0x0a000001 + 256 * i}, 0));
    }
  }
}
