package dev.weir.nft.op;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.core.packet.Packet;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.op.LogOp.Settings;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogOpTest extends OpConformance {

  private static LogOp log(String prefix, int level, int flags) {
    return new LogOp(new Settings(prefix, level, flags, LogOp.UNSET, 0, 0));
  }

  private static LogOp group(String prefix, int group, int snaplen, int threshold) {
    return new LogOp(new Settings(prefix, LogOp.UNSET, 0, group, snaplen, threshold));
  }

  @Override
  List<Sample> samples() {
    int all = 0x2f;
    return List.of(
        sample(log("", LogOp.UNSET, 0), "[ log ]"),
        sample(log("foo bar: ", LogOp.UNSET, 0), "[ log prefix foo bar:  ]"),
        sample(log("abc", 0, 0), "[ log prefix abc level 0 ]"),
        sample(log("", 7, all), "[ log level 7 tcpseq tcpopt ipopt uid macdecode ]"),
        sample(log("", LogOp.UNSET, LogOp.SKUID), "[ log uid ]"),
        sample(group("x", 5, 64, 10), "[ log prefix x group 5 snaplen 64 qthreshold 10 ]"),
        sample(group("", 0, 0, 0), "[ log group 0 snaplen 0 qthreshold 0 ]"));
  }

  @Test
  void letsTheRuleGoOn() {
    var registers = registers();
    log("x", 4, 0).eval(registers, context(new Packet()));
    assertEquals(Verdicts.CONTINUE, registers.verdict);
  }
}
