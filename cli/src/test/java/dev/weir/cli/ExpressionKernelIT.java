package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.core.testkit.Gen;
import dev.weir.core.testkit.Packets;
import dev.weir.netio.lab.KernelLab;
import dev.weir.netio.lab.LabFrame;
import dev.weir.netio.lab.LabMode;
import dev.weir.netio.lab.LabPlan;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Selectors beside header fields and keys, one rule a question, asked of random packets. */
@Tag("kernel")
class ExpressionKernelIT {
  private static final long SEED = Long.getLong("weir.seed", 14);
  private static final int FRAMES = 1_200;

  /** Asked at every hook. */
  private static List<String> anywhere() {
    ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
    List<String> questions =
        new ArrayList<>(
            List.of(
                "meta time > \"2020-01-01\"",
                "meta time < \"2020-01-01\"",
                "meta time \"2020-01-01\"-\"2100-01-01\"",
                "meta day " + now.getDayOfWeek().getValue() % 7,
                "meta day != " + now.getDayOfWeek().getValue() % 7,
                "meta hour > 0",
                "meta hour 0-86399",
                "meta hour != 0-86399",
                "meta hour >= 86400",
                "meta cpu >= 0",
                "meta random >= 0",
                "meta random 0-4294967295",
                "meta iifgroup 0",
                "meta iifgroup 7",
                "meta iifgroup != 7",
                "meta oifgroup 0",
                "meta oifgroup 5",
                "meta oifgroup != 5",
                "meta iifkind \"tun\"",
                "meta iifkind != \"veth\"",
                "meta oifkind \"tun\"",
                "meta oifkind != \"veth\"",
                "meta rtclassid 0",
                "meta rtclassid != 0",
                "rt classid 0",
                "rt classid > 0",
                "rt ipsec exists",
                "rt ipsec missing",
                "rt ip nexthop 10.0.0.0/8",
                "rt ip nexthop 100.127.0.254",
                "rt ip nexthop 100.127.1.254",
                "rt ip nexthop != 100.127.1.254",
                "rt ip6 nexthop fe80::/10",
                "rt ip6 nexthop fe80::ffff:1",
                "rt ip6 nexthop != fe80::ffff:1",
                "numgen inc mod 3 0",
                "numgen inc mod 3 offset 7 9",
                "numgen inc mod 1 0",
                "numgen inc mod 1000 < 500",
                "numgen inc mod 7 { 0, 3-5 }",
                "numgen inc mod 4 . ip protocol { 0 . udp, 1 . tcp, 2 . udp }",
                "meta mark set numgen inc mod 2 map { 0 : 5, 1 : 6 } meta mark 5",
                "numgen random mod 1 0",
                "numgen random mod 100 offset 50 50-149",
                "symhash mod 1 offset 3 3",
                "symhash mod 5 0-4"));
    for (String key :
        List.of(
            "ip saddr",
            "ip saddr . ip daddr",
            "ip6 saddr",
            "ip6 saddr . ip6 daddr",
            "tcp dport",
            "udp sport . udp dport",
            "ip saddr . udp dport",
            "ip saddr . ip daddr . th sport . th dport",
            "ip protocol",
            "meta l4proto . ip6 daddr . th dport",
            "meta length",
            "ip id . ip ttl . ip length")) {
      questions.add("jhash " + key + " mod 5 seed 0xdeadbeef 1");
      questions.add("jhash " + key + " mod 13 seed 0x1 offset 100 { 100-104, 107 }");
      questions.add("jhash " + key + " mod 1000 seed 0x0 < 300");
    }
    for (int offset : List.of(0, 8, 16, 32, 64, 3)) {
      questions.add("@ih," + offset + ",8 0");
      questions.add("@ih," + offset + ",16 != 0");
      questions.add("@ih," + offset + ",32 > 0x1000000");
    }
    questions.add("@ih,0,64 != 5");
    questions.add("@ih,128,128 > 0");
    return questions;
  }

  private static List<String> chunks() {
    List<String> questions = new ArrayList<>();
    for (String chunk :
        List.of("data", "init", "init-ack", "sack", "heartbeat", "abort", "shutdown", "cwr")) {
      questions.add("sctp chunk " + chunk + " exists");
      questions.add("sctp chunk " + chunk + " missing");
      questions.add("sctp chunk " + chunk + " flags 3");
      questions.add("sctp chunk " + chunk + " length > 8");
      questions.add("sctp chunk " + chunk + " type != 99");
    }
    questions.addAll(
        List.of(
            "sctp chunk data tsn > 0",
            "sctp chunk data stream 0",
            "sctp chunk data ppid != 7",
            "sctp chunk init init-tag != 1",
            "sctp chunk init initial-tsn > 5",
            "sctp chunk init-ack num-inbound-streams < 9000",
            "sctp chunk sack a-rwnd > 0",
            "sctp chunk sack num-dup-tsns != 3",
            "sctp chunk shutdown cum-tsn-ack > 0"));
    return questions;
  }

