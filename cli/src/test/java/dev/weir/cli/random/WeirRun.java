package dev.weir.cli.random;

import dev.weir.core.action.ActionSink;
import dev.weir.core.backend.CompiledRuleset;
import dev.weir.core.backend.ObjectInfo;
import dev.weir.core.backend.RuleInfo;
import dev.weir.core.conntrack.Conntrack;
import dev.weir.core.conntrack.ConntrackOptions;
import dev.weir.core.netns.NetworkNamespace;
import dev.weir.core.packet.Device;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import dev.weir.core.packet.PacketMemory;
import dev.weir.core.packet.PacketParser;
import dev.weir.core.path.InterfaceMap;
import dev.weir.core.path.InterfaceTable;
import dev.weir.core.path.LocalAddresses;
import dev.weir.core.path.PathOptions;
import dev.weir.core.path.PathWalker;
import dev.weir.core.path.Reassembly;
import dev.weir.core.path.ReplySources;
import dev.weir.core.path.RouteTable;
import dev.weir.netio.lab.LabFrame;
import dev.weir.netio.lab.LabMode;
import dev.weir.netio.lab.LabPlan;
import dev.weir.nft.Nft;
import dev.weir.nft.NftBackend;
import dev.weir.nft.ruleset.Ruleset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * weir's own answer to a rule set and frames, in the lab's terms.
 *
 * @param sent what left or was delivered, from the IP header on
 */
