package dev.weir.cli.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.core.conntrack.Conntrack;
import dev.weir.core.conntrack.ConntrackOptions;
import dev.weir.core.netns.NetworkNamespace;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import dev.weir.core.path.InterfaceTable;
import dev.weir.core.path.Path;
import dev.weir.core.path.PathWalker;
import dev.weir.core.testkit.Gen;
import dev.weir.core.testkit.Packets;
import dev.weir.core.trace.TraceEvent;
import dev.weir.core.trace.TraceSink;
import dev.weir.netio.lab.KernelLab;
import dev.weir.netio.lab.LabFrame;
import dev.weir.netio.lab.LabMode;
import dev.weir.nft.Nft;
import dev.weir.nft.NftBackend;
import dev.weir.nft.ruleset.Ruleset;
import dev.weir.nft.trace.MonitorLines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The plain form of {@code weir trace} is what {@code nft monitor trace} prints, line by line, but
 * for the random id.
 */
@Tag("kernel")
class TraceKernelIT {
  private static final Pattern ID = Pattern.compile("^trace id [0-9a-f]{8} ");

  private static final String RULES =
      """
      table inet early {
        chain pre { type filter hook prerouting priority -350; meta nftrace set 1; }
        chain out { type filter hook output priority -350; meta nftrace set 1; }
      }
      table inet filter {
        set bl { type ipv4_addr; flags interval; elements = { 198.51.100.0/24 } }
        chain tcp_in {
          tcp dport 22 counter accept comment "ssh"
          tcp dport 23 return
          tcp dport { 24, 80 } meta mark set 7
        }
        chain g { udp sport 1 drop; }
        chain common {
          iifname "eth9" drop
          meta l4proto tcp jump tcp_in
          ip saddr @bl drop
          udp dport 53 log prefix "dns" accept
          udp dport 54 goto g
          ip protocol icmp accept
          tcp dport vmap { 81 : jump g, 82 : drop, 83 : return, 84 : continue }
          meta l4proto sctp counter
        }
        chain input { type filter hook input priority 0; policy drop; jump common; }
        chain forward { type filter hook forward priority 0; policy drop; jump common; }
        chain output { type filter hook output priority 0; policy accept; jump common; }
      }
      table ip late4 {
        chain input { type filter hook input priority 5; udp dport 53 drop; }
        chain post { type filter hook postrouting priority 5; udp dport 53 drop; }
      }
      table ip6 late6 {
        chain input { type filter hook input priority 5; tcp dport 80 accept; }
        chain post { type filter hook postrouting priority 5; tcp dport 80 accept; }
      }
      """;

  @ParameterizedTest
  @EnumSource(
      value = LabMode.class,
      names = {"FORWARD", "INPUT", "OUTPUT"})
  void printsWhatNftPrints(LabMode mode) throws IOException {
    String reason = KernelLab.unavailableReason();
    assumeTrue(reason == null, () -> "no kernel lab: " + reason);
    String rules = RULES.replace("; }", ";\n }");
    List<byte[]> frames = frames(mode);
    List<LabFrame> labFrames = frames.stream().map(frame -> new LabFrame(frame, 0)).toList();
    List<String> kernel;
    try (KernelLab lab = KernelLab.open(mode, "tap0", "tap1")) {
      kernel = lab.trace(rules, labFrames).stream().map(TraceKernelIT::withoutId).toList();
    }
    List<String> weir = weir(rules, mode, frames);
    int different = 0;
    for (int i = 0; i < Math.min(kernel.size(), weir.size()) && different < 10; i++) {
      if (!kernel.get(i).equals(weir.get(i))) {
        different++;
        System.out.println("line " + i + "\nnft:  " + kernel.get(i) + "\nweir: " + weir.get(i));
      }
    }
    assertEquals(0, different, "lines differ");
    assertEquals(kernel.size(), weir.size());
    assertTrue(kernel.size() > 500, () -> "lines: " + kernel.size());
  }

