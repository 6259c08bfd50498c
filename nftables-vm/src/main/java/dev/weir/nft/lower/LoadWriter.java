package dev.weir.nft.lower;

import dev.weir.nft.ast.Expr.BinaryOperator;
import dev.weir.nft.ast.Expr.PayloadBase;
import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.op.BitwiseOp;
import dev.weir.nft.op.ByteorderOp;
import dev.weir.nft.op.CtOp;
import dev.weir.nft.op.ExthdrOp;
import dev.weir.nft.op.JhashOp;
import dev.weir.nft.op.MetaOp;
import dev.weir.nft.op.PayloadOp;
import dev.weir.nft.op.ShiftOp;
import dev.weir.nft.proto.ExtensionHeaderField;
import dev.weir.nft.vm.CtKey;
import dev.weir.nft.vm.MetaKey;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import java.math.BigInteger;
import java.util.List;

/**
 * Writes the instructions that bring a selector's value into registers: loads, masks, shifts, byte
 * order.
 *
 * <p>Source: net/netfilter/nft_payload.c, nft_meta.c, nft_exthdr.c, nft_bitwise.c.
 */
final class LoadWriter {
  /** Words nft takes for a value that is no concatenation. */
  private static final int SINGLE_WORDS = 4;

  private final List<Op> ops;

  /** The first word that no load in work needs. */
  private int free;

  LoadWriter(List<Op> ops) {
    this.ops = ops;
  }

  /** Loads an expression; a bit-field stays where it stands in its bytes ({@link Load#shift}). */
  Load load(TypedExpr expr, int word) {
    return switch (expr) {
      case TypedExpr.PayloadField field ->
          bits(Payloads.of(field), field.field().lengthBits(), word);
      case TypedExpr.RawPayload raw -> bits(Payloads.of(raw), raw.lengthBits(), word);
      case TypedExpr.MetaLoad meta -> meta(meta, word);
      case TypedExpr.CtLoad ct -> connection(ct, word);
      case TypedExpr.ExtensionHeaderLoad header -> extensionHeader(header.field(), word);
      case TypedExpr.SelectorLoad load -> SelectorOps.load(load.selector(), word, ops);
      case TypedExpr.HashLoad hash -> hash(hash, word);
      case TypedExpr.Binary binary -> binary(binary, word);
      case TypedExpr.Concat concat -> concat(concat, false, word);
      case TypedExpr.Value ignored -> throw noLoad(expr);
      case TypedExpr.Prefix ignored -> throw noLoad(expr);
      case TypedExpr.Range ignored -> throw noLoad(expr);
      case TypedExpr.VerdictValue ignored -> throw noLoad(expr);
      case TypedExpr.Wildcard ignored -> throw noLoad(expr);
      case TypedExpr.ObjectName ignored -> throw noLoad(expr);
      case TypedExpr.AnonymousSet ignored -> throw noLoad(expr);
      case TypedExpr.SetReference ignored -> throw noLoad(expr);
      case TypedExpr.MapLookup ignored -> throw noLoad(expr);
    };
  }

  /** Loads an expression as the key of a set; {@code ordered} when the set is one of intervals. */
  Load loadKey(TypedExpr expr, boolean ordered, boolean shiftDown, int word) {
    if (expr instanceof TypedExpr.Concat concat) {
      return concat(concat, ordered, word);
    }
    Load load = load(expr, word);
    if (shiftDown) {
      load = shiftedDown(load);
    }
    return ordered ? ordered(load) : load;
  }

  /** Turns a host-order value into one that compares by bytes. */
  Load ordered(Load load) {
    if (!load.hostOrder() || load.lengthBytes() == 1) {
      return load;
    }
    int size = Math.min(8, load.lengthBytes());
    ops.add(new ByteorderOp(true, load.word(), load.word(), load.lengthBytes(), size));
    return load.inNetworkOrder();
  }

  /** Masks the register of a load. */
  void mask(Load load, BigInteger mask, BigInteger xor) {
    ops.add(
        new BitwiseOp(
            load.word(),
            load.word(),
            ConstantBytes.of(mask, load.lengthBytes(), load.hostOrder()),
            ConstantBytes.of(xor, load.lengthBytes(), load.hostOrder())));
  }

  private Load shiftedDown(Load load) {
    if (load.shift() == 0) {
      return load;
    }
    shift(load, false, load.shift());
    return new Load(load.word(), load.lengthBytes(), 0, load.hostOrder());
  }

  private void shift(Load load, boolean left, int bits) {
    ops.add(new ShiftOp(left, load.word(), load.word(), load.lengthBytes(), bits));
  }