record WeirRun(
    String verdicts,
    Map<String, Count> counts,
    List<String> connections,
    List<byte[]> sent,
    List<ObjectInfo> objects,
    String errors) {

  private static final long START_NANOS = 1_700_000_000_000_000_000L;

  /** About what the lab needs for one packet. */
  private static final long PACKET_NANOS = 100_000;

  /** Counters of a rule. */
  record Count(long handle, long packets, long bytes) {}

  static WeirRun of(String ruleset, LabMode mode, List<LabFrame> frames) {
    return of(ruleset, LabPlan.of(mode, "tap0", "tap1"), frames);
  }

  static WeirRun of(String ruleset, LabPlan plan, List<LabFrame> frames) {
    return of(ruleset, plan, frames, Reassembly.AUTO);
  }

  static WeirRun of(String ruleset, LabPlan plan, List<LabFrame> frames, Reassembly reassembly) {
    InterfaceTable interfaces = LinkHost.interfaces(plan);
    Nft.Options options = new Nft.Options(Map.of(), List.of(), interfaces);
    Nft.Result result = Nft.load(List.of(Nft.Source.text("random.nft", ruleset)), options);
    Ruleset loaded = result.ruleset();
    return loaded == null
        ? new WeirRun("", Map.of(), List.of(), List.of(), List.of(), result.diagnostics().render())
        : judge(new NftBackend(interfaces).compile(loaded), interfaces, plan, frames, reassembly);
  }

  static WeirRun judge(
      CompiledRuleset compiled, InterfaceTable interfaces, LabPlan plan, List<LabFrame> frames) {
    return judge(compiled, interfaces, plan, frames, Reassembly.AUTO);
  }

  /** The same, and tells what rules do to packets outside of the rules. */
  static WeirRun of(String ruleset, LabPlan plan, List<LabFrame> frames, ActionSink sink) {
    InterfaceTable interfaces = LinkHost.interfaces(plan);
    Nft.Options options = new Nft.Options(Map.of(), List.of(), interfaces);
    Nft.Result result = Nft.load(List.of(Nft.Source.text("random.nft", ruleset)), options);
    Ruleset loaded = result.ruleset();
    if (loaded == null) {
      return new WeirRun(
          "", Map.of(), List.of(), List.of(), List.of(), result.diagnostics().render());
    }
    CompiledRuleset compiled = new NftBackend(interfaces).compile(loaded);
    return judge(compiled, interfaces, plan, frames, Reassembly.AUTO, sink);
  }

  static WeirRun judge(
      CompiledRuleset compiled,
      InterfaceTable interfaces,
      LabPlan plan,
      List<LabFrame> frames,
      Reassembly reassembly) {
    return judge(compiled, interfaces, plan, frames, reassembly, new ActionSink() {});
  }

  private static WeirRun judge(
      CompiledRuleset compiled,
      InterfaceTable interfaces,
      LabPlan plan,
      List<LabFrame> frames,
      Reassembly reassembly,
      ActionSink sink) {
    PathOptions options =
        new PathOptions(
            LinkHost.path(plan.mode()),
            interfaces.device("tap0"),
            interfaces.device("tap1"),
            interfaces,
            new InterfaceMap(),
            local(plan, interfaces),
            routes(plan, interfaces),
            reassembly,
            plan.answers() ? new ReplySources() : null);
    StringBuilder verdicts = new StringBuilder();
    List<String> connections;
    List<byte[]> sent = new ArrayList<>();
    Packet packet = new Packet();
    long nanos = START_NANOS;
    Conntrack conntrack =
        new Conntrack(
            ConntrackOptions.defaults()
                .withVerifiedChecksums(true)
                .withAccounting(compiled.usesAccounting()));
    try (NetworkNamespace namespace = new NetworkNamespace(conntrack);
        PathWalker walker = new PathWalker(compiled, options, namespace);
        PacketBuffer buffer = new PacketBuffer(1 << 17)) {
      namespace.setActions(sink);
      walker.show(left -> sent.add(bytes(left)));
      for (LabFrame frame : frames) {
        byte[] bytes = frame.frame();
        buffer.set(bytes);
        nanos = Math.max(nanos + PACKET_NANOS, START_NANOS + frame.nanos());
        packet.reset(buffer.address(), bytes.length, bytes.length, 1, nanos);
        PacketParser.parse(packet);
        enter(packet, plan, interfaces, frame.inputInterface());
        verdicts.append(walker.walk(packet));
      }
      connections = namespace.conntrack().list(nanos);
    }
    return new WeirRun(
        verdicts.toString(), counts(compiled), connections, sent, compiled.objects(), "");
  }

  private static byte[] bytes(Packet packet) {
    byte[] bytes = new byte[packet.networkLength()];
    long from = packet.address() + packet.networkOffset();
    PacketMemory.copyOut(from, bytes, 0, bytes.length);
    return bytes;
  }

  /** Says how a packet comes: by a device, or sent by the host itself. */
  private static void enter(Packet packet, LabPlan plan, InterfaceTable interfaces, int entersBy) {
    if (plan.mode() == LabMode.HOST) {
      packet.setDirection(entersBy < 0 ? Packet.DIRECTION_OUTBOUND : Packet.DIRECTION_INBOUND);
    }
    if (entersBy >= 0 && plan.mode() != LabMode.OUTPUT && plan.mode() != LabMode.LOOPBACK) {
      packet.setCaptureDevice(interfaces.device(plan.interfaces().get(entersBy)));
    }
  }

  /** Where packets go to the host itself, every address is its own. */
  private static LocalAddresses local(LabPlan plan, InterfaceTable interfaces) {
    LocalAddresses local = new LocalAddresses();
    for (LabPlan.Address own : plan.addresses()) {
      String[] parts = own.address().split("/", 2);
      Device device = interfaces.device(own.interfaceName());
      local.add(device, parts[0], Integer.parseInt(parts[1]), true, true, false);
    }
    if (plan.mode() == LabMode.LOOPBACK
        || (plan.mode() == LabMode.INPUT && (plan.answers() || !plan.addresses().isEmpty()))) {
      local.add("0.0.0.0/0");
      local.add("::/0");
    }
    return local;
  }

  private static RouteTable routes(LabPlan plan, InterfaceTable interfaces) {
    RouteTable routes = new RouteTable();
    for (LabPlan.Route route : plan.routes()) {
      routes.add(
          route.destination(),
          interfaces.device(route.interfaceName()),
          false,
          gateway(plan, route.interfaceName()));
    }
    if (!plan.routes().isEmpty()) {
      Device other = interfaces.device(plan.defaultInterface());
      routes.add("default", other, false, gateway(plan, plan.defaultInterface()));
      routes.add("default", other, true);
    }
    return routes;
  }

  /** As LabNetwork has it. */
  private static String gateway(LabPlan plan, String interfaceName) {
    return "100.127." + plan.interfaces().indexOf(interfaceName) + ".254";
  }

  private static Map<String, Count> counts(CompiledRuleset compiled) {
    Map<String, Count> counts = new HashMap<>();
    for (RuleInfo rule : compiled.rules()) {
      counts.put(
          rule.family().word() + " " + rule.table() + " " + rule.chain() + " " + rule.index(),
          new Count(
              rule.handle(),
              compiled.counters().packets(rule.slot()),
              compiled.counters().bytes(rule.slot())));
    }
    return counts;
  }
}
