package dev.weir.netio.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class StageTest {
  private static int bits(Stage... stages) {
    int bits = 0;
    for (Stage stage : stages) {
      bits |= 1 << stage.ordinal();
    }
    return bits;
  }

  @Test
  void namesTheHookThatAPacketDidNotLeave() {
    assertEquals('P', Stage.verdict(LabMode.FORWARD, 0, false, false));
    assertEquals(
        'D',
        Stage.verdict(
            LabMode.FORWARD, bits(Stage.PREROUTING_FIRST, Stage.DEFRAGMENTED), false, false));
    assertEquals('Q', Stage.verdict(LabMode.FORWARD, bits(Stage.PREROUTING_FIRST), true, true));
    int routed = bits(Stage.PREROUTING_FIRST, Stage.DEFRAGMENTED, Stage.PREROUTING_LAST);
    assertEquals('K', Stage.verdict(LabMode.FORWARD, routed, false, false));
    assertEquals(
        'L',
        Stage.verdict(
            LabMode.FORWARD, routed | bits(Stage.INPUT_FIRST, Stage.INPUT_LAST), false, false));
    assertEquals('D', Stage.verdict(LabMode.INPUT, routed | bits(Stage.INPUT_FIRST), false, false));
    assertEquals('Q', Stage.verdict(LabMode.INPUT, routed, true, true));
    assertEquals('K', Stage.verdict(LabMode.INPUT, routed, true, false));
  }
}