  /** The key goes behind everything in use: nft gives a single value four words. */
  private Load hash(TypedExpr.HashLoad hash, int word) {
    int outer = free;
    int key = outer > word ? outer : word + SINGLE_WORDS;
    free = key + Math.max(SINGLE_WORDS, Registers.wordsFor(hash.key().lengthBits() / 8));
    Load load = loadKey(hash.key(), false, true, key);
    free = outer;
    ops.add(new JhashOp(key, load.lengthBytes(), word, hash.modulus(), hash.seed(), hash.offset()));
    return new Load(word, 4, 0, true);
  }

  private Load concat(TypedExpr.Concat concat, boolean ordered, int word) {
    int outer = free;
    free = Math.max(free, word + concat.lengthBits() / 32);
    Load load = parts(concat, ordered, word);
    free = outer;
    return load;
  }

  private Load parts(TypedExpr.Concat concat, boolean ordered, int word) {
    int at = word;
    for (TypedExpr part : concat.parts()) {
      Load load = loadKey(part, ordered, true, at);
      if (ordered && load.hostOrder() && load.lengthBytes() == 1) {
        // nft converts single bytes here as integers of two: no whole one fits, nothing is swapped
        ops.add(new ByteorderOp(true, at, at, 1, 2));
      }
      at += Registers.wordsFor(load.lengthBytes());
    }
    return new Load(word, 4 * (at - word), 0, false);
  }

  private Load bits(Payloads.Place place, int lengthBits, int word) {
    ops.add(new PayloadOp(base(place.base()), place.offsetBytes(), place.lengthBytes(), word));
    return field(word, place.lengthBytes(), place.shift(), lengthBits);
  }

  /** A field of {@code lengthBits} in loaded bytes: masked unless it fills them. */
  private Load field(int word, int lengthBytes, int shift, int lengthBits) {
    Load load = new Load(word, lengthBytes, shift, false);
    if (lengthBits != 8 * lengthBytes) {
      mask(load, ConstantBytes.ones(lengthBits, shift), BigInteger.ZERO);
    }
    return load;
  }

  private Load meta(TypedExpr.MetaLoad meta, int word) {
    MetaKey key = meta.key();
    ops.add(new MetaOp(key, word));
    return new Load(word, key.lengthBytes(), 0, key.order() == MetaKey.ByteOrder.HOST);
  }

  private Load connection(TypedExpr.CtLoad ct, int word) {
    int lengthBytes = ct.lengthBits() / 8;
    ops.add(new CtOp(ct.key(), ct.direction(), lengthBytes, word));
    return new Load(word, lengthBytes, 0, ct.key().order() == CtKey.Order.HOST);
  }

  private Load extensionHeader(ExtensionHeaderField field, int word) {
    ExthdrOp.Kind kind =
        switch (field.kind()) {
          case IPV6_EXTENSION_HEADER -> ExthdrOp.Kind.IPV6;
          case TCP_OPTION -> ExthdrOp.Kind.TCPOPT;
          case IPV4_OPTION -> ExthdrOp.Kind.IPV4;
          case SCTP_CHUNK -> ExthdrOp.Kind.SCTP;
        };
    if (field.isPresence()) {
      ops.add(ExthdrOp.present(kind, field.number(), 0, 1, word));
      return new Load(word, 1, 0, false);
    }
    Payloads.Place place = Payloads.ofExtensionHeader(field);
    ops.add(ExthdrOp.load(kind, field.number(), place.offsetBytes(), place.lengthBytes(), word));
    return field(word, place.lengthBytes(), place.shift(), field.lengthBits());
  }

  private Load binary(TypedExpr.Binary binary, int word) {
    if (!(binary.right() instanceof TypedExpr.Value value)) {
      throw noLoad(binary.right());
    }
    BinaryOperator operator = binary.operator();
    if (operator == BinaryOperator.SHIFT_LEFT || operator == BinaryOperator.SHIFT_RIGHT) {
      Load load = shiftedDown(load(binary.left(), word));
      shift(load, operator == BinaryOperator.SHIFT_LEFT, value.number().intValue());
      return load;
    }
    // A chain of &, | and ^ is one instruction: (value & mask) ^ xor.
    BitMix mix = BitMix.of(binary);
    int before = ops.size();
    Load load = shiftedDown(load(mix.innermost(), word));
    BigInteger mask = mix.mask();
    if (ops.size() > before + 1 && ops.getLast() instanceof BitwiseOp) {
      // a field at the end of its bytes: its own mask is part of the one instruction, too
      ops.removeLast();
      mask = mask.and(ConstantBytes.ones(mix.innermost().lengthBits(), 0));
    }
    mask(load, mask, mix.xor());
    return load;
  }

  static PayloadOp.Base base(PayloadBase base) {
    return switch (base) {
      case LINK -> PayloadOp.Base.LINK;
      case NETWORK -> PayloadOp.Base.NETWORK;
      case TRANSPORT -> PayloadOp.Base.TRANSPORT;
      case INNER -> PayloadOp.Base.INNER;
    };
  }

  private static IllegalStateException noLoad(TypedExpr expr) {
    return new IllegalStateException("not a load: " + expr);
  }
}
