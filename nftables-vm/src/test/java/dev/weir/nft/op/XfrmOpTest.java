package dev.weir.nft.op;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.core.testkit.Packets;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.selector.IpsecSelector;
import java.util.List;
import org.junit.jupiter.api.Test;

class XfrmOpTest extends OpConformance {
  @Override
  List<Sample> samples() {
    return List.of(
        sample(
            new XfrmOp(new IpsecSelector(false, 0, IpsecSelector.Key.REQID), 0),
            "[ xfrm load in 0 reqid => reg 1 ]"),
        sample(
            new XfrmOp(new IpsecSelector(true, 3, IpsecSelector.Key.SADDR6), 0),
            "[ xfrm load out 3 saddr6 => reg 1 ]"),
        sample(
            new XfrmOp(new IpsecSelector(false, 0, IpsecSelector.Key.SPI), 1),
            "[ xfrm load in 0 spi => reg 9 ]"));
  }

  private static final byte[] UDP = Packets.ip4("10.0.0.1", "10.0.0.2").udp(1, 2).bytes();

  @Test
  void breaksForWhatWasNotEncrypted() {
    XfrmOp op = new XfrmOp(new IpsecSelector(false, 0, IpsecSelector.Key.SPI), 0);
    assertEquals(Verdicts.BREAK, run(op, UDP).verdict);
  }
}
