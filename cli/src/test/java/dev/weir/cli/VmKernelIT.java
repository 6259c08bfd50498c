package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.core.backend.HookProgram;
import dev.weir.core.hook.ChainType;
import dev.weir.core.hook.Family;
import dev.weir.core.hook.Hook;
import dev.weir.core.packet.Device;
import dev.weir.core.packet.LinkType;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import dev.weir.core.set.SetElements;
import dev.weir.core.testkit.Gen;
import dev.weir.core.testkit.Packets;
import dev.weir.core.verdict.Verdicts;
import dev.weir.netio.lab.KernelLab;
import dev.weir.netio.lab.LabFrame;
import dev.weir.netio.lab.LabMode;
import dev.weir.netio.lab.LabResult;
import dev.weir.netio.lab.NftTool;
import dev.weir.nft.op.OpParser;
import dev.weir.nft.run.VmRuleset;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.VmChain;
import dev.weir.nft.vm.VmListing;
import dev.weir.nft.vm.VmProgram;
import dev.weir.nft.vm.VmRule;
import dev.weir.nft.vm.VmSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The VM alone against the kernel: the real nft compiles odd rules, its listing runs here, and both
 * count the same packets. No part of weir's own front end takes part.
 */
@Tag("kernel")
class VmKernelIT {
  private static final long SEED = Long.getLong("weir.seed", 40_311);
  private static final int FRAMES = 1_500;
  private static final int RULES = 120;

  @BeforeAll
  static void needsTheKernel() {
    String reason = KernelLab.unavailableReason();
    assumeTrue(reason == null, () -> "no kernel lab: " + reason);
  }

  @Test
  void countsLoadsAtOddPlacesAsTheKernelDoes() throws IOException {
    compare(
        SEED,
        random -> {
          String base = List.of("@ll", "@nh", "@th", "@th").get(random.nextInt(4));
          int unit = List.of(8, 16, 32, 24, 48, 64, 128).get(random.nextInt(7));
          int offset = 8 * random.nextInt(random.nextBoolean() ? 24 : 70);
          String operator = List.of("!=", "<", ">", "==").get(random.nextInt(4));
          String value = operator.equals("==") || unit > 64 ? "0" : "" + (1L << (unit / 2 + 2));
          return base + "," + offset + "," + unit + " " + operator + " " + value;
        });
  }

  @Test
  void countsHeadersAndOptionsAsTheKernelDoes() throws IOException {
    List<String> forms = new ArrayList<>();
    for (String header : List.of("hbh", "rt", "frag", "dst", "mh")) {
      forms.addAll(List.of("exthdr " + header + " exists", "exthdr " + header + " missing"));
    }
    forms.addAll(List.of("hbh hdrlength < 1", "rt seg-left > 0", "rt type != 2", "frag id != 7"));
    forms.addAll(List.of("frag frag-off > 0", "frag more-fragments 1", "dst nexthdr 17"));
    for (String option : List.of("maxseg", "window", "sack-perm", "sack", "timestamp", "nop")) {
      forms.add("tcp option " + option + " exists");
      forms.add("tcp option " + option + " missing");
    }
    forms.addAll(List.of("tcp option eol exists", "tcp option 253 exists"));
    forms.addAll(List.of("tcp option maxseg size > 1000", "tcp option window count != 7"));
    forms.addAll(List.of("tcp option timestamp tsval != 0", "tcp option sack0 left > 5"));
    forms.addAll(List.of("tcp option maxseg length 4", "tcp option sack length > 9"));
    for (String option : List.of("ra", "rr", "lsrr", "ssrr")) {
      forms.addAll(List.of("ip option " + option + " exists", "ip option " + option + " missing"));
    }
    forms.addAll(
        List.of("ip option rr ptr > 4", "ip option ra value 0", "ip option lsrr length 7"));
    compare(SEED + 1, random -> forms.get(random.nextInt(forms.size())));
  }

