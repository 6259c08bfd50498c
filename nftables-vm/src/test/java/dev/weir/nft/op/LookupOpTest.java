package dev.weir.nft.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.counter.CounterArray;
import dev.weir.core.netns.NetworkNamespace;
import dev.weir.core.packet.Packet;
import dev.weir.core.set.SetElements;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.vm.VmContext;
import dev.weir.nft.vm.VmSet;
import dev.weir.nft.vm.VmVerdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LookupOpTest extends OpConformance {

  private static final VmSet PORTS = set("ports", 0, 0, false);
  private static final VmSet MARKS = set("marks", VmSet.MAP, 1, false);
  private static final VmSet WAYS = set("ways", VmSet.MAP, 1, true);

  /** Keys 22 and 80; marks 1 and 2; jump c1 and accept. */
  private static VmSet set(String name, int flags, int dataWords, boolean verdicts) {
    SetElements.Builder builder = SetElements.builder(1, dataWords);
    int jump = VmVerdict.jump("c1", 4).packed();
    int[][] data = {{verdicts ? jump : 0x01000000}, {verdicts ? Verdicts.ACCEPT : 0x02000000}};
    int[] none = {};
    builder.add(new int[] {22 << 16}, dataWords == 0 ? none : data[0]);
    builder.add(new int[] {80 << 16}, dataWords == 0 ? none : data[1]);
    VmSet.Shape shape = new VmSet.Shape(flags, List.of(2), verdicts);
    return new VmSet(name, shape, builder.build(), Map.of(4, "c1"), Map.of());
  }

  @Override
  List<Sample> samples() {
    return List.of(
        sample(LookupOp.match(PORTS, 0, false), "[ lookup reg 1 set ports ]"),
        sample(LookupOp.match(PORTS, 1, true), "[ lookup reg 9 set ports 0x1 ]"),
        sample(LookupOp.map(MARKS, 0, 4), "[ lookup reg 1 set marks dreg 2 ]"),
        sample(LookupOp.verdictMap(WAYS, 0), "[ lookup reg 1 set ways dreg 0 ]"));
  }

  @Test
  void breaksOnAMissOrInvertedOnAHit() {
    assertTrue(holds(LookupOp.match(PORTS, 0, false), registers(22 << 16)));
    assertFalse(holds(LookupOp.match(PORTS, 0, false), registers(23 << 16)));
    assertFalse(holds(LookupOp.match(PORTS, 0, true), registers(22 << 16)));
    assertTrue(holds(LookupOp.match(PORTS, 0, true), registers(23 << 16)));
  }

  @Test
  void storesTheDataOfAMap() {
    var registers = registers(80 << 16);
    LookupOp.map(MARKS, 0, 0).eval(registers, context(new Packet()));
    assertWords(new int[] {0x02000000}, registers);
  }

  @Test
  void takesTheVerdictAndCountsTheHit() {
    CounterArray counters = new CounterArray(1);
    VmContext context = new VmContext(counters.newSlab(), new Packet(), NetworkNamespace.fresh());
    var registers = registers(22 << 16);
    LookupOp.countedVerdictMap(WAYS, 0, 0).eval(registers, context);
    assertEquals(VmVerdict.jump("c1", 4).packed(), registers.verdict);
    assertEquals("jump -> c1", WAYS.verdict(0).dump());
    assertEquals(1, counters.packets(0));
    registers = registers(23 << 16);
    LookupOp.countedVerdictMap(WAYS, 0, 0).eval(registers, context);
    assertEquals(Verdicts.BREAK, registers.verdict);
    assertEquals(1, counters.packets(0));
  }
}
