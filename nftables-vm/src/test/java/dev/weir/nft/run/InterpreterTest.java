package dev.weir.nft.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.backend.HookProgram;
import dev.weir.core.hook.ChainType;
import dev.weir.core.hook.Family;
import dev.weir.core.hook.Hook;
import dev.weir.core.packet.LinkType;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import dev.weir.core.testkit.AllocationGuard;
import dev.weir.core.testkit.Packets;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.op.CmpOp;
import dev.weir.nft.op.CounterOp;
import dev.weir.nft.op.PayloadOp;
import dev.weir.nft.op.VerdictOp;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.VmChain;
import dev.weir.nft.vm.VmProgram;
import dev.weir.nft.vm.VmRule;
import dev.weir.nft.vm.VmVerdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Control flow, written directly with ops: a rule is a list of ops, counters tell who ran. */
class InterpreterTest {
  private static final byte[] UDP_53 = Packets.ip4("10.0.0.1", "10.0.0.2").udp(9, 53).bytes();
  private static final byte[] UDP6_53 = Packets.ip6("::1", "::2").udp(9, 53).bytes();

  private final VmProgram.Builder builder = VmProgram.builder();
  private final List<Integer> slots = new ArrayList<>();

  private int base(Family family, int priority, int policy) {
    return builder.addChain(
        family,
        "t",
        "base" + priority,
        new VmChain.Base(ChainType.FILTER, Hook.INPUT, priority, policy, builder.newSlot()));
  }

  private int base() {
    return base(Family.IPV4, 0, Verdicts.ACCEPT);
  }

  private int chain(String name) {
    return builder.addChain(Family.IPV4, "t", name, null);
  }

  private void rule(int chain, Op... ops) {
    builder.addRule(chain, new VmRule(List.of(ops), builder.newSlot(), 1, "test", 1, "rule"));
  }

  /** A counter with the next number. */
  private CounterOp count() {
    int slot = builder.newSlot();
    slots.add(slot);
    return new CounterOp(slot, 0, 0);
  }

  private static Op verdict(VmVerdict verdict) {
    return new VerdictOp(verdict);
  }

  private static Op jump(int chain) {
    return verdict(VmVerdict.jump("c", chain));
  }

  private static Op goTo(int chain) {
    return verdict(VmVerdict.goTo("c", chain));
  }

  private static Op[] portIs(int port, Op then) {
    byte[] bytes = {(byte) (port >> 8), (byte) port};
    return new Op[] {
      new PayloadOp(PayloadOp.Base.TRANSPORT, 2, 2, 0), new CmpOp(CmpOp.Relation.EQ, 0, bytes), then
    };
  }

  /** Runs one frame at input; checks the verdict and every counter in order. */
  private void assertRuns(int verdict, long... counts) {
    assertRuns(UDP_53, Packet.NFPROTO_IPV4, verdict, counts);
  }

  private void assertRuns(byte[] frame, int nfproto, int verdict, long... counts) {
    VmRuleset ruleset = new VmRuleset(builder.build());
    HookProgram program = ruleset.program(nfproto, Hook.INPUT);
    try (PacketBuffer buffer = PacketBuffer.of(frame)) {
      Packet packet = new Packet();
      buffer.show(packet, frame.length, LinkType.ETHERNET);
      assertEquals(Verdicts.name(verdict), Verdicts.name(program.evaluate(packet)));
    }
    for (int i = 0; i < counts.length; i++) {
      assertEquals(counts[i], ruleset.counters().packets(slots.get(i)), "counter " + i);
    }
  }

  @Test
  void goesOnWithTheNextRuleWhenOneDoesNotMatch() {
    int base = base();
    rule(base, portIs(80, count()));
    rule(base, portIs(53, count()));
    rule(base, portIs(53, verdict(VmVerdict.DROP)));
    rule(base, count());
    assertRuns(Verdicts.DROP, 0, 1, 0);
  }

  @Test
  void returnsToTheRuleAfterTheJump() {
    int base = base();
    int chain = chain("c");
    rule(base, jump(chain));
    rule(base, count());
    rule(chain, count());
    rule(chain, verdict(VmVerdict.RETURN));
    rule(chain, count());
    assertRuns(Verdicts.ACCEPT, 1, 1, 0);
  }

  @Test
  void comesBackAtTheEndOfAChain() {
    int base = base();
    int chain = chain("c");
    rule(base, jump(chain));
    rule(base, count(), verdict(VmVerdict.DROP));
    rule(chain, count());
    assertRuns(Verdicts.DROP, 1, 1);
  }

  @Test
  void doesNotComeBackFromGoto() {
    int base = base(Family.IPV4, 0, Verdicts.DROP);
    int chain = chain("c");
    rule(base, goTo(chain));
    rule(base, count(), verdict(VmVerdict.ACCEPT));
    rule(chain, count());
    assertRuns(Verdicts.DROP, 0, 1);
  }

  @Test
  void comesBackFromGotoToTheCallersCaller() {
    int base = base();
    int middle = chain("middle");
    int last = chain("last");
    rule(base, jump(middle));
    rule(base, count());
    rule(middle, goTo(last));
    rule(middle, count());
    rule(last, count(), verdict(VmVerdict.RETURN));
    assertRuns(Verdicts.ACCEPT, 1, 0, 1);
  }

