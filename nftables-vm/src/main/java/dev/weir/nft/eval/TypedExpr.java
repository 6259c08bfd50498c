package dev.weir.nft.eval;

import dev.weir.nft.ast.Expr;
import dev.weir.nft.proto.ExtensionHeaderField;
import dev.weir.nft.proto.ProtoField;
import dev.weir.nft.selector.Selector;
import dev.weir.nft.type.DataType;
import dev.weir.nft.type.DataTypes;
import dev.weir.nft.vm.CtKey;
import dev.weir.nft.vm.MetaKey;
import dev.weir.nft.vm.ObjectKind;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expression whose type and width are known.
 *
 * <p>{@link #lengthBits()} is the width of what it yields; a concatenation's is the sum of its
 * parts, each rounded up to 32 bits, as in the kernel's registers.
 */
public sealed interface TypedExpr {
  /** The type of the value; a concatenation has that of its first part. */
  DataType type();

  /** Width in bits; 0 for verdicts. */
  int lengthBits();

  /**
   * A constant.
   *
   * @param number unsigned, below 2^lengthBits; text is its bytes, padded with zeros to the width,
   *     read as a big-endian number
   */
  record Value(DataType type, int lengthBits, BigInteger number) implements TypedExpr {}

  /**
   * All values that share the first {@code prefixBits} bits of {@code base}: an address prefix, or
   * a name ending in {@code *}. {@code base} has zeros behind the prefix.
   */
  record Prefix(Value base, int prefixBits) implements TypedExpr {
    @Override
    public DataType type() {
      return base.type();
    }

    @Override
    public int lengthBits() {
      return base.lengthBits();
    }
  }

  /** From {@code low} to {@code high}, both included; {@code low <= high}. */
  record Range(Value low, Value high) implements TypedExpr {
    @Override
    public DataType type() {
      return low.type();
    }

    @Override
    public int lengthBits() {
      return low.lengthBits();
    }
  }

  /** A verdict, as the data of a verdict map; {@code chain} is null unless it jumps. */
  record VerdictValue(DataType type, Expr.VerdictKind kind, @Nullable String chain)
      implements TypedExpr {
    @Override
    public int lengthBits() {
      return 0;
    }
  }

  /** An object's name, as the data of an object map. */
  record ObjectName(DataType type, ObjectKind kind, String name) implements TypedExpr {
    @Override
    public int lengthBits() {
      return 0;
    }
  }

  /** {@code *}: the element used when no other fits. */
  record Wildcard(DataType type, int lengthBits) implements TypedExpr {}

  /** A header field named by its row. */
  record PayloadField(ProtoField field) implements TypedExpr {
    @Override
    public DataType type() {
      return field.type();
    }

    @Override
    public int lengthBits() {
      return field.lengthBits();
    }
  }

  /** {@code @th,16,16}. */
  record RawPayload(DataType type, Expr.PayloadBase base, int offsetBits, int lengthBits)
      implements TypedExpr {}

  /** Packet metadata. */
  record MetaLoad(DataType type, MetaKey key, int lengthBits) implements TypedExpr {}

  /**
   * What is known of the connection.
   *
   * @param type {@code invalid} for a port of a protocol the rule does not say
   */
  record CtLoad(DataType type, CtKey key, CtKey.Direction direction, int lengthBits)
      implements TypedExpr {}

  /** A field of an extension header or option, or (a 1-bit boolean) its presence. */
  record ExtensionHeaderLoad(ExtensionHeaderField field) implements TypedExpr {
    @Override
    public DataType type() {
      return field.type();
    }

    @Override
    public int lengthBits() {
      return field.isPresence() ? 1 : field.lengthBits();
    }
  }

  /** What is neither a header field nor a key: {@code fib daddr type}. */
  record SelectorLoad(Selector selector) implements TypedExpr {
    @Override
    public DataType type() {
      return selector.type();
    }

    @Override
    public int lengthBits() {
      return selector.lengthBits();
    }
  }

  /** {@code jhash key mod N}; the seed is null where it is not given. */
  record HashLoad(TypedExpr key, long modulus, @Nullable Long seed, long offset)
      implements TypedExpr {
    @Override
    public DataType type() {
      return DataTypes.INTEGER;
    }

    @Override
    public int lengthBits() {
      return 32;
    }
  }

  /** {@code left & mask}, {@code left << bits}, ...; {@code left} is a load or another Binary. */
  record Binary(Expr.BinaryOperator operator, TypedExpr left, TypedExpr right)
      implements TypedExpr {
    @Override
    public DataType type() {
      return left.type();
    }

    @Override
    public int lengthBits() {
      return left.lengthBits();
    }
  }

  /** {@code a . b}: two or more loads, or in an element two or more constants. */
  record Concat(List<TypedExpr> parts) implements TypedExpr {
    public Concat {
      parts = List.copyOf(parts);
    }

    @Override
    public DataType type() {
      return parts.getFirst().type();
    }

    @Override
    public int lengthBits() {
      int sum = 0;
      for (TypedExpr part : parts) {
        sum += (part.lengthBits() + 31) / 32 * 32;
      }
      return sum;
    }
  }

  /** <code>{ ... }</code> in a rule: a set or map of its own, {@link TypedSet#isAnonymous()}. */
  record AnonymousSet(TypedSet set) implements TypedExpr {
    @Override
    public DataType type() {
      return set.keyParts().getFirst().type();
    }

    @Override
    public int lengthBits() {
      return set.keyLengthBits();
    }
  }

  /**
   * {@code @name}. The elements are not here: they change without the rule. {@code declaration} is
   * the set as it was when the rule was evaluated; only its types and flags may be used.
   */
  record SetReference(String name, TypedSet declaration) implements TypedExpr {
    @Override
    public DataType type() {
      return declaration.keyParts().getFirst().type();
    }

    @Override
    public int lengthBits() {
      return declaration.keyLengthBits();
    }
  }

  /**
   * {@code key map map}: the data found under {@code key}. {@code map} is an AnonymousSet or a
   * SetReference.
   */
  record MapLookup(DataType type, int lengthBits, TypedExpr key, TypedExpr map)
      implements TypedExpr {}
}
