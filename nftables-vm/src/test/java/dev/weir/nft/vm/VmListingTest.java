package dev.weir.nft.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.core.hook.Family;
import dev.weir.core.set.SetElements;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.op.CounterOp;
import dev.weir.nft.op.LookupOp;
import dev.weir.nft.op.PayloadOp;
import dev.weir.nft.op.RuleCountOp;
import dev.weir.nft.op.VerdictOp;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Texts as nft 1.0.6 printed them, but for the set's header lines. */
class VmListingTest {
  private final VmProgram.Builder builder = VmProgram.builder();
  private final int chain = builder.addChain(Family.IPV4, "t", "in", null);

  private static VmSet set(String name, int flags, List<Integer> fields, SetElements elements) {
    VmSet.Shape shape = new VmSet.Shape(flags, fields, false);
    return new VmSet(name, shape, elements, Map.of(), Map.of());
  }

  private String listing() {
    return VmListing.print(builder.build());
  }

  private void rule(String comment, Op... ops) {
    builder.addRule(chain, new VmRule(List.of(ops), 0, 1, "", 1, "", comment));
  }

  @Test
  void printsRulesAsBlocksWithoutTheOpsThatWeirAdds() {
    rule("", new CounterOp(0, 5, 100), new RuleCountOp(1), new VerdictOp(VmVerdict.DROP));
    rule("", new VerdictOp(VmVerdict.jump("c1", 4)));
    assertEquals(
        """
        ip t in
          [ counter pkts 5 bytes 100 ]
          [ immediate reg 0 drop ]

        ip t in
          [ immediate reg 0 jump -> c1 ]

        """,
        listing());
  }

  @Test
  void printsACommentInPlaceOfTheEmptyLine() {
    rule("a b\u00e9", new VerdictOp(VmVerdict.DROP));
    rule("", new VerdictOp(VmVerdict.ACCEPT));
    assertEquals(
        """
        ip t in
          [ immediate reg 0 drop ]
          userdata = { \\x00\\x06a b\\xc3\\xa9\\x00 }
        ip t in
          [ immediate reg 0 accept ]

        """,
        listing());
  }

  @Test
  void printsAnonymousSetsBeforeTheirRule() {
    SetElements.Builder ports = SetElements.builder(1, 0);
    ports.addEndMark(new int[] {0});
    ports.add(new int[] {0x00160000});
    ports.addEndMark(new int[] {0x00170000});
    VmSet set = set("__set%d", 7, List.of(2), ports.build());
    rule("", new PayloadOp(PayloadOp.Base.TRANSPORT, 2, 2, 0), LookupOp.match(set, 0, false));
    assertEquals(
        "__set%d t 7 size 3\n__set%d t 0\n"
            + "\telement 00000000  : 1 [end]\telement 00001600  : 0 [end]"
            + "\telement 00001700  : 1 [end]\n"
            + "ip t in\n  [ payload load 2b @ transport header + 2 => reg 1 ]\n"
            + "  [ lookup reg 1 set __set%d ]\n\n",
        listing());
  }

  @Test
  void printsBothEndsOfConcatenatedRanges() {
    SetElements.Builder pairs = SetElements.builder(2, 0);
    int[] none = {};
    pairs.addRange(new int[] {0x01020300, 80 << 16}, new int[] {0x010203ff, 90 << 16}, none);
    pairs.addRange(new int[] {0x05050505, 443 << 16}, new int[] {0x05050505, 443 << 16}, none);
    builder.addSet(Family.IPV4, "t", set("cc", 0x84, List.of(4, 2), pairs.build()));
    assertEquals(
        "cc t 84\ncc t 0\n"
            + "\telement 00030201 00005000  - ff030201 00005a00  : 0 [end]"
            + "\telement 05050505 0000bb01  - 05050505 0000bb01  : 0 [end]\n",
        listing());
  }

  @Test
  void printsDataVerdictsAndUserdata() {
    SetElements.Builder ways = SetElements.builder(1, 1);
    int jump = VmVerdict.jump("c1", 4).packed();
    ways.add(new int[] {0x01020304}, new int[] {jump});
    ways.add(new int[] {0x01020305}, new int[] {Verdicts.ACCEPT});
    VmSet.Shape shape = new VmSet.Shape(VmSet.MAP, List.of(4), true);
    byte[] open = {1, 4, 1, 0, 0, 0};
    builder.addSet(
        Family.IPV4, "t", new VmSet("v", shape, ways.build(), Map.of(4, "c1"), Map.of(1, open)));
    SetElements.Builder marks = SetElements.builder(1, 1);
    marks.add(new int[] {80 << 16}, new int[] {0x01000000});
    builder.addSet(
        Family.IPV4,
        "t",
        new VmSet(
            "m", new VmSet.Shape(VmSet.MAP, List.of(2), false), marks.build(), Map.of(), Map.of()));
    assertEquals(
        "v t 8\n"
            + "v t 0\n"
            + "\telement 04030201  : jump -> c1 0 [end]\telement 05030201  : accept 0 [end] "
            + " userdata = { \\x01\\x04\\x01\\x00\\x00\\x00 }\n"
            + "m t 8\n"
            + "m t 0\n"
            + "\telement 00005000  : 00000001 0 [end]\n",
        listing());
  }
}
