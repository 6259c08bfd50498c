package dev.weir.nft.print;

import dev.weir.nft.ast.Expr.BinaryOperator;
import dev.weir.nft.ast.Expr.PayloadBase;
import dev.weir.nft.eval.Headers;
import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.eval.TypedSet;
import dev.weir.nft.eval.TypedStmt;
import dev.weir.nft.eval.TypedStmt.MatchOperator;
import dev.weir.nft.proto.ExtensionHeaderField;
import dev.weir.nft.proto.ExtensionHeaders;
import dev.weir.nft.proto.ProtoDesc;
import dev.weir.nft.proto.ProtoField;
import dev.weir.nft.proto.Protocols;
import dev.weir.nft.type.DataType;
import dev.weir.nft.type.DataTypes;
import dev.weir.nft.type.Symbols;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads bits of headers as the fields they are.
 *
 * <p>The byte code does not know whether {@code @nh,96,32} or {@code ip saddr} was written, so nft
 * lists the field where it knows the header; {@code th dport} behind {@code meta l4proto tcp}
 * becomes {@code tcp dport}; a test of the bits of several whole fields becomes a test of each. And
 * where it does not know the header, it lists the bits of a field that was written by name.
 */
final class RawFields {
  /** The type of raw bits. */
  static final DataType RAW = DataTypes.INTEGER;

  private RawFields() {}

  /** A test as nft lists it: usually itself, several where it spans fields. */
  static List<TypedStmt.Match> read(TypedStmt.Match match, KnownProtocols protocols) {
    TypedExpr left = BitFields.nameless(read(match.left(), protocols));
    if (!(left instanceof TypedExpr.RawPayload raw)) {
      boolean same = left.type().equals(match.left().type());
      TypedExpr right = same ? match.right() : retyped(match.right(), left.type());
      TypedExpr shown = ElementTypes.shown(match.left(), left, right);
      return List.of(with(match, left, BitFields.openEnd(left, shown)));
    }
    if (match.right() instanceof TypedExpr.Prefix prefix) {
      return List.of(prefix(match, raw, prefix));
    }
    boolean exact =
        match.operator() == MatchOperator.EQUAL || match.operator() == MatchOperator.NOT_EQUAL;
    boolean bytes = raw.offsetBits() % 8 == 0 && raw.lengthBits() % 8 == 0;
    if (exact && bytes && match.right() instanceof TypedExpr.Value value) {
      return expanded(match, raw, value, protocols);
    }
    TypedExpr shown = ElementTypes.shown(match.left(), wholeBytes(raw), match.right());
    boolean field = match.left() instanceof TypedExpr.PayloadField;
    if (!field && !(shown instanceof TypedExpr.Value) && shift(raw) != 0) {
      return List.of(with(match, raw, shown));
    }
    return List.of(with(match, wholeBytes(raw), shifted(shown, shift(raw))));
  }

  /** A prefix of bits that no field is known for: fewer bytes, or a mask. */
  private static TypedStmt.Match prefix(
      TypedStmt.Match match, TypedExpr.RawPayload raw, TypedExpr.Prefix prefix) {
    int rest = raw.lengthBits() - prefix.prefixBits();
    BigInteger number = prefix.base().number();
    if (rest % 8 == 0 && rest < raw.lengthBits()) {
      int bits = prefix.prefixBits();
      return with(
          match,
          new TypedExpr.RawPayload(raw.type(), raw.base(), raw.offsetBits(), bits),
          new TypedExpr.Value(raw.type(), bits, number.shiftRight(rest)));
    }
    TypedExpr.Value mask =
        new TypedExpr.Value(
            raw.type(),
            raw.lengthBits(),
            Symbols.maximum(prefix.prefixBits()).shiftLeft(Math.max(0, rest)));
    return with(
        match,
        new TypedExpr.Binary(BinaryOperator.AND, raw, mask),
        new TypedExpr.Value(raw.type(), raw.lengthBits(), number));
  }

