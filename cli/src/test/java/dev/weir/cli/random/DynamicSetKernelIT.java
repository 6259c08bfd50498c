package dev.weir.cli.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.path.InterfaceTable;
import dev.weir.core.testkit.Gen;
import dev.weir.core.testkit.Packets;
import dev.weir.netio.lab.KernelLab;
import dev.weir.netio.lab.LabException;
import dev.weir.netio.lab.LabFrame;
import dev.weir.netio.lab.LabMode;
import dev.weir.netio.lab.LabPlan;
import dev.weir.netio.lab.LabResult;
import dev.weir.nft.Nft;
import dev.weir.nft.NftBackend;
import dev.weir.nft.RulesetAfter;
import dev.weir.nft.print.Printer;
import dev.weir.nft.ruleset.Ruleset;
import dev.weir.nft.run.VmRuleset;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Sets that packets change, in the live kernel and in weir: verdicts, the counters of all rules,
 * and the elements that are there in the end with what they remember, all equal.
 *
 * <p>System properties: {@code weir.dynamic.rulesets} (how many new seeds; default one), {@code
 * weir.dynamic.first}, {@code weir.dynamic.fixed}.
 */
@Tag("kernel")
class DynamicSetKernelIT {
  private static final int PACKETS = 1_500;
  private static final int FIXED = 20;
  private static final long MILLI = 1_000_000L;
  private static final Pattern LEFT = Pattern.compile(" expires (\\d+[a-z]+)+");

  /** Elements that end soon. */
  private static final Pattern ELEMENTS =
      Pattern.compile("\t\telements = \\{[^}]* expires [^}]*}\n");

  @BeforeAll
  static void needsTheKernel() {
    SeedRuns.needTheKernel();
  }

  private static LabPlan plan() {
    return LabPlan.of(LabMode.FORWARD, "tap0", "tap1").withRoutes(FlowTraffic.ROUTES);
  }

  /** What both say of a rule set and frames. */
  private record Answers(String kernel, String weir) {}

  private static Answers answers(KernelLab lab, String rules, List<LabFrame> frames, boolean inTime)
      throws IOException {
    LabResult result = inTime ? lab.playInTime(rules, frames) : lab.play(rules, frames);
    String kernel = result.verdicts() + "\n" + withoutTimes(lab.list(), inTime);
    InterfaceTable interfaces = LinkHost.interfaces(lab.plan());
    Nft.Options options = new Nft.Options(Map.of(), List.of(), interfaces);
    Nft.Result loaded = Nft.load(List.of(Nft.Source.text("dynamic.nft", rules)), options);
    Ruleset ruleset = loaded.ruleset();
    if (ruleset == null) {
      return new Answers(kernel, loaded.diagnostics().render());
    }
    VmRuleset running = new NftBackend(interfaces).compile(ruleset);
    WeirRun run = WeirRun.judge(running, interfaces, lab.plan(), frames);
    String listing = new Printer(interfaces).ruleset(RulesetAfter.of(ruleset, running));
    return new Answers(kernel, run.verdicts() + "\n" + withoutTimes(listing, inTime));
  }

  /** A listing without what depends on when it is made. */
  private static String withoutTimes(String listing, boolean late) {
    return late
        ? ELEMENTS.matcher(listing).replaceAll("")
        : LEFT.matcher(listing).replaceAll(" expires LATER");
  }

  private static String difference(Answers answers) {
    List<String> kernel = Arrays.asList(answers.kernel.split("\n"));
    List<String> weir = Arrays.asList(answers.weir.split("\n"));
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < Math.max(kernel.size(), weir.size()) && out.length() < 2_000; i++) {
      String one = i < kernel.size() ? kernel.get(i) : "";
      String other = i < weir.size() ? weir.get(i) : "";
      if (i == 0 && one.length() == other.length()) {
        for (int at = 0; at < one.length(); at++) {
          if (one.charAt(at) != other.charAt(at)) {
            out.append("\n  packet ").append(at + 1).append(" kernel ").append(one.charAt(at));
            out.append(" weir ").append(other.charAt(at));
          }
        }
      } else if (!one.equals(other)) {
        out.append("\n  kernel: ").append(one).append("\n  weir:   ").append(other);
      }
    }
    return out.toString();
  }

  @Test
  void kernelAndWeirAgreeOnEveryElement() throws IOException {
    List<String> differences = new ArrayList<>();
    long first = Long.getLong("weir.dynamic.first", System.currentTimeMillis());
    int fixed = Integer.getInteger("weir.dynamic.fixed", FIXED);
    int more = Integer.getInteger("weir.dynamic.rulesets", 1);
    System.out.println("dynamic: new seeds " + first + " to " + (first + more - 1));
    int elements = 0;
    try (KernelLab lab = KernelLab.open(plan())) {
      for (int i = 0; i < fixed + more; i++) {
        long seed = i < fixed ? i : first + i - fixed;
        Gen gen = new Gen(seed);
        List<LabFrame> frames =
            FlowTraffic.packets(gen, PACKETS).stream().map(Traffic.Packet::forLab).toList();
        String rules = DynamicRuleset.text(gen);
        try {
          Answers answers = answers(lab, rules, frames, false);
          elements += answers.kernel.length();
          if (!answers.kernel.equals(answers.weir)) {
            differences.add("seed " + seed + difference(answers) + "\n" + rules);
          }
        } catch (LabException e) {
          differences.add("seed " + seed + ": nft refuses: " + e.getMessage());
        }
      }
    }
    assertEquals(List.of(), differences.stream().limit(5).toList());
    int listed = elements;
    assertTrue(listed > 5_000 * (fixed + more), () -> "short listings: " + listed);
  }

  private static LabFrame frame(int host, int port, long millis) {
    byte[] bytes = Packets.ip4("10.0.0." + host, "192.0.2.1").udp(4_000, port).payload(8).bytes();
    return new LabFrame(bytes, 0, millis * MILLI);
  }

  /** Elements end in time, are refreshed or not, and come again with new state. */
  @Test
  void elementsEndAsInTheKernel() throws IOException {
    String rules =
        """
        table ip t {
          set a { type ipv4_addr; flags dynamic,timeout; timeout 400ms; }
          set u { type ipv4_addr; flags dynamic,timeout; counter; }
          set p { type ipv4_addr; flags dynamic,timeout; elements = { 10.0.0.1 timeout 5m } }
          set full { type ipv4_addr; size 1; flags dynamic; }
          map m { type ipv4_addr : mark; flags dynamic,timeout; timeout 360ms; }
          chain c {
            type filter hook forward priority 0;
            ip saddr @a counter
            ip saddr @u counter
            ip saddr @p counter
            add @a { ip saddr } counter
            update @u { ip saddr timeout 400ms } counter
            udp dport 7 update @p { ip saddr } counter
            ip saddr @p counter
            add @full { ip saddr } counter
            add @m { ip saddr : meta mark } counter
            meta mark set ip saddr map @m counter
            meta mark 1 counter
          }
        }
        """;
    List<LabFrame> frames = new ArrayList<>();
    for (int step = 0; step < 12; step++) {
      frames.add(frame(1, 1, step * 150L));
      if (step % 4 == 0) {
        frames.add(frame(2, step == 8 ? 7 : 2, step * 150L + 5));
      }
    }
    frames.add(frame(1, 7, 1_700));
    frames.add(frame(1, 7, 1_800));
    try (KernelLab lab = KernelLab.open(plan())) {
      Answers answers = answers(lab, rules, frames, true);
      assertEquals("", difference(answers));
    }
  }
}