  @Test
  void appliesThePolicyOnReturnFromABaseChain() {
    int base = base(Family.IPV4, 0, Verdicts.DROP);
    rule(base, verdict(VmVerdict.RETURN));
    rule(base, count());
    assertRuns(Verdicts.DROP, 0);
  }

  @Test
  void continuesBehindAContinueVerdict() {
    int base = base();
    rule(base, verdict(VmVerdict.CONTINUE), count());
    rule(base, count());
    assertRuns(Verdicts.ACCEPT, 1, 1);
  }

  @Test
  void acceptEndsOnlyItsBaseChain() {
    int early = base(Family.IPV4, -10, Verdicts.ACCEPT);
    int late = base(Family.IPV4, 10, Verdicts.DROP);
    rule(late, count());
    rule(early, count(), verdict(VmVerdict.ACCEPT));
    rule(early, count());
    assertRuns(Verdicts.DROP, 1, 1, 0);
  }

  @Test
  void acceptInAJumpedChainEndsTheBaseChain() {
    int base = base(Family.IPV4, 0, Verdicts.DROP);
    int chain = chain("c");
    rule(base, jump(chain));
    rule(base, count());
    rule(chain, verdict(VmVerdict.ACCEPT));
    assertRuns(Verdicts.ACCEPT, 0);
  }

  @Test
  void dropIsFinal() {
    int early = base(Family.IPV4, -10, Verdicts.ACCEPT);
    int late = base(Family.IPV4, 10, Verdicts.ACCEPT);
    rule(early, verdict(VmVerdict.DROP));
    rule(late, count());
    assertRuns(Verdicts.DROP, 0);
  }

  @Test
  void runsInetChainsForBothProtocolsInOrderOfPriority() {
    int inet = base(Family.INET, 5, Verdicts.ACCEPT);
    int ip4 = base(Family.IPV4, 0, Verdicts.ACCEPT);
    int ip6 = base(Family.IPV6, 10, Verdicts.DROP);
    rule(inet, count());
    rule(ip4, count());
    rule(ip6, count());
    assertRuns(UDP6_53, Packet.NFPROTO_IPV6, Verdicts.DROP, 1, 0, 1);
    assertRuns(UDP_53, Packet.NFPROTO_IPV4, Verdicts.ACCEPT, 1, 1, 0);
  }

  /** Seen on Linux 6.18: of two chains at one priority the one added last runs first. */
  @Test
  void runsTheLastAddedOfEqualPrioritiesFirst() {
    int first = base();
    int second = base();
    rule(first, count(), verdict(VmVerdict.DROP));
    rule(second, count());
    assertRuns(Verdicts.DROP, 1, 1);
    builder.addRule(second, new VmRule(List.of(verdict(VmVerdict.DROP)), 0, 1, "test", 1, ""));
    assertRuns(Verdicts.DROP, 0, 1);
  }

  @Test
  void countsPacketsThatThePolicyDecides() {
    int base = base(Family.IPV4, 0, Verdicts.DROP);
    slots.add(0);
    rule(base, portIs(53, verdict(VmVerdict.ACCEPT)));
    assertRuns(Verdicts.ACCEPT, 0);
    assertRuns(UDP6_53, Packet.NFPROTO_IPV4, Verdicts.ACCEPT, 0);
    byte[] other = Packets.ip4("10.0.0.1", "10.0.0.2").udp(9, 54).bytes();
    assertRuns(other, Packet.NFPROTO_IPV4, Verdicts.DROP, 1);
  }

  @Test
  void startsCountersWhereTheRuleTextSays() {
    int base = base();
    int slot = builder.newSlot();
    slots.add(slot);
    rule(base, new CounterOp(slot, 5, 100));
    assertRuns(Verdicts.ACCEPT, 6);
  }

  @Test
  void jumpsFifteenDeep() {
    int chain = base();
    for (int depth = 0; depth < 15; depth++) {
      int next = chain("c" + depth);
      rule(chain, jump(next));
      rule(chain, count());
      chain = next;
    }
    rule(chain, count());
    long[] ones = new long[16];
    Arrays.fill(ones, 1);
    assertRuns(Verdicts.ACCEPT, ones);
  }

  @Test
  void isEmptyWhereNoBaseChainIs() {
    base();
    VmRuleset ruleset = new VmRuleset(builder.build());
    assertTrue(ruleset.program(Packet.NFPROTO_IPV4, Hook.FORWARD).isEmpty());
    assertTrue(ruleset.program(Packet.NFPROTO_IPV6, Hook.INPUT).isEmpty());
    assertEquals(
        Verdicts.ACCEPT, ruleset.program(Packet.NFPROTO_IPV6, Hook.INPUT).evaluate(new Packet()));
  }

  @Test
  void allocatesNothing() {
    int base = base();
    int chain = chain("c");
    rule(base, portIs(53, jump(chain)));
    rule(chain, count());
    HookProgram program = new VmRuleset(builder.build()).program(Packet.NFPROTO_IPV4, Hook.INPUT);
    try (PacketBuffer buffer = PacketBuffer.of(UDP_53)) {
      Packet packet = new Packet();
      buffer.show(packet, UDP_53.length, LinkType.ETHERNET);
      AllocationGuard.assertAllocatesNothing("Interpreter", () -> program.evaluate(packet));
    }
  }
}
