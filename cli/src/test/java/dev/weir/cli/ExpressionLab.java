package dev.weir.cli;

import dev.weir.core.backend.CompiledRuleset;
import dev.weir.core.backend.RuleInfo;
import dev.weir.core.netns.NetworkNamespace;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import dev.weir.core.packet.PacketParser;
import dev.weir.core.path.InterfaceTable;
import dev.weir.core.path.PathWalker;
import dev.weir.netio.lab.KernelLab;
import dev.weir.netio.lab.LabFrame;
import dev.weir.netio.lab.LabMode;
import dev.weir.netio.lab.LabPlan;
import dev.weir.netio.lab.LabResult;
import dev.weir.netio.lab.RuleCount;
import dev.weir.nft.Nft;
import dev.weir.nft.NftBackend;
import dev.weir.nft.ruleset.Ruleset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Questions asked by one rule each of the same frames, in the kernel and in weir, which knows the
 * lab's host from {@code ip -j addr} and {@code ip -j route} as a user's would.
 */
final class ExpressionLab implements AutoCloseable {
  private final LabPlan plan;
  private final KernelLab lab;

  /** How many of the questions some packet answered with yes. */
  private int answered;

  private ExpressionLab(LabPlan plan, KernelLab lab) {
    this.plan = plan;
    this.lab = lab;
  }

  static ExpressionLab open(LabPlan plan) throws IOException {
    return new ExpressionLab(plan, KernelLab.open(plan));
  }

  KernelLab lab() {
    return lab;
  }

  int answered() {
    return answered;
  }

  /** The rule set that asks these questions at a hook. */
  static String rules(Map<String, List<String>> questionsByHook) {
    StringBuilder text = new StringBuilder("table inet t {\n");
    questionsByHook.forEach((hook, questions) -> {
      text.append("chain ").append(hook).append(" {\ntype filter hook ").append(hook);
      text.append(" priority 0;\n");
      questions.forEach(question -> text.append(question).append(" counter\n"));
      text.append("}\n");
    });
    return text.append("}\n").toString();
  }

  /** What differs, rule by rule; time is that of the wall. */
  List<String> differences(String rules, List<LabFrame> frames) throws IOException {
    List<LabFrame> asked = agreed(rules, frames);
    LabResult kernel = lab.play(rules, asked);
    Map<String, RuleInfo> weir = new HashMap<>();
    CompiledRuleset compiled = judge(rules, asked, new StringBuilder());
    for (RuleInfo rule : compiled.rules()) {
      weir.put(rule.chain() + " " + rule.index(), rule);
    }
    List<String> differences = new ArrayList<>();
    for (RuleCount rule : kernel.rules()) {
      answered += rule.packets() > 0 ? 1 : 0;
      RuleInfo own = weir.get(rule.chain() + " " + rule.index());
      if (own == null) {
        differences.add("no rule " + rule);
        continue;
      }
      long packets = compiled.counters().packets(own.slot());
      if (packets != rule.packets() || compiled.counters().bytes(own.slot()) != rule.bytes()) {
        differences.add(
            rule.chain() + ": " + own.text() + ": kernel " + rule.packets() + ", weir " + packets);
      }
    }
    return differences;
  }

  /** The frames of which both say that they go the same way; the others are the stack's concern. */
  private List<LabFrame> agreed(String rules, List<LabFrame> frames) throws IOException {
    String kernel = lab.play(rules, frames).verdicts();
    StringBuilder weir = new StringBuilder();
    judge(rules, frames, weir);
    List<LabFrame> agreed = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      if (kernel.charAt(i) == weir.charAt(i)) {
        agreed.add(frames.get(i));
      }
    }
    return agreed;
  }

  private CompiledRuleset judge(String rules, List<LabFrame> frames, StringBuilder verdicts)
      throws IOException {
    HostModel host = host();
    InterfaceTable interfaces = host.interfaces();
    Nft.Result result =
        Nft.load(
            List.of(Nft.Source.text("expressions.nft", rules)),
            new Nft.Options(Map.of(), List.of(), interfaces));
    Ruleset loaded = result.ruleset();
    if (loaded == null) {
      throw new IllegalStateException(result.diagnostics().render());
    }
    CompiledRuleset compiled = new NftBackend(interfaces).compile(loaded);
    Packet packet = new Packet();
    try (NetworkNamespace namespace = host.newNamespace(compiled);
        PathWalker walker = new PathWalker(compiled, host.pathOptions(), namespace);
        PacketBuffer buffer = new PacketBuffer(1 << 17)) {
      for (LabFrame frame : frames) {
        byte[] bytes = frame.frame();
        buffer.set(bytes);
        packet.reset(
            buffer.address(),
            bytes.length,
            bytes.length,
            1,
            System.currentTimeMillis() * 1_000_000);
        PacketParser.parse(packet);
        if (plan.mode() != LabMode.OUTPUT && plan.mode() != LabMode.LOOPBACK) {
          packet.setCaptureDevice(interfaces.device(plan.interfaces().get(frame.inputInterface())));
        }
        verdicts.append(walker.walk(packet));
      }
    }
    return compiled;
  }

  private HostModel host() throws IOException {
    ReplayOptions options = new ReplayOptions();
    options.path = plan.mode().name().toLowerCase(Locale.ROOT);
    options.verifyChecksums = true;
    options.outputInterface = plan.defaultInterface();
    Path addresses = Files.createTempFile("weir", ".json");
    Path routes = Files.createTempFile("weir", ".json");
    try {
      Files.writeString(addresses, lab.ask("ip", "-j", "-d", "addr"));
      Files.writeString(routes, lab.ask("ip", "-j", "route", "show", "table", "all"));
      options.addressFile = addresses;
      options.routeFile = routes;
      return HostModel.of(options);
    } finally {
      Files.delete(addresses);
      Files.delete(routes);
    }
  }

  @Override
  public void close() {
    lab.close();
  }
}
