package dev.weir.cli.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.core.testkit.Packets;
import dev.weir.netio.lab.KernelLab;
import dev.weir.netio.lab.LabFrame;
import dev.weir.netio.lab.LabMode;
import dev.weir.netio.lab.LabPlan;
import dev.weir.netio.lab.LabResult;
import dev.weir.netio.lab.RuleCount;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Chains at the very priorities of reassembly, conntrack and confirmation. */
@Tag("kernel")
class HookOrderKernelIT {
  /** Tables before, with and after the first rule that asks for conntrack. */
  private static final String RULES =
      """
      table ip z {
       chain o0 {
        type filter hook output priority -200;
        meta length 0-65535
       }
      }
      table ip a {
       chain o {
        type filter hook output priority -200;
        ct state new
        ct state invalid
       }
       chain d {
        type filter hook output priority -400;
        ip frag-off & 0x3fff != 0
       }
       chain l {
        type filter hook postrouting priority 2147483647;
        ct status confirmed
        ct state new
       }
      }
      table ip b {
       chain o {
        type filter hook output priority -200;
        ct state new
        ct state invalid
       }
       chain d {
        type filter hook output priority -400;
        ip frag-off & 0x3fff != 0
       }
       chain l {
        type filter hook postrouting priority 2147483647;
        ct status confirmed
        ct state new
       }
      }
      """;

  private static LabFrame fragment(int offset, boolean more) {
    return new LabFrame(
        Packets.ip4("10.0.0.1", "10.0.1.2")
            .protocol(17, "00010002001800000000000000000000")
            .identification(7)
            .fragment(offset, more)
            .bytes(),
        0);
  }

  @Test
  void ofEqualPrioritiesTheLaterRegisteredRunsFirst() throws IOException {
    String reason = KernelLab.unavailableReason();
    assumeTrue(reason == null, () -> "no kernel lab: " + reason);
    LabPlan plan = LabPlan.of(LabMode.OUTPUT, "tap0", "tap1");
    List<LabFrame> frames =
        List.of(
            new LabFrame(Packets.ip4("10.0.0.1", "10.0.1.2").udp(1, 53).bytes(), 0),
            fragment(0, true),
            fragment(16, false));
    try (KernelLab lab = KernelLab.open(plan)) {
      LabResult kernel = lab.play(RULES, frames);
      WeirRun weir = WeirRun.of(RULES, plan, frames);
      assertEquals(kernel.verdicts(), weir.verdicts());
      for (RuleCount rule : kernel.rules()) {
        WeirRun.Count count =
            weir.counts()
                .get(rule.family() + " " + rule.table() + " " + rule.chain() + " " + rule.index());
        assertEquals(
            new WeirRun.Count(rule.handle(), rule.packets(), rule.bytes()),
            count,
            () -> rule.table() + " " + rule.chain() + " " + rule.index());
      }
    }
  }
}
