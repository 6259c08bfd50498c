package dev.weir.nft.op;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.core.testkit.Packets;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.selector.SocketSelector;
import java.util.List;
import org.junit.jupiter.api.Test;

class SocketOpTest extends OpConformance {
  @Override
  List<Sample> samples() {
    return List.of(
        sample(
            new SocketOp(new SocketSelector(SocketSelector.Key.TRANSPARENT), 0),
            "[ socket load transparent => reg 1 ]"),
        sample(
            new SocketOp(new SocketSelector(SocketSelector.Key.MARK), 1),
            "[ socket load mark => reg 9 ]"),
        sample(
            new SocketOp(new SocketSelector(SocketSelector.Key.WILDCARD), 4),
            "[ socket load wildcard => reg 2 ]"));
  }

  private static final byte[] UDP = Packets.ip4("10.0.0.1", "10.0.0.2").udp(1, 2).bytes();

  @Test
  void breaksWithoutASocket() {
    SocketOp op = new SocketOp(new SocketSelector(SocketSelector.Key.MARK), 0);
    assertEquals(Verdicts.BREAK, run(op, UDP).verdict);
  }
}
