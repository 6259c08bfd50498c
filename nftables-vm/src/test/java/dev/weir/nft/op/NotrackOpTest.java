package dev.weir.nft.op;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.packet.ConntrackRef;
import dev.weir.core.packet.Packet;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotrackOpTest extends OpConformance {
  @Override
  List<Sample> samples() {
    return List.of(sample(new NotrackOp(), "[ notrack ]"));
  }

  @Test
  void marksOnlyPacketsThatNobodyHasTracked() {
    Packet packet = new Packet();
    new NotrackOp().eval(registers(), context(packet));
    assertTrue(packet.conntrack().isUntracked());
    packet.conntrack().attach(1, ConntrackRef.ESTABLISHED);
    new NotrackOp().eval(registers(), context(packet));
    assertFalse(packet.conntrack().isUntracked());
  }
}
