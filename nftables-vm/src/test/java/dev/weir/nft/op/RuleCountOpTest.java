package dev.weir.nft.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.weir.core.counter.CounterArray;
import dev.weir.core.netns.NetworkNamespace;
import dev.weir.core.packet.Packet;
import dev.weir.nft.vm.VmContext;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleCountOpTest extends OpConformance {

  @Override
  List<Sample> samples() {
    return List.of(sample(new RuleCountOp(3), "[ rule count 3 ]"));
  }

  @Test
  void countsUnseen() {
    CounterArray counters = new CounterArray(4);
    RuleCountOp op = new RuleCountOp(3);
    op.eval(registers(), new VmContext(counters.newSlab(), new Packet(), NetworkNamespace.fresh()));
    assertEquals(1, counters.packets(3));
    assertFalse(op.isListed());
  }
}