  @Test
  void countsMetadataAndSetsAsTheKernelDoes() throws IOException {
    List<String> forms =
        List.of(
            "meta l4proto { 0-5, 17, 60-255 }",
            "meta l4proto != 17",
            "meta protocol ip",
            "meta protocol != { ip, ip6 }",
            "meta length 40-80",
            "meta length != { 28, 40, 60-90 }",
            "meta length > 64",
            "meta nfproto ipv6",
            "meta pkttype { host, multicast }",
            "meta iiftype ether",
            "meta oiftype ether",
            "meta oifname != \"x\"",
            "meta oif 0",
            "meta skuid != 77",
            "meta skgid < 5",
            "ether type ip6",
            "ether saddr != 02:00:00:00:00:0b",
            "vlan id 0-4000",
            "ip frag-off & 0x1fff != 0",
            "th dport { 22, 53, 80, 1000-60000 }",
            "th sport != 1000-2000",
            "tcp flags & (syn | ack) == syn",
            "tcp flags != syn",
            "udp length > 20",
            "ip dscp > 5",
            "ip6 dscp != 0",
            "ip6 flowlabel != 0",
            "ip ttl < 65",
            "icmp type { 0, 8 }",
            "icmpv6 type != { 128, 133-137 }",
            "meta mark set meta mark or 0x21 meta mark & 0x3f > 0x20",
            "meta mark set 0x10 meta mark set meta mark << 3 meta mark 0x80",
            "meta priority set 1:2 meta priority > 5",
            "meta pkttype set multicast meta pkttype multicast");
    compare(SEED + 2, random -> forms.get(random.nextInt(forms.size())));
  }

  /** Makes one rule's matches. */
  private interface Rules {
    String next(Random random);
  }

  private static void compare(long seed, Rules rules) throws IOException {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    text.append("table inet t {\n chain c {\n  type filter hook prerouting priority 0;\n");
    for (int i = 0; i < RULES; i++) {
      text.append("  ").append(rules.next(random)).append(" counter\n");
    }
    text.append(" }\n}\n");
    List<LabFrame> frames = frames(seed);
    try (NftTool nft = NftTool.open();
        KernelLab lab = KernelLab.open(LabMode.FORWARD, "in0", "out0")) {
      NftTool.Answer answer = nft.debugNetlink(text.toString());
      assertTrue(answer.accepted(), answer::stderr);
      VmProgram program = new ListedProgram(answer.stdout()).build();
      LabResult result = lab.play(text.toString(), frames);
      assertSameCounts(text.toString(), program, frames, result);
    }
  }

  private static void assertSameCounts(
      String text, VmProgram program, List<LabFrame> frames, LabResult result) {
    VmRuleset ruleset = new VmRuleset(program);
    Device in = new Device("in0", 2, Device.ARPHRD_ETHER);
    HookProgram four = ruleset.program(Packet.NFPROTO_IPV4, Hook.PREROUTING);
    HookProgram six = ruleset.program(Packet.NFPROTO_IPV6, Hook.PREROUTING);
    Packet packet = new Packet();
    for (int i = 0; i < frames.size(); i++) {
      if ("PI".indexOf(result.verdicts().charAt(i)) >= 0) {
        continue;
      }
      try (PacketBuffer buffer = PacketBuffer.of(frames.get(i).frame())) {
        buffer.show(packet, frames.get(i).frame().length, LinkType.ETHERNET);
        packet.setDevices(in, Device.NONE, in);
        (packet.nfproto() == Packet.NFPROTO_IPV4 ? four : six).evaluate(packet);
      }
    }
    StringBuilder differences = new StringBuilder();
    int hit = 0;
    String[] lines = text.split("\n", -1);
    for (int rule = 0; rule < RULES; rule++) {
      long weir = ruleset.counters().packets(rule);
      long kernel = result.rules().get(rule).packets();
      hit += kernel > 0 ? 1 : 0;
      if (weir != kernel || ruleset.counters().bytes(rule) != result.rules().get(rule).bytes()) {
        differences.append(lines[rule + 3]).append(": weir ").append(weir);
        differences.append(", kernel ").append(kernel).append('\n');
        differences.append(VmListing.print(program.chains().get(0), rule(program, rule)));
      }
    }
    assertEquals("", differences.toString());
    int rulesHit = hit;
    assertTrue(rulesHit > RULES / 2, () -> "only " + rulesHit + " rules hit");
  }

  private static VmRule rule(VmProgram program, int index) {
    return program.chains().get(0).rules().get(index);
  }