  private static Map<String, List<String>> questions(LabMode mode) {
    Map<String, List<String>> byHook = new TreeMap<>();
    List<String> hooks =
        switch (mode) {
          case FORWARD -> List.of("prerouting", "forward", "postrouting");
          case INPUT -> List.of("prerouting", "input");
          default -> List.of("output");
        };
    for (String hook : hooks) {
      List<String> questions = new ArrayList<>(anywhere());
      questions.addAll(chunks());
      boolean received = !hook.equals("output") && !hook.equals("postrouting");
      if (received) {
        questions.addAll(
            List.of(
                "meta ipsec exists",
                "meta ipsec missing",
                "ipsec in reqid 1",
                "ipsec in spi != 1",
                "osf name \"unknown\"",
                "osf name != \"unknown\"",
                "osf ttl loose version \"unknown\"",
                "meta cgroup != 5",
                "meta cgroup 0"));
      } else {
        questions.addAll(List.of("ipsec out reqid != 1", "ipsec out ip saddr 0.0.0.0/0"));
      }
      if (hook.equals("prerouting") || hook.equals("input")) {
        questions.addAll(
            List.of("socket transparent 0", "socket mark != 5", "socket wildcard { 0, 1 }"));
      }
      if (hook.equals("input") || hook.equals("forward")) {
        questions.addAll(List.of("meta sdif 0", "meta sdif != 0", "meta sdifname != \"lo\""));
      }
      if (hook.equals("forward") || !received) {
        questions.addAll(
            List.of("rt mtu 1460", "rt mtu 1300-1400", "rt mtu > 1000", "rt mtu < 1300"));
      }
      byHook.put(hook, questions);
    }
    return byHook;
  }

  private static List<LabFrame> frames() {
    Gen gen = new Gen(SEED);
    List<LabFrame> frames = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      boolean six = gen.percent(40);
      Packets packet =
          six
              ? Packets.ip6("2001:db8::" + gen.below(9), "fd00::" + (1 + gen.below(9)))
              : Packets.ip4("10.0.0." + (1 + gen.below(9)), "192.168.1." + (1 + gen.below(9)));
      if (gen.percent(30) && !six) {
        packet = Packets.ip4("192.168.1." + (1 + gen.below(9)), "10.0.0." + (1 + gen.below(9)));
      }
      packet.identification(1 + i).tos(gen.below(64) << 2);
      switch (gen.below(8)) {
        case 0, 1 -> packet.udp(1 + gen.below(60_000), 1 + gen.below(9)).payload(gen.below(40));
        case 2 -> packet.tcp(1 + gen.below(60_000), 80, gen.percent(50) ? "syn" : "ack,psh");
        case 3 -> packet.tcp(7, 80, "syn", "020405b401010402").payload(gen.below(30));
        case 4 -> packet.icmp(six ? 128 : 8, 0);
        case 5 -> packet.protocol(47, HexFormat.of().formatHex(bytes(gen, 4 + gen.below(24))));
        default -> packet.protocol(132, sctp(gen));
      }
      byte[] frame = packet.bytes();
      frames.add(new LabFrame(frame, gen.below(2)));
    }
    return frames;
  }

  private static String sctp(Gen gen) {
    StringBuilder hex = new StringBuilder("0005000600000001");
    hex.append("00000000");
    int chunks = gen.below(4);
    for (int i = 0; i < chunks; i++) {
      int type = gen.pick(List.of(0, 1, 2, 3, 4, 6, 7, 13, 200));
      int length = gen.pick(List.of(0, 4, 8, 9, 16, 20, 24, 40));
      byte[] body = bytes(gen, Math.max(0, ((length + 3) & ~3) - 4));
      int said = gen.percent(12) ? gen.below(60) : length;
      hex.append(String.format("%02x%02x%04x", type, gen.below(5), said));
      hex.append(HexFormat.of().formatHex(body));
    }
    return hex.toString();
  }

  private static byte[] bytes(Gen gen, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (gen.percent(40) ? 0 : gen.below(256));
    }
    return bytes;
  }

  private static void compare(LabMode mode) throws IOException {
    String reason = KernelLab.unavailableReason();
    assumeTrue(reason == null, () -> "no kernel lab: " + reason);
    LabPlan plan =
        LabPlan.of(mode, "tap0", "tap1")
            .withRoutes(
                List.of(
                    new LabPlan.Route("10.0.0.0/8", "tap0"),
                    new LabPlan.Route("2001:db8::/32", "tap0")));
    try (ExpressionLab lab = ExpressionLab.open(plan)) {
      lab.lab().ask("ip", "link", "set", "tap0", "group", "7", "mtu", "1500");
      lab.lab().ask("ip", "link", "set", "tap1", "group", "5", "mtu", "1380");
      List<String> differences = lab.differences(ExpressionLab.rules(questions(mode)), frames());
      assertEquals(List.of(), differences.stream().limit(40).toList());
      assertTrue(lab.answered() > 80, () -> "only " + lab.answered() + " questions answered");
    }
  }

  @Test
  void answersWhatIsForwardedAsTheKernelDoes() throws IOException {
    compare(LabMode.FORWARD);
  }

  @Test
  void answersWhatArrivesAsTheKernelDoes() throws IOException {
    compare(LabMode.INPUT);
  }

  @Test
  void answersWhatIsSentAsTheKernelDoes() throws IOException {
    compare(LabMode.OUTPUT);
  }
}
