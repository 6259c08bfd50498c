package dev.weir.core.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ByteQuotaTest {
  /** Seen on Linux 6.18 with packets of 29 bytes. */
  @Test
  void isOverWithTheFirstByteTooMany() {
    ByteQuota quota = new ByteQuota(100, 0);
    int within = 0;
    for (int i = 0; i < 10; i++) {
      within += quota.isOver(29) ? 0 : 1;
    }
    assertEquals(3, within);
    assertFalse(new ByteQuota(29, 0).isOver(29));
  }

  @Test
  void beginsWithWhatIsUsed() {
    assertTrue(new ByteQuota(100, 80).isOver(29));
  }
}
