package dev.weir.nft.op;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.weir.core.packet.Packet;
import java.util.List;
import org.junit.jupiter.api.Test;

class LastOpTest extends OpConformance {
  @Override
  List<Sample> samples() {
    return List.of(
        sample(new LastOp(LastOp.NEVER), "[ last never ]"),
        sample(new LastOp(1000), "[ last 1000 ]"));
  }

  @Test
  void remembersTheLastPacket() {
    LastOp last = new LastOp(2000);
    assertArrayEquals(new long[] {2_000_000_000L}, last.shown(7));
    Packet packet = new Packet();
    packet.setNowNanos(100);
    last.eval(registers(), context(packet));
    assertArrayEquals(new long[] {900}, last.shown(1000));
    assertArrayEquals(new long[] {-1}, last.fresh().shown(1000));
  }
}
