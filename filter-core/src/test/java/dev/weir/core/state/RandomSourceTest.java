package dev.weir.core.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RandomSourceTest {
  @Test
  void repeatsWithTheSameSeed() {
    RandomSource one = new RandomSource(5);
    RandomSource same = new RandomSource(5);
    RandomSource other = new RandomSource(6);
    int first = one.nextInt();
    assertEquals(first, same.nextInt());
    assertNotEquals(first, other.nextInt());
  }

  @Test
  void setsEachBitAboutHalfTheTime() {
    RandomSource random = new RandomSource(0);
    int[] set = new int[32];
    for (int i = 0; i < 10_000; i++) {
      int number = random.nextInt();
      for (int bit = 0; bit < 32; bit++) {
        set[bit] += number >>> bit & 1;
      }
    }
    for (int count : set) {
      assertTrue(count > 4_700 && count < 5_300, () -> "set " + count + " times of 10,000");
    }
  }
}
