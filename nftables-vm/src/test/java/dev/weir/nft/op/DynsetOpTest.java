package dev.weir.nft.op;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.weir.core.packet.Packet;
import dev.weir.core.set.SetElements;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.StatefulOp;
import dev.weir.nft.vm.VmSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DynsetOpTest extends OpConformance {
  private static final long SECOND = 1_000_000_000L;

  private static VmSet set(String name, int flags, int dataWords, int size, long timeoutNanos) {
    VmSet.Life life = new VmSet.Life(timeoutNanos, SECOND, size, Map.of());
    return new VmSet(
        name,
        new VmSet.Shape(flags | VmSet.DYNAMIC, List.of(4), false),
        SetElements.builder(1, dataWords).build(),
        life,
        Map.of(),
        Map.of());
  }

  private static VmSet timed(int size) {
    return set("s", VmSet.TIMEOUT, 0, size, 0);
  }

  private static DynsetOp op(DynsetOp.Kind kind, VmSet set, long timeoutMillis, StatefulOp... own) {
    return new DynsetOp(
        kind, set, new DynsetOp.Words(0, -1), timeoutMillis, List.of(own), List.of(own));
  }

  @Override
  List<Sample> samples() {
    VmSet plain = set("s", 0, 0, 65_535, 0);
    VmSet map = set("m", VmSet.MAP, 1, 65_535, 0);
    return List.of(
        sample(op(DynsetOp.Kind.ADD, plain, 0), "[ dynset add reg_key 1 set s ]"),
        sample(op(DynsetOp.Kind.DELETE, plain, 0), "[ dynset delete reg_key 1 set s ]"),
        sample(
            op(DynsetOp.Kind.UPDATE, timed(65_535), 5_000),
            "[ dynset update reg_key 1 set s timeout 5000ms ]"),
        sample(
            new DynsetOp(DynsetOp.Kind.ADD, map, new DynsetOp.Words(0, 4), 0, List.of(), List.of()),
            "[ dynset add reg_key 1 set m sreg_data 2 ]"),
        sample(
            op(
                DynsetOp.Kind.ADD,
                plain,
                0,
                new QuotaOp(1L << 50, 20, true),
                new HeldCounterOp(3, 4)),
            "[ dynset add reg_key 1 set s expr [ quota bytes 1125899906842624 consumed 20 flags 1 ]"
                + " expr [ counter pkts 3 bytes 4 ] ]"));
  }

  private static int verdict(DynsetOp op, int key, long nowNanos) {
    Packet packet = new Packet();
    packet.setNowNanos(nowNanos);
    Registers registers = registers(key);
    op.eval(registers, context(packet));
    return registers.verdict;
  }

  private static boolean holds(VmSet set, int key, long nowNanos) {
    return set.live().find(new int[] {key}, 0, nowNanos) >= 0;
  }

  @Test
  void breaksWhereTheSetIsFullUntilTheSweepBehindATimeout() {
    VmSet set = timed(2);
    DynsetOp add = op(DynsetOp.Kind.ADD, set, 500);
    assertEquals(Verdicts.CONTINUE, verdict(add, 1, SECOND));
    assertEquals(Verdicts.CONTINUE, verdict(add, 2, SECOND));
    assertEquals(Verdicts.BREAK, verdict(add, 3, SECOND));
    assertEquals(false, holds(set, 1, SECOND + SECOND / 2));
    assertEquals(Verdicts.BREAK, verdict(add, 3, SECOND + SECOND / 2));
    assertEquals(Verdicts.CONTINUE, verdict(add, 3, 2 * SECOND));
  }

  @Test
  void updateRefreshesTheTimeoutAndAddDoesNot() {
    VmSet set = timed(10);
    verdict(op(DynsetOp.Kind.ADD, set, 1_000), 7, 0);
    verdict(op(DynsetOp.Kind.ADD, set, 1_000), 7, SECOND / 2);
    assertEquals(false, holds(set, 7, SECOND));
    verdict(op(DynsetOp.Kind.ADD, set, 1_000), 7, 2 * SECOND);
    verdict(op(DynsetOp.Kind.UPDATE, set, 3_000), 7, 2 * SECOND + 1);
    assertEquals(true, holds(set, 7, 5 * SECOND));
    assertEquals(false, holds(set, 7, 5 * SECOND + 1));
  }

  /** Seen live: nft_dynset_eval refreshes with no time at all. */
  @Test
  void updateWithoutATimeoutEndsAnElementThatHasOne() {
    VmSet set = timed(10);
    verdict(op(DynsetOp.Kind.ADD, set, 1_000), 7, 0);
    verdict(op(DynsetOp.Kind.UPDATE, set, 0), 7, 5);
    assertEquals(false, holds(set, 7, 5));
    verdict(op(DynsetOp.Kind.UPDATE, set, 0), 7, 6);
    assertEquals(true, holds(set, 7, 1_000 * SECOND));
  }

  @Test
  void eachElementHasItsOwnState() {
    VmSet set = set("s", 0, 0, 10, 0);
    DynsetOp add = op(DynsetOp.Kind.ADD, set, 0, new HeldCounterOp(0, 0));
    verdict(add, 1, 0);
    verdict(add, 1, 0);
    verdict(add, 2, 0);
    int[] words = {1};
    StatefulOp[] states = set.live().states(set.live().find(words, 0, 0));
    assertNotNull(states);
    assertArrayEquals(new long[] {2, 0}, states[0].shown(0));
  }

  @Test
  void deleteTakesTheKeyAway() {
    VmSet set = set("s", 0, 0, 10, 0);
    verdict(op(DynsetOp.Kind.ADD, set, 0), 1, 0);
    assertEquals(Verdicts.CONTINUE, verdict(op(DynsetOp.Kind.DELETE, set, 0), 1, 0));
    assertEquals(false, holds(set, 1, 0));
    assertEquals(Verdicts.CONTINUE, verdict(op(DynsetOp.Kind.DELETE, set, 0), 1, 0));
  }
}
