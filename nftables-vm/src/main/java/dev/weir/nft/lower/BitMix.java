package dev.weir.nft.lower;

import dev.weir.nft.eval.TypedExpr;
import java.math.BigInteger;

/**
 * A chain of {@code &}, {@code |} and {@code ^} with constants, as one {@code (value & mask) ^
 * xor}.
 */
record BitMix(TypedExpr innermost, BigInteger mask, BigInteger xor) {
  static BitMix of(TypedExpr expr) {
    if (!(expr instanceof TypedExpr.Binary binary)
        || !(binary.right() instanceof TypedExpr.Value value)) {
      int bits = ConstantBytes.bytesFor(expr.lengthBits()) * 8;
      return new BitMix(expr, ConstantBytes.ones(bits, 0), BigInteger.ZERO);
    }
    BigInteger number = value.number();
    return switch (binary.operator()) {
      case AND -> {
        BitMix inner = of(binary.left());
        yield new BitMix(inner.innermost, inner.mask.and(number), inner.xor.and(number));
      }
      case OR -> {
        BitMix inner = of(binary.left());
        yield new BitMix(
            inner.innermost, inner.mask.andNot(number), inner.xor.andNot(number).or(number));
      }
      case XOR -> {
        BitMix inner = of(binary.left());
        yield new BitMix(inner.innermost, inner.mask, inner.xor.xor(number));
      }
      case SHIFT_LEFT, SHIFT_RIGHT -> {
        int bits = ConstantBytes.bytesFor(expr.lengthBits()) * 8;
        yield new BitMix(expr, ConstantBytes.ones(bits, 0), BigInteger.ZERO);
      }
    };
  }
}
