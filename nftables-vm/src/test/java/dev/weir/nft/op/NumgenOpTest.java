package dev.weir.nft.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.testkit.Packets;
import dev.weir.nft.selector.NumgenSelector;
import java.util.List;
import org.junit.jupiter.api.Test;

class NumgenOpTest extends OpConformance {
  @Override
  List<Sample> samples() {
    return List.of(
        sample(new NumgenOp(new NumgenSelector(false, 1, 0), 0), "[ numgen reg 1 = inc mod 1 ]"),
        sample(
            new NumgenOp(new NumgenSelector(true, 1, 100), 1),
            "[ numgen reg 9 = random mod 1 offset 100 ]"));
  }

  private static final byte[] UDP = Packets.ip4("10.0.0.1", "10.0.0.2").udp(1, 2).bytes();

  @Test
  void countsFromZeroAndBeginsAgain() {
    NumgenOp op = new NumgenOp(new NumgenSelector(false, 3, 5), 0);
    StringBuilder numbers = new StringBuilder();
    for (int i = 0; i < 7; i++) {
      numbers.append(run(op, UDP).loadHost32(0)).append(' ');
    }
    assertEquals("5 6 7 5 6 7 5 ", numbers.toString());
  }

  @Test
  void drawsNumbersBelowTheModulus() {
    NumgenOp op = new NumgenOp(new NumgenSelector(true, 10, 100), 0);
    for (int i = 0; i < 100; i++) {
      int number = run(op, UDP).loadHost32(0);
      assertTrue(number >= 100 && number < 110, () -> "drew " + number);
    }
  }
}