  private static List<LabFrame> frames(long seed) {
    Gen gen = new Gen(seed);
    Random random = new Random(seed);
    List<LabFrame> frames = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      byte[] frame =
          switch (i % 4) {
            case 0 -> tcpWithOptions(random);
            case 1 -> ip4WithOptions(random);
            default -> gen.frame();
          };
      frames.add(new LabFrame(frame, 0));
    }
    return frames;
  }

  private static byte[] tcpWithOptions(Random random) {
    String options = options(random, List.of(0, 1, 1, 2, 3, 4, 5, 8, 253, 2, 8), 40);
    Packets packet =
        random.nextBoolean()
            ? Packets.ip4("10.0.0.1", "192.168.1.7")
            : Packets.ip6("2001:db8::1", "2001:db8:1::9");
    return packet.tcp(1024, 80, "syn", options).payload(random.nextInt(9)).bytes();
  }

  private static byte[] ip4WithOptions(Random random) {
    String options = options(random, List.of(0, 1, 1, 7, 7, 68, 131, 137, 148, 148, 130, 134), 40);
    return Packets.ip4("10.0.0.1", "192.168.1.7").options(options).udp(1024, 53).bytes();
  }

  /** Options mostly well-formed: kind, length, pointer 4, zeroes; sometimes anything. */
  private static String options(Random random, List<Integer> kinds, int space) {
    List<Byte> bytes = new ArrayList<>();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      int kind = kinds.get(random.nextInt(kinds.size()));
      bytes.add((byte) kind);
      if (kind <= 1) {
        continue;
      }
      int length = List.of(2, 3, 4, 4, 7, 8, 10, 11).get(random.nextInt(8));
      boolean odd = random.nextInt(6) == 0;
      bytes.add((byte) (odd ? random.nextInt(16) : length));
      for (int j = 2; j < length; j++) {
        int usual = j == 2 && kind != 148 ? (kind == 68 ? 5 : 4) : 0;
        bytes.add((byte) (random.nextInt(8) == 0 ? random.nextInt(256) : usual));
      }
    }
    byte[] array = new byte[Math.min(bytes.size(), space) & ~3];
    for (int i = 0; i < array.length; i++) {
      array[i] = bytes.get(i);
    }
    return HexFormat.of().formatHex(array);
  }

  /** Reads one chain's rules and their anonymous sets from nft's listing. */
  private static final class ListedProgram {
    private final VmProgram.Builder builder = VmProgram.builder();
    private final String listing;
    private SetElements.Builder elements = SetElements.builder(1, 0);
    private int flags;
    private int keyWords = 1;

    ListedProgram(String listing) {
      this.listing = listing;
    }

    VmProgram build() {
      OpParser parser = new OpParser(name -> set(), name -> 0, 0);
      for (int i = 0; i < RULES; i++) {
        builder.newSlot();
      }
      int chain =
          builder.addChain(
              Family.INET,
              "t",
              "c",
              new VmChain.Base(
                  ChainType.FILTER, Hook.PREROUTING, 0, Verdicts.ACCEPT, builder.newSlot()));
      List<Op> ops = new ArrayList<>();
      for (String line : listing.split("\n", -1)) {
        if (line.startsWith("__set%d") && line.contains(" size ")) {
          flags = Integer.parseInt(line.split(" ", -1)[2], 16);
        } else if (line.startsWith("\telement")) {
          readElements(line);
        } else if (line.startsWith("  [")) {
          Op op = parser.parse(line);
          assertTrue(op != null, line);
          ops.add(op);
        } else if (line.isEmpty() && !ops.isEmpty()) {
          builder.addRule(chain, new VmRule(ops, 0, 0, "", 0, ""));
          ops.clear();
        }
      }
      return builder.build();
    }

    private void readElements(String line) {
      String[] parts = line.split("\telement ", -1);
      keyWords = parts[1].substring(0, parts[1].indexOf("  :")).split(" ", -1).length;
      elements = SetElements.builder(keyWords, 0);
      for (int i = 1; i < parts.length; i++) {
        String[] words = parts[i].substring(0, parts[i].indexOf("  :")).split(" ", -1);
        int[] key = new int[keyWords];
        for (int word = 0; word < keyWords; word++) {
          key[word] = Integer.reverseBytes(Integer.parseUnsignedInt(words[word], 16));
        }
        if (parts[i].contains(" : 1 [end]")) {
          elements.addEndMark(key);
        } else {
          elements.add(key);
        }
      }
    }

    private VmSet set() {
      VmSet.Shape shape = new VmSet.Shape(flags, List.of(4 * keyWords), false);
      return new VmSet("__set%d", shape, elements.build(), Map.of(), Map.of());
    }
  }
}