  /** A selector with raw bits replaced by the fields they are. */
  static TypedExpr read(TypedExpr expr, KnownProtocols protocols) {
    return switch (expr) {
      case TypedExpr.RawPayload raw -> {
        ProtoField field = field(protocols, raw.base(), raw.offsetBits(), raw.lengthBits());
        yield field == null ? raw : new TypedExpr.PayloadField(field);
      }
      case TypedExpr.PayloadField payload when !protocols.knows(payload.field()) ->
          read(raw(payload.field()), protocols);
      case TypedExpr.PayloadField payload when payload.field().protocol().equals("th") -> {
        ProtoField field =
            field(
                protocols,
                PayloadBase.TRANSPORT,
                payload.field().offsetBits(),
                payload.field().lengthBits());
        yield field == null ? payload : new TypedExpr.PayloadField(field);
      }
      case TypedExpr.PayloadField payload when payload.field().name().equals("cfi") -> {
        ProtoField field = Protocols.field("vlan", "dei");
        yield field == null ? payload : new TypedExpr.PayloadField(field);
      }
      case TypedExpr.ExtensionHeaderLoad header ->
          new TypedExpr.ExtensionHeaderLoad(listed(header.field()));
      case TypedExpr.Concat concat ->
          new TypedExpr.Concat(concat.parts().stream().map(part -> read(part, protocols)).toList());
      case TypedExpr.Binary binary -> masked(binary, protocols);
      case TypedExpr.HashLoad hash ->
          new TypedExpr.HashLoad(
              read(hash.key(), protocols), hash.modulus(), hash.seed(), hash.offset());
      default -> expr;
    };
  }

  private static TypedExpr masked(TypedExpr.Binary binary, KnownProtocols protocols) {
    TypedExpr whole = BitFields.masked(binary);
    return whole.equals(binary)
        ? new TypedExpr.Binary(binary.operator(), read(binary.left(), protocols), binary.right())
        : whole;
  }

  private static TypedExpr.RawPayload raw(ProtoField field) {
    return new TypedExpr.RawPayload(
        DataTypes.INTEGER, Headers.base(field.protocol()), field.offsetBits(), field.lengthBits());
  }

  private static @Nullable ProtoField field(
      KnownProtocols protocols, PayloadBase base, int offsetBits, int lengthBits) {
    ProtoDesc desc = protocols.at(base);
    if (desc == null && base == PayloadBase.TRANSPORT) {
      desc = Protocols.of("th");
    }
    if (desc == null) {
      return null;
    }
    for (ProtoField field : desc.fields()) {
      if (field.offsetBits() == offsetBits && field.lengthBits() == lengthBits) {
        return field;
      }
    }
    ProtoDesc any = Protocols.of("th");
    if (base == PayloadBase.TRANSPORT && any != null && !any.equals(desc)) {
      for (ProtoField field : any.fields()) {
        if (field.offsetBits() == offsetBits && field.lengthBits() == lengthBits) {
          return field;
        }
      }
    }
    return null;
  }

  /** The row nft finds first for the same bits: {@code sack} for {@code sack1}'s presence. */
  private static ExtensionHeaderField listed(ExtensionHeaderField field) {
    if (field.header().equals("rt0")) {
      String segment = field.name().replace("addr", "sid");
      return Objects.requireNonNullElse(
          ExtensionHeaders.field(field.kind(), "srh", segment), field);
    }
    for (ExtensionHeaderField row : ExtensionHeaders.all()) {
      if (row.kind() == field.kind()
          && row.number() == field.number()
          && row.offsetBits() == field.offsetBits()
          && row.lengthBits() == field.lengthBits()
          && row.isPresence() == field.isPresence()) {
        return row;
      }
    }
    return field;
  }

