package dev.weir.netio.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.testkit.Packets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FrameViewTest {
  @Test
  void findsThePacketBehindTagsAndWithoutPadding() {
    FrameView view = new FrameView(Packets.ip4("10.0.0.1", "10.0.0.2").udp(1, 2).vlan(7).padded());
    assertTrue(view.isIp4());
    assertEquals(18, view.ipOffset());
    assertEquals(28, view.ipLength());
    assertFalse(view.isFragment());
  }

  @Test
  void tellsFragmentsOfBothFamilies() {
    assertTrue(
        new FrameView(Packets.ip4("10.0.0.1", "10.0.0.2").udp(1, 2).fragment(8, false).bytes())
            .isFragment());
    assertTrue(
        new FrameView(Packets.ip6("fd00::1", "fd00::2").udp(1, 2).fragment(0, true).bytes())
            .isFragment());
  }

  @Test
  void readsNothingOutsideACutFrame() {
    byte[] whole = Packets.ip6("fd00::1", "fd00::2").udp(1, 2).hopByHop("010400000000").bytes();
    for (int length = 0; length <= whole.length; length++) {
      FrameView view = new FrameView(Arrays.copyOf(whole, length));
      assertFalse(view.isFragment());
      assertFalse(view.isIp4());
    }
  }
}
