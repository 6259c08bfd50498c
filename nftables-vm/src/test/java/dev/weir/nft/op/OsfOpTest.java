package dev.weir.nft.op;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.core.testkit.Packets;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.selector.OsfSelector;
import dev.weir.nft.vm.Registers;
import java.util.List;
import org.junit.jupiter.api.Test;

class OsfOpTest extends OpConformance {
  @Override
  List<Sample> samples() {
    return List.of(
        sample(new OsfOp(new OsfSelector("", false), 0), "[ osf dreg 1 ]"),
        sample(new OsfOp(new OsfSelector("loose", true), 4), "[ osf dreg 2 ]"));
  }

  @Test
  void knowsNoSystemWithoutFingerprints() {
    byte[] syn = Packets.ip4("10.0.0.1", "10.0.0.2").tcp(1, 2, "syn").bytes();
    Registers registers = run(new OsfOp(new OsfSelector("", false), 0), syn);
    assertEquals(Verdicts.CONTINUE, registers.verdict);
    assertEquals(0x756e6b6e, registers.words[0]);
    assertEquals(0x6f776e00, registers.words[1]);
  }

  @Test
  void breaksUnlessAConnectionBegins() {
    OsfOp op = new OsfOp(new OsfSelector("", false), 0);
    byte[] ack = Packets.ip4("10.0.0.1", "10.0.0.2").tcp(1, 2, "ack").bytes();
    byte[] udp = Packets.ip4("10.0.0.1", "10.0.0.2").udp(1, 2).bytes();
    assertEquals(Verdicts.BREAK, run(op, ack).verdict);
    assertEquals(Verdicts.BREAK, run(op, udp).verdict);
  }
}
