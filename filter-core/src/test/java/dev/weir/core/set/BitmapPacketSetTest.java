package dev.weir.core.set;

import java.util.List;

class BitmapPacketSetTest extends ExactSetConformance {
  @Override
  List<List<Integer>> keyShapes() {
    return List.of(List.of(1), List.of(2));
  }

  @Override
  PacketSet build(SetElements elements, List<Integer> shape) {
    return new BitmapPacketSet(elements, shape.getFirst());
  }
}
