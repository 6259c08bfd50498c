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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every form of {@code fib} asked of packets between all kinds of addresses. */
@Tag("kernel")
class FibKernelIT {
  private static final long SEED = Long.getLong("weir.seed", 60);
  private static final int FRAMES = 1_500;

  private static final List<String> FOUR =
      List.of(
          "10.1.2.3",
          "10.9.1.1",
          "10.8.1.1",
          "10.7.1.1",
          "192.0.2.1",
          "192.0.2.7",
          "192.0.2.255",
          "192.0.2.0",
          "203.0.113.1",
          "203.0.113.3",
          "8.8.8.8",
          "127.0.0.1",
          "127.255.255.255",
          "224.0.0.5",
          "239.1.1.1",
          "255.255.255.255",
          "0.0.0.0",
          "0.1.2.3",
          "240.0.0.1",
          "169.254.1.1");
  private static final List<String> SIX =
      List.of(
          "2001:db8:1::7",
          "2001:db8:9::1",
          "2001:db8:8::1",
          "2001:db8:7::1",
          "2001:db8:5::1",
          "2001:db8:5::7",
          "2001:db8:5::",
          "2620:fe::fe",
          "::1",
          "::",
          "fe80::1",
          "fe80::77",
          "ff02::1",
          "ff02::fb",
          "ff05::2",
          "fd00::1");

  private static LabPlan plan(LabMode mode) {
    return new LabPlan(
        mode,
        List.of("tap0", "tap1"),
        List.of(
            new LabPlan.Route("10.0.0.0/8", "tap0"), new LabPlan.Route("2001:db8::/32", "tap0")),
        "tap1",
        List.of(
            new LabPlan.Address("192.0.2.1/24", "tap0"),
            new LabPlan.Address("203.0.113.1/30", "tap1"),
            new LabPlan.Address("2001:db8:5::1/64", "tap0"),
            new LabPlan.Address("fe80::1/64", "tap0")));
  }

  private static List<String> questions(String hook) {
    boolean output = hook.equals("output") || hook.equals("postrouting");
    List<String> questions = new ArrayList<>();
    for (String side : List.of("saddr", "daddr")) {
      List<String> flags = new ArrayList<>(List.of(side, side + " . mark"));
      flags.addAll(
          output
              ? List.of(side + " . oif")
              : hook.equals("forward")
                  ? List.of(side + " . iif", side + " . oif")
                  : List.of(side + " . iif"));
      for (String flag : flags) {
        for (String type :
            List.of(
                "unspec",
                "unicast",
                "local",
                "broadcast",
                "anycast",
                "multicast",
                "blackhole",
                "unreachable",
                "prohibit")) {
          questions.add("fib " + flag + " type " + type);
        }
        questions.add("fib " + flag + " type != { local, unicast }");
        questions.add("fib " + flag + " type > 2");
        if (output || flag.endsWith("oif")) {
          continue;
        }
        for (String device : List.of("\"lo\"", "\"tap0\"", "\"tap1\"", "0")) {
          questions.add("fib " + flag + " oif " + device);
        }
        questions.add("fib " + flag + " oif exists");
        questions.add("fib " + flag + " oif missing");
        questions.add("fib " + flag + " oif { \"tap0\", \"lo\" }");
        questions.add("fib " + flag + " oifname \"tap*\"");
        questions.add("fib " + flag + " oifname != \"tap1\"");
      }
    }
    return questions;
  }

  private static Map<String, List<String>> questions(LabMode mode) {
    Map<String, List<String>> byHook = new TreeMap<>();
    for (String hook :
        switch (mode) {
          case FORWARD -> List.of("prerouting", "forward", "postrouting");
          case INPUT -> List.of("prerouting", "input");
          case LOOPBACK -> List.of("output", "postrouting", "prerouting", "input");
          default -> List.of("output"); // behind it the kernel sends groups twice
        }) {
      byHook.put(hook, questions(hook));
    }
    return byHook;
  }

  private static List<LabFrame> frames(LabMode mode) {
    Gen gen = new Gen(SEED);
    List<LabFrame> frames = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      boolean six = gen.percent(50);
      List<String> pool = six ? SIX : FOUR;
      String source = gen.pick(pool);
      String destination = gen.pick(pool);
      boolean unsent =
          source.equals("0.0.0.0")
              || source.equals("::")
              || destination.startsWith("ff")
              || (source + destination).contains("fe80");
      if (mode == LabMode.OUTPUT && unsent) {
        continue; // a raw socket fills in a source, and is bound to a device for these
      }
      Packets packet = six ? Packets.ip6(source, destination) : Packets.ip4(source, destination);
      packet.identification(1 + i);
      if (gen.percent(30)) {
        packet.icmp(six ? 135 : 8, 0);
      } else {
        packet.udp(1000 + gen.below(9), 53);
      }
      frames.add(new LabFrame(packet.payload(20).bytes(), gen.below(2)));
    }
    return frames;
  }

  private static void compare(LabMode mode) throws IOException {
    String reason = KernelLab.unavailableReason();
    assumeTrue(reason == null, () -> "no kernel lab: " + reason);
    try (ExpressionLab lab = ExpressionLab.open(plan(mode))) {
      for (String type : List.of("blackhole 9", "unreachable 8", "prohibit 7")) {
        String[] words = type.split(" ", 2);
        lab.lab().ask("ip", "route", "add", words[0], "10." + words[1] + ".0.0/16");
        lab.lab().ask("ip", "-6", "route", "add", words[0], "2001:db8:" + words[1] + "::/48");
      }
      String rules = ExpressionLab.rules(questions(mode));
      List<String> differences = lab.differences(rules, frames(mode));
      assertEquals(List.of(), differences.stream().limit(40).toList());
      assertTrue(lab.answered() > 30, () -> "only " + lab.answered() + " questions answered");
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
