package dev.weir.nft.lower;

import dev.weir.core.hook.Family;
import dev.weir.nft.ast.Stmt.NatKind;
import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.eval.TypedSet;
import dev.weir.nft.eval.TypedStmt;
import dev.weir.nft.op.ImmediateOp;
import dev.weir.nft.op.LookupOp;
import dev.weir.nft.op.MasqueradeOp;
import dev.weir.nft.op.NatOp;
import dev.weir.nft.op.NatRegisters;
import dev.weir.nft.op.RedirectOp;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.VmSet;
import java.math.BigInteger;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Writes NAT statements: addresses and ports each into a 16-byte register of their own, then the
 * instruction that says where they are. What a map gives at once lies word behind word.
 *
 * <p>Source: net/netfilter/nft_nat.c; observed output of {@code nft -c --debug=netlink} 1.0.6.
 */
final class NatWriter {
  private static final int REGISTER_WORDS = 4;
  private static final int PORT_BYTES = 2;

  private final List<Op> ops;
  private final LoadWriter loads;
  private final BiFunction<TypedExpr, TypedExpr, VmSet> sets;
  private int addressMin = NatRegisters.ABSENT;
  private int addressMax = NatRegisters.ABSENT;
  private int portMin = NatRegisters.ABSENT;
  private int portMax = NatRegisters.ABSENT;
  private int next;

  NatWriter(List<Op> ops, LoadWriter loads, BiFunction<TypedExpr, TypedExpr, VmSet> sets) {
    this.ops = ops;
    this.loads = loads;
    this.sets = sets;
  }

  /** Writes the loads; the instruction itself is to follow them. */
  Op write(TypedStmt.Nat nat) {
    if (nat.address() != null) {
      address(nat.address(), nat.family() == Family.IPV6 ? 16 : 4);
    }
    if (nat.port() != null) {
      portMin = next;
      portMax = value(nat.port(), PORT_BYTES);
    }
    NatRegisters places = new NatRegisters(addressMin, addressMax, portMin, portMax, nat.flags());
    return switch (nat.kind()) {
      case SNAT, DNAT -> new NatOp(nat.kind() == NatKind.SNAT, nat.family(), places);
      case MASQUERADE -> new MasqueradeOp(places);
      case REDIRECT -> new RedirectOp(places);
    };
  }

  private void address(TypedExpr address, int lengthBytes) {
    int words = lengthBytes / 4;
    addressMin = next;
    addressMax = value(address, lengthBytes);
    TypedSet.Data data = mapped(address);
    if (data == null) {
      return;
    }
    boolean withPort = data.parts().size() > 1;
    int all = withPort ? words + 1 : words;
    portMin = withPort ? addressMin + words : NatRegisters.ABSENT;
    if (data.intervals()) {
      addressMax = addressMin + all;
      portMax = withPort ? portMin + all : NatRegisters.ABSENT;
    }
  }

  /** What a map maps to, null for another expression. */
  static TypedSet.@Nullable Data mapped(TypedExpr expr) {
    if (!(expr instanceof TypedExpr.MapLookup lookup)) {
      return null;
    }
    return switch (lookup.map()) {
      case TypedExpr.AnonymousSet own -> own.set().data();
      case TypedExpr.SetReference reference -> reference.declaration().data();
      default -> null;
    };
  }

  /** Loads a value into the next register; the word of its upper end, if it has one. */
  private int value(TypedExpr expr, int lengthBytes) {
    int word = next;
    next += REGISTER_WORDS;
    switch (expr) {
      case TypedExpr.Value value -> immediate(word, value.number(), lengthBytes);
      case TypedExpr.Range ignored -> {
        return ends(expr, word, lengthBytes);
      }
      case TypedExpr.Prefix ignored -> {
        return ends(expr, word, lengthBytes);
      }
      case TypedExpr.MapLookup lookup -> {
        VmSet map = sets.apply(lookup.map(), lookup.key());
        Load load =
            loads.loadKey(
                lookup.key(), Linearizer.isInterval(map), Linearizer.isNamed(lookup.map()), word);
        ops.add(LookupOp.map(map, load.word(), word));
      }
      default -> loads.load(expr, word);
    }
    return NatRegisters.ABSENT;
  }

  private int ends(TypedExpr expr, int word, int lengthBytes) {
    immediate(word, KeyBytes.low(expr), lengthBytes);
    immediate(next, KeyBytes.high(expr), lengthBytes);
    next += REGISTER_WORDS;
    return next - REGISTER_WORDS;
  }

  private void immediate(int word, BigInteger number, int lengthBytes) {
    ops.add(new ImmediateOp(word, ConstantBytes.of(number, lengthBytes, false)));
  }
}