  private static String withoutId(String line) {
    return ID.matcher(line).replaceFirst("");
  }

  private static List<byte[]> frames(LabMode mode) {
    List<byte[]> frames = new ArrayList<>();
    for (int port : new int[] {22, 23, 24, 80, 81, 82, 83, 84, 443}) {
      frames.add(Packets.ip4("10.1.0.1", "10.2.0.2").tcp(40_000, port, "syn").bytes());
      frames.add(Packets.ip6("2001:db8:1::1", "2001:db8:2::2").tcp(4, port, "fin,ack").bytes());
    }
    for (int port : new int[] {53, 54, 55}) {
      frames.add(Packets.ip4("198.51.100.7", "10.2.0.2").udp(1, port).payload(5).bytes());
      frames.add(Packets.ip6("2001:db8:1::1", "2001:db8:2::2").udp(1, port).payload(40).bytes());
    }
    frames.add(Packets.ip4("10.1.0.1", "10.2.0.2").icmp(8, 0).payload(30).bytes());
    frames.add(Packets.ip6("2001:db8:1::1", "2001:db8:2::2").icmp(128, 0).payload(2).bytes());
    frames.add(Packets.ip4("10.1.0.1", "10.2.0.2").sctp(1, 2, 1).bytes());
    frames.add(Packets.ip4("10.1.0.1", "10.2.0.2").options("01010101").tcp(1, 2, "").bytes());
    for (int protocol : new int[] {2, 33, 47, 50, 51, 108, 136, 253}) {
      String header = "0102030405060708090a0b0c0d0e0f101112131415161718";
      frames.add(Packets.ip4("10.1.0.1", "10.2.0.2").protocol(protocol, header).bytes());
    }
    Gen gen = new Gen(20_261_121);
    Traffic traffic =
        new Traffic(gen, mode == LabMode.OUTPUT ? "" : "tap0", mode == LabMode.INPUT ? "" : "tap1");
    for (int i = 0; i < 150; i++) {
      frames.add(traffic.next().frame());
    }
    return frames;
  }

  private static List<String> weir(String rules, LabMode mode, List<byte[]> frames) {
    InterfaceTable interfaces = new InterfaceTable();
    Nft.Result result =
        Nft.load(
            List.of(Nft.Source.text("trace.nft", rules)),
            new Nft.Options(Map.of(), List.of(), interfaces));
    Ruleset loaded = result.ruleset();
    assertNotNull(loaded, () -> result.diagnostics().render());
    List<String> lines = new ArrayList<>();
    Packet packet = new Packet();
    Listener listener = new Listener(interfaces, lines);
    try (NetworkNamespace namespace =
            new NetworkNamespace(new Conntrack(ConntrackOptions.defaults()), listener);
        PathWalker walker =
            new PathWalker(
                new NftBackend(interfaces).compile(loaded),
                TraceEqualityTest.pathOptions(Path.valueOf(mode.name()), interfaces),
                namespace);
        PacketBuffer buffer = new PacketBuffer(1 << 17)) {
      for (byte[] frame : frames) {
        buffer.set(frame);
        buffer.show(packet, frame.length, 1);
        listener.next();
        walker.walk(packet);
      }
    }
    return lines;
  }

  private static final class Listener implements TraceSink {
    private final InterfaceTable interfaces;
    private final List<String> lines;
    private MonitorLines monitor;

    Listener(InterfaceTable interfaces, List<String> lines) {
      this.interfaces = interfaces;
      this.lines = lines;
      monitor = new MonitorLines(interfaces, 1);
    }

    void next() {
      monitor = new MonitorLines(interfaces, 1);
    }

    @Override
    public boolean isOn() {
      return true;
    }

    @Override
    public boolean wantsReasons() {
      return false;
    }

    @Override
    public void event(TraceEvent event, Packet packet) {
      monitor.lines(event, packet).forEach(line -> lines.add(withoutId(line)));
    }
  }
}
