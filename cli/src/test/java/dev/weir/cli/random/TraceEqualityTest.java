package dev.weir.cli.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.backend.BaseChainInfo;
import dev.weir.core.backend.CompiledRuleset;
import dev.weir.core.backend.RuleInfo;
import dev.weir.core.conntrack.Conntrack;
import dev.weir.core.conntrack.ConntrackOptions;
import dev.weir.core.netns.NetworkNamespace;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import dev.weir.core.path.InterfaceMap;
import dev.weir.core.path.InterfaceTable;
import dev.weir.core.path.LocalAddresses;
import dev.weir.core.path.Outcomes;
import dev.weir.core.path.Path;
import dev.weir.core.path.PathOptions;
import dev.weir.core.path.PathWalker;
import dev.weir.core.path.RouteTable;
import dev.weir.core.testkit.Gen;
import dev.weir.core.trace.TraceEvent;
import dev.weir.core.trace.TraceSink;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.Nft;
import dev.weir.nft.NftBackend;
import dev.weir.nft.ruleset.Ruleset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random rule sets over random packets: a traced packet gets the verdict, mark and counters of an
 * untraced one, and the trace tells of that verdict.
 *
 * <p>System property {@code weir.trace.rulesets}: how many seeds beyond the fixed ones.
 */
class TraceEqualityTest {
  private static final int FIXED = 40;
  private static final int PACKETS = 200;

  @Test
  void tracingChangesNeitherVerdictsNorCounters() {
    long first = System.currentTimeMillis();
    int more = Integer.getInteger("weir.trace.rulesets", 2);
    System.out.println("TraceEqualityTest: new seeds " + first + " to " + (first + more - 1));
    long rulesTried = 0;
    for (long seed = 0; seed < FIXED + more; seed++) {
      rulesTried += compare(seed < FIXED ? seed : first + seed - FIXED);
    }
    assertTrue(rulesTried > 10_000, "rules tried: " + rulesTried);
  }

  private static long compare(long seed) {
    Gen gen = new Gen(seed);
    Traffic traffic = new Traffic(gen, "tap0", "tap1");
    List<Traffic.Packet> packets = new ArrayList<>();
    for (int i = 0; i < PACKETS; i++) {
      packets.add(traffic.next());
    }
    List<String> hooks =
        List.of("prerouting", "input", "input", "forward", "output", "postrouting");
    String rules = new RulesetGenerator(gen, packets, hooks).next().text();
    Recorder never = new Recorder(Integer.MAX_VALUE);
    Recorder always = new Recorder(1);
    Recorder sometimes = new Recorder(3);
    String message = "seed " + seed + "\n" + rules;
    for (Path path : List.of(Path.FORWARD, Path.INPUT, Path.OUTPUT)) {
      String plain = judge(rules, path, packets, null);
      assertEquals(plain, judge(rules, path, packets, never), message);
      assertEquals(plain, judge(rules, path, packets, always), message);
      assertEquals(plain, judge(rules, path, packets, sometimes), message);
    }
    return always.rulesTried;
  }

  /** Verdicts, marks and counters as text. */
  private static String judge(
      String rules, Path path, List<Traffic.Packet> packets, @Nullable Recorder sink) {
    InterfaceTable interfaces = new InterfaceTable();
    Nft.Options options = new Nft.Options(Map.of(), List.of(), interfaces);
    Nft.Result result = Nft.load(List.of(Nft.Source.text("random.nft", rules)), options);
    Ruleset loaded = result.ruleset();
    assertNotNull(loaded, () -> result.diagnostics().render());
    CompiledRuleset compiled = new NftBackend(interfaces).compile(loaded);
    StringBuilder out = new StringBuilder();
    Packet packet = new Packet();
    try (NetworkNamespace namespace =
            new NetworkNamespace(new Conntrack(ConntrackOptions.defaults()), sink);
        PathWalker walker = new PathWalker(compiled, pathOptions(path, interfaces), namespace);
        PacketBuffer buffer = new PacketBuffer(1 << 17)) {
      for (Traffic.Packet made : packets) {
        buffer.set(made.frame());
        buffer.show(packet, made.frame().length, 1);
        char outcome = walker.walk(packet);
        out.append(outcome).append(' ').append(packet.mark()).append('\n');
        if (sink != null) {
          sink.done(outcome);
        }
      }
    }
    appendCounters(compiled, out);
    return out.toString();
  }

  static PathOptions pathOptions(Path path, InterfaceTable interfaces) {
    return new PathOptions(
        path,
        interfaces.device("tap0"),
        interfaces.device("tap1"),
        interfaces,
        new InterfaceMap(),
        new LocalAddresses(),
        new RouteTable());
  }

  private static void appendCounters(CompiledRuleset compiled, StringBuilder out) {
    for (RuleInfo rule : compiled.rules()) {
      out.append(compiled.counters().packets(rule.slot())).append(' ');
      out.append(compiled.counters().bytes(rule.slot())).append(' ');
    }
    for (BaseChainInfo chain : compiled.baseChains()) {
      out.append(compiled.counters().packets(chain.slot())).append(' ');
    }
  }

  /** Listens to every n-th packet and checks that what it hears leads to the verdict. */
  private static final class Recorder implements TraceSink {
    private final int every;
    private long packet;
    private int last = Verdicts.ACCEPT;
    private long rulesTried;
    private int copies;

    Recorder(int every) {
      this.every = every;
    }

    @Override
    public boolean isOn() {
      return packet % every == 0;
    }

    @Override
    public void event(TraceEvent event, Packet ignored) {
      if (event instanceof TraceEvent.CopyTurn turn) {
        copies += turn.begins() ? 1 : -1;
      }
      if (copies > 0) {
        return; // an answer's or a copy's verdict is not the packet's
      }
      if (event instanceof TraceEvent.RuleTried tried) {
        rulesTried++;
        last = tried.verdict() == Verdicts.CONTINUE ? last : tried.verdict();
      } else if (event instanceof TraceEvent.PolicyDecided policy) {
        last = policy.verdict();
      }
    }

    void done(char outcome) {
      if (isOn()) {
        assertEquals(outcome == Outcomes.DROPPED, last == Verdicts.DROP);
      }
      packet++;
      last = Verdicts.ACCEPT;
    }
  }
}
