package dev.weir.cli.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.core.path.InterfaceTable;
import dev.weir.core.testkit.Gen;
import dev.weir.netio.lab.KernelLab;
import dev.weir.netio.lab.NftTool;
import dev.weir.nft.Nft;
import dev.weir.nft.print.Printer;
import dev.weir.nft.ruleset.Ruleset;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random rule sets are listed as the real {@code nft list ruleset} does, and load again from their
 * listing.
 */
@Tag("kernel")
class RandomListingKernelIT {
  private static final int RULESETS = 300;
  private static final int PACKETS = 100;
  private static final Pattern PRESENCE = Pattern.compile("exthdr|ip option|\\b(rt|hbh) ");
  private static final Pattern NARROW =
      Pattern.compile("dscp|ecn|version|hdrlength|doff|flowlabel");

  @Test
  void listsRandomRuleSetsByteForByteAndLoadsThemAgain() throws IOException {
    String reason = KernelLab.unavailableReason();
    assumeTrue(reason == null, () -> "no kernel lab: " + reason);
    try (NftTool nft = NftTool.open("tap0", "tap1")) {
      for (long seed = 0; seed < RULESETS; seed++) {
        compare(nft, seed);
      }
    }
  }

  private static void compare(NftTool nft, long seed) throws IOException {
    Gen gen = new Gen(seed);
    Traffic traffic = new Traffic(gen, "tap0", "tap1");
    List<Traffic.Packet> packets = new ArrayList<>();
    for (int i = 0; i < PACKETS; i++) {
      packets.add(traffic.next());
    }
    List<String> hooks = List.of("prerouting", "forward", "postrouting");
    String text =
        new RulesetGenerator(gen, packets, hooks)
            .next()
            .without(RandomListingKernelIT::isBeyondNft)
            .text();
    NftTool.Answer expected = nft.listRuleset(text);
    assertTrue(expected.accepted(), () -> "seed " + seed + ": " + expected.stderr());
    String listed = listing(text, seed);
    assertEquals(expected.stdout(), listed, () -> "seed " + seed);
    // KERNEL: nft 1.0.6 cannot read all it lists (meta priority 0:2); what it can, weir can.
    if (nft.check(listed).accepted()) {
      listing(listed, seed);
    }
  }

  /**
   * Rules whose listing is not compared. KERNEL: nft 1.0.6 itself aborts when it lists a
   * concatenation with a field of less than a byte, or lists it wrongly; raw payload (and {@code
   * th}) next to other tests of the same header is listed by guesswork that weir does not imitate
   * in every case (the corpus has the cases that it does), and so is the family test in front of an
   * extension header or option where the link layer is tested too.
   */
  private static boolean isBeyondNft(RandomRuleset.Line rule) {
    boolean narrow =
        rule.constructs().contains("anonymous concatenation") && NARROW.matcher(rule.text()).find();
    boolean link = rule.text().contains("ether");
    boolean linkAndPresence =
        rule.text().contains("ether type") || (link && PRESENCE.matcher(rule.text()).find());
    boolean guessed = rule.constructs().contains("raw payload") || rule.constructs().contains("th");
    // KERNEL: nft lists the open end of a 20-bit range as 24 bits, and a masked "rt type" as "rt
    // unknown".
    boolean wrong = rule.text().contains("flowlabel") || rule.text().contains("rt type");
    return narrow || linkAndPresence || wrong || guessed;
  }

  private static String listing(String text, long seed) {
    InterfaceTable interfaces = new InterfaceTable();
    Nft.Options options = new Nft.Options(Map.of(), List.of(), interfaces);
    Nft.Result result = Nft.load(List.of(Nft.Source.text("random.nft", text)), options);
    Ruleset ruleset = result.ruleset();
    assertNotNull(ruleset, () -> "seed " + seed + ": " + result.diagnostics().render());
    return new Printer(interfaces).ruleset(ruleset);
  }
}
