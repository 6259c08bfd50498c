package dev.weir.nft.eval;

import dev.weir.core.diag.SourceSpan;
import dev.weir.core.hook.Family;
import dev.weir.nft.ast.Expr;
import dev.weir.nft.proto.ExtensionHeaderField;
import dev.weir.nft.type.DataType;
import dev.weir.nft.type.DataTypes;
import dev.weir.nft.vm.MetaKey;
import java.util.ArrayList;
import java.util.List;

/** Gives selectors their type and asks for the dependencies they need. */
final class SelectorEvaluator {
  private static final int MAX_RAW_BITS = 128;

  private final ConstantEvaluator constants;
  private final Dependencies dependencies;

  SelectorEvaluator(ConstantEvaluator constants, Dependencies dependencies) {
    this.constants = constants;
    this.dependencies = dependencies;
  }

  /** A load, a Binary over a load, or a Concat of them. */
  TypedExpr evaluate(Expr expr) {
    return switch (expr) {
      case Expr.Payload payload -> {
        dependencies.require(payload.field(), payload.span());
        yield new TypedExpr.PayloadField(dependencies.placed(payload.field()));
      }
      case Expr.RawPayload raw -> raw(raw);
      case Expr.Meta meta -> meta(meta);
      case Expr.Ct ct -> CtEvaluator.load(ct, dependencies.protocols());
      case Expr.ExtensionHeader header -> extensionHeader(header);
      case Expr.Selected selected -> SpecialEvaluator.load(selected, dependencies.protocols());
      case Expr.Hash hash -> SpecialEvaluator.hash(hash, evaluate(hash.key()));
      case Expr.Concat concat -> concat(concat);
      case Expr.Binary binary -> binary(binary);
      case Expr.MapLookup lookup ->
          throw Refusal.notSupported(lookup.span(), "map on the left of a match");
      case Expr.Symbol symbol -> throw constant(symbol);
      case Expr.Number number -> throw constant(number);
      case Expr.Text text -> throw constant(text);
      case Expr.Wildcard wildcard -> throw constant(wildcard);
      case Expr.SetReference reference -> throw constant(reference);
      case Expr.VerdictExpr verdict -> throw constant(verdict);
      case Expr.Prefix prefix -> throw constant(prefix);
      case Expr.Range range -> throw constant(range);
      case Expr.Flags flags -> throw constant(flags);
      case Expr.SetLiteral set -> throw constant(set);
    };
  }

  private static Refusal constant(Expr expr) {
    return new Refusal(expr.span(), "Relational expression has constant value");
  }

  private static TypedExpr raw(Expr.RawPayload raw) {
    if (raw.lengthBits() < 1 || raw.lengthBits() + raw.offsetBits() % 8 > MAX_RAW_BITS) {
      throw new Refusal(
          raw.span(), "payload of " + raw.lengthBits() + " bits: 1 to 128 bits can be compared");
    }
    return new TypedExpr.RawPayload(
        Vocabulary.integer(), raw.base(), raw.offsetBits(), raw.lengthBits());
  }

  private TypedExpr meta(Expr.Meta meta) {
    MetaKey key = meta.key();
    if (!key.isReadable()) {
      throw Refusal.notSupported(meta.span(), "meta " + Vocabulary.word(key));
    }
    if (key == MetaKey.NFPROTO && dependencies.protocols().family() != Family.INET) {
      throw new Refusal(meta.span(), "meta nfproto is only useful in the inet family");
    }
    boolean ofBridge =
        switch (key) {
          case BRI_IIFNAME, BRI_OIFNAME, BRI_IIFPVID, BRI_IIFVPROTO -> true;
          default -> false;
        };
    if (ofBridge && !dependencies.allowsBridgeKeys()) {
      throw new Refusal(meta.span(), "Could not process rule: Operation not supported");
    }
    return load(key);
  }

  /** The load of a meta key. */
  static TypedExpr.MetaLoad load(MetaKey key) {
    return new TypedExpr.MetaLoad(Vocabulary.type(key), key, 8 * key.lengthBytes());
  }

  private TypedExpr extensionHeader(Expr.ExtensionHeader header) {
    switch (header.field().kind()) {
      case IPV6_EXTENSION_HEADER -> requireNetwork("ip6", header.field(), header.span());
      case IPV4_OPTION -> requireNetwork("ip", header.field(), header.span());
      case TCP_OPTION, SCTP_CHUNK -> {}
    }
    return new TypedExpr.ExtensionHeaderLoad(header.field());
  }

  private void requireNetwork(String network, ExtensionHeaderField field, SourceSpan span) {
    String other = RuleProtocols.other(dependencies.protocols().network(), network);
    boolean exact =
        field.kind() == ExtensionHeaderField.Kind.IPV6_EXTENSION_HEADER || "arp".equals(other);
    if (other != null && exact) {
      throw new Refusal(span, "cannot use exthdr with " + other);
    }
    dependencies.requireNetworkInFront(network, span);
  }

  private TypedExpr concat(Expr.Concat concat) {
    List<TypedExpr> parts = new ArrayList<>();
    for (Expr part : concat.parts()) {
      TypedExpr typed = evaluate(part);
      CtEvaluator.checkKey(typed, part.span());
      if (typed.type().equals(DataTypes.CT_LABEL)) {
        throw Refusal.notSupported(part.span(), "ct label in a concatenation");
      }
      if (isVariableSized(typed.type())) {
        throw new Refusal(
            part.span(),
            "can not use variable sized data types ("
                + typed.type().name()
                + ") in concat expressions",
            concat.span());
      }
      parts.add(typed);
    }
    TypedExpr.Concat typed = new TypedExpr.Concat(parts);
    if (typed.lengthBits() > 512) {
      throw new Refusal(
          concat.span(),
          "Concatenation of size " + typed.lengthBits() + " exceeds maximum size of 512");
    }
    return typed;
  }

  private static boolean isVariableSized(DataType type) {
    return type.equals(DataTypes.BITMASK)
        || type.equals(DataTypes.INVALID)
        || type.equals(DataTypes.STRING);
  }

  private TypedExpr binary(Expr.Binary binary) {
    TypedExpr left = evaluate(binary.left());
    if (left instanceof TypedExpr.Concat) {
      throw new Refusal(binary.left().span(), "Binary operation on a concatenation");
    }
    boolean isShift =
        binary.operator() == Expr.BinaryOperator.SHIFT_LEFT
            || binary.operator() == Expr.BinaryOperator.SHIFT_RIGHT;
    DataType type = isShift ? Vocabulary.integer() : left.type();
    TypedExpr.Value right = constants.value(binary.right(), type, isShift ? 32 : left.lengthBits());
    if (isShift && right.number().intValue() >= Math.min(32, left.lengthBits())) {
      throw new Refusal(
          binary.right().span(),
          "shift of "
              + right.number()
              + " bits is undefined for type of "
              + left.lengthBits()
              + " bits width");
    }
    return new TypedExpr.Binary(binary.operator(), left, right);
  }
}
