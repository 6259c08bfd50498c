package dev.weir.nft.lower;

import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.eval.TypedStmt;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;
import dev.weir.nft.vm.VmSet;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs single selectors and tests of a rule on a packet, apart from the rule: what traces ask to
 * explain it.
 *
 * <p>Example: after {@code tcp dport 22} failed, {@code read(dport, context)} is the packet's port.
 *
 * <p><i>State and threads:</i> has registers of its own, so the rule at hand is not disturbed;
 * keeps what it compiled; one thread.
 */
public final class RuleProbe {
  private final LoweringScope scope;
  private final Registers registers = new Registers();
  private final Map<TypedStmt, List<Op>> tests = new IdentityHashMap<>();

  /** A probe for the rules of a table. */
  public RuleProbe(LoweringScope scope) {
    this.scope = scope;
  }

  /** The value a selector has in the packet, null where it would BREAK. */
  public @Nullable BigInteger read(TypedExpr selector, VmContext context) {
    List<Op> ops = new ArrayList<>();
    Load load = new LoadWriter(ops).load(selector, 0);
    if (!run(ops, context)) {
      return null;
    }
    byte[] bytes = new byte[load.lengthBytes()];
    for (int i = 0; i < bytes.length; i++) {
      int from = load.hostOrder() ? bytes.length - 1 - i : i;
      bytes[i] = (byte) (registers.words[load.word() + (from >> 2)] >>> (24 - 8 * (from & 3)));
    }
    return new BigInteger(1, bytes).shiftRight(load.shift());
  }

  /** Whether a test holds for the packet. */
  public boolean holds(TypedStmt.Match test, VmContext context) {
    return run(tests.computeIfAbsent(test, key -> compile((TypedStmt.Match) key)), context);
  }

  /** How much a named set holds: {@code 1 interval}, {@code 12 elements}. */
  public String size(TypedExpr.SetReference reference) {
    VmSet set = scope.namedSet(reference.name());
    int count = 0;
    for (int i = 0; i < set.elements().size(); i++) {
      count += set.elements().isEndMark(i) ? 0 : 1;
    }
    String word = (set.shape().flags() & VmSet.INTERVAL) != 0 ? " interval" : " element";
    return count + word + (count == 1 ? "" : "s");
  }

  private List<Op> compile(TypedStmt.Match test) {
    List<Op> ops = new ArrayList<>();
    new MatchWriter(ops, new LoadWriter(ops), this::set).write(List.of(test), 0);
    return ops;
  }

  private VmSet set(TypedExpr expr, TypedExpr key) {
    return switch (expr) {
      case TypedExpr.SetReference reference -> scope.namedSet(reference.name());
      case TypedExpr.AnonymousSet own ->
          SetCompiler.compile(
              own.set(),
              KeyBytes.fieldsOf(key),
              verdict -> {
                throw new IllegalStateException("a test looks into a set, not a verdict map");
              },
              object -> {
                throw new IllegalStateException("a test looks into a set, not an object map");
              });
      default -> throw new IllegalStateException("not a set: " + expr);
    };
  }

  private boolean run(List<Op> ops, VmContext context) {
    registers.verdict = Verdicts.CONTINUE;
    for (Op op : ops) {
      op.eval(registers, context);
      if (registers.verdict != Verdicts.CONTINUE) {
        return false;
      }
    }
    return true;
  }
}
