package dev.weir.nft.op;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.core.testkit.Packets;
import dev.weir.nft.selector.SymhashSelector;
import java.util.List;
import org.junit.jupiter.api.Test;

class SymhashOpTest extends OpConformance {
  @Override
  List<Sample> samples() {
    return List.of(
        sample(new SymhashOp(new SymhashSelector(2, 0), 0), "[ hash reg 1 = symhash() % mod 2 ]"),
        sample(
            new SymhashOp(new SymhashSelector(7, 100), 1),
            "[ hash reg 9 = symhash() % mod 7 offset 100 ]"));
  }

  @Test
  void hashesBothDirectionsAlike() {
    SymhashOp op = new SymhashOp(new SymhashSelector(1L << 31, 0), 0);
    for (int port = 1; port < 50; port++) {
      byte[] there = Packets.ip4("10.0.0.1", "10.0.0.2").udp(port, 53).bytes();
      byte[] back = Packets.ip4("10.0.0.2", "10.0.0.1").udp(53, port).bytes();
      assertEquals(run(op, there).words[0], run(op, back).words[0]);
    }
  }
}
