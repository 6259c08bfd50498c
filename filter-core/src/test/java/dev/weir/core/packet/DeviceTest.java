package dev.weir.core.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DeviceTest {
  @Test
  void keepsTheNameAsTwoPaddedWords() {
    Device device = new Device("wlp0s20f3x", 7, Device.ARPHRD_ETHER);
    assertEquals(0x776c703073323066L, device.nameHigh());
    assertEquals(0x3378_0000_0000_0000L, device.nameLow());
  }

  @Test
  void cutsNamesAtFifteenBytes() {
    assertEquals(0x6161_6161_6161_6100L, new Device("a".repeat(20), 7, 1).nameLow());
  }

  @Test
  void tellsAbsentFromUnknown() {
    assertTrue(Device.NONE.isNone());
    assertFalse(Device.UNKNOWN.isNone());
    assertTrue(Device.UNKNOWN.isUnknown());
    assertFalse(Device.NONE.isUnknown());
  }
}
