package dev.weir.nft.op;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.core.packet.Packet;
import dev.weir.core.set.SetElements;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.vm.ObjectKind;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmObject;
import dev.weir.nft.vm.VmSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObjrefOpTest extends OpConformance {
  private static final long MUCH = 1L << 50;

  private static VmObject counter(String name) {
    return new VmObject(ObjectKind.COUNTER, name, 1, new HeldCounterOp(0, 0));
  }

  @Override
  List<Sample> samples() {
    return List.of(
        sample(new ObjrefOp(counter("c")), "[ objref type 1 name c ]"),
        sample(
            new ObjrefOp(new VmObject(ObjectKind.QUOTA, "q", 2, new QuotaOp(MUCH, 0, false))),
            "[ objref type 2 name q ]"),
        sample(new ObjrefMapOp(map(7, 0), 0, List.of(counter("c"))), "[ objref sreg 1 set m ]"));
  }

  /** A map of one key to the object at a place. */
  private static VmSet map(int key, int place) {
    SetElements.Builder elements = SetElements.builder(1, 1);
    elements.add(new int[] {key}, new int[] {place});
    VmSet.Shape shape = new VmSet.Shape(VmSet.OBJECT, List.of(4), false);
    return new VmSet("m", shape, elements.build(), Map.of(), Map.of());
  }

  @Test
  void rulesThatNameAnObjectShareItsState() {
    HeldCounterOp state = new HeldCounterOp(5, 100);
    VmObject object = new VmObject(ObjectKind.COUNTER, "c", 1, state);
    Packet packet = new Packet();
    for (Op op : List.of(new ObjrefOp(object), new ObjrefOp(object))) {
      op.eval(new Registers(), context(packet));
    }
    assertEquals(7, state.shown(0)[0]);
  }

  @Test
  void mapChoosesTheObjectByKey() {
    HeldCounterOp first = new HeldCounterOp(0, 0);
    HeldCounterOp second = new HeldCounterOp(0, 0);
    List<VmObject> objects =
        List.of(
            new VmObject(ObjectKind.COUNTER, "a", 1, first),
            new VmObject(ObjectKind.COUNTER, "b", 2, second));
    Op op = new ObjrefMapOp(map(7, 1), 0, objects);
    op.eval(registers(7), context(new Packet()));
    assertArrayEquals(new long[] {0, 0}, first.shown(0));
    assertEquals(1, second.shown(0)[0]);
  }

  @Test
  void breaksWhereTheMapHasNoSuchKey() {
    Op op = new ObjrefMapOp(map(7, 0), 0, List.of(counter("c")));
    Registers registers = registers(8);
    op.eval(registers, context(new Packet()));
    assertEquals(Verdicts.BREAK, registers.verdict);
  }
}