  /**
   * A test of whole bytes as the fields they are, one after the other: of a field that they only
   * begin, the first bits; where no field begins, the rest as it is.
   */
  private static List<TypedStmt.Match> expanded(
      TypedStmt.Match match,
      TypedExpr.RawPayload raw,
      TypedExpr.Value value,
      KnownProtocols protocols) {
    ProtoDesc desc = protocols.at(raw.base());
    List<ProtoField> fields = desc == null ? List.of() : List.copyOf(desc.fields());
    List<TypedStmt.Match> parts = new ArrayList<>();
    int offset = raw.offsetBits();
    int end = raw.offsetBits() + raw.lengthBits();
    for (ProtoField field : fields) {
      if (field.offsetBits() != offset || offset == end) {
        continue;
      }
      int bits = Math.min(field.lengthBits(), end - offset);
      int rest = field.lengthBits() - bits;
      offset += bits;
      BigInteger number =
          value.number().shiftRight(end - offset).and(Symbols.maximum(bits)).shiftLeft(rest);
      TypedExpr.Value whole = new TypedExpr.Value(field.type(), field.lengthBits(), number);
      TypedExpr right = rest == 0 ? whole : new TypedExpr.Prefix(whole, bits);
      parts.add(with(match, new TypedExpr.PayloadField(field), right));
    }
    if (offset < end) {
      int bits = end - offset;
      TypedExpr left =
          read(new TypedExpr.RawPayload(raw.type(), raw.base(), offset, bits), protocols);
      BigInteger number = value.number().and(Symbols.maximum(bits));
      parts.add(with(match, left, new TypedExpr.Value(left.type(), bits, number)));
    }
    return parts;
  }

  /** By how many bits raw bits stand above the end of the bytes that hold them. */
  static int shift(TypedExpr expr) {
    return expr instanceof TypedExpr.RawPayload raw
        ? 7 - (raw.offsetBits() + raw.lengthBits() + 7) % 8
        : 0;
  }

  /** Bits that do not fill bytes are listed as a mask over the bytes that hold them. */
  static TypedExpr wholeBytes(TypedExpr expr) {
    if (!(expr instanceof TypedExpr.RawPayload raw)) {
      return expr;
    }
    int first = raw.offsetBits() / 8 * 8;
    int end = raw.offsetBits() + raw.lengthBits() + shift(raw);
    if (end - first == raw.lengthBits()) {
      return raw;
    }
    BigInteger mask = Symbols.maximum(raw.lengthBits()).shiftLeft(shift(raw));
    return new TypedExpr.Binary(
        BinaryOperator.AND,
        new TypedExpr.RawPayload(raw.type(), raw.base(), first, end - first),
        new TypedExpr.Value(raw.type(), end - first, mask));
  }

  /** Values beside bits that stand {@code bits} above the end of their bytes. */
  static TypedExpr shifted(TypedExpr right, int bits) {
    if (bits == 0) {
      return right;
    }
    return switch (right) {
      case TypedExpr.Value value -> shifted(value, bits);
      case TypedExpr.Range range ->
          new TypedExpr.Range(shifted(range.low(), bits), shifted(range.high(), bits));
      case TypedExpr.AnonymousSet own -> {
        List<TypedSet.Element> elements = new ArrayList<>();
        for (TypedSet.Element element : own.set().elements()) {
          elements.add(element.withKey(shifted(element.key(), bits)));
        }
        yield new TypedExpr.AnonymousSet(own.set().withElements(elements));
      }
      default -> right;
    };
  }

  private static TypedExpr.Value shifted(TypedExpr.Value value, int bits) {
    int length = (value.lengthBits() + bits + 7) / 8 * 8;
    return new TypedExpr.Value(value.type(), length, value.number().shiftLeft(bits));
  }

  private static TypedExpr retyped(TypedExpr right, DataType type) {
    return switch (right) {
      case TypedExpr.Value value -> new TypedExpr.Value(type, value.lengthBits(), value.number());
      case TypedExpr.Range range ->
          new TypedExpr.Range(
              new TypedExpr.Value(type, range.lengthBits(), range.low().number()),
              new TypedExpr.Value(type, range.lengthBits(), range.high().number()));
      default -> right;
    };
  }

  private static TypedStmt.Match with(TypedStmt.Match match, TypedExpr left, TypedExpr right) {
    return new TypedStmt.Match(match.span(), match.implicit(), left, match.operator(), right);
  }
}
