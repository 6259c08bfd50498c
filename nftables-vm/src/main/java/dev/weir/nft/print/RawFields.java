package dev.weir.nft.print;

import dev.weir.nft.ast.Expr.BinaryOperator;
import dev.weir.nft.ast.Expr.PayloadBase;
import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.eval.TypedStmt;
import dev.weir.nft.eval.TypedStmt.MatchOperator;
import dev.weir.nft.proto.ExtensionHeaderField;
import dev.weir.nft.proto.ExtensionHeaders;
import dev.weir.nft.proto.ProtoDesc;
import dev.weir.nft.proto.ProtoField;
import dev.weir.nft.proto.Protocols;
import dev.weir.nft.type.DataType;
import dev.weir.nft.type.Symbols;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads bits of headers as the fields they are.
 *
 * <p>The byte code does not know whether {@code @nh,96,32} or {@code ip saddr} was written, so nft
 * lists the field where it knows the header; {@code th dport} behind {@code meta l4proto tcp}
 * becomes {@code tcp dport}; a test of the bits of several whole fields becomes a test of each.
 */
final class RawFields {
  private RawFields() {}

  /** A test as nft lists it: usually itself, several where it spans fields. */
  static List<TypedStmt.Match> read(TypedStmt.Match match, KnownProtocols protocols) {
    TypedExpr left = read(match.left(), protocols);
    if (!(left instanceof TypedExpr.RawPayload raw)) {
      boolean same = left.equals(match.left());
      TypedExpr right = same ? match.right() : retyped(match.right(), left.type());
      return List.of(with(match, left, ElementTypes.shown(match.left(), left, right)));
    }
    if (match.operator() == MatchOperator.EQUAL && match.right() instanceof TypedExpr.Value value) {
      List<TypedStmt.Match> parts = split(match, raw, value, protocols);
      if (!parts.isEmpty()) {
        return parts;
      }
    }
    TypedStmt.Match bytes = wholeBytes(match, raw);
    return List.of(with(bytes, bytes.left(), ElementTypes.shown(raw, bytes.left(), bytes.right())));
  }

  /** A selector with raw bits replaced by the fields they are. */
  static TypedExpr read(TypedExpr expr, KnownProtocols protocols) {
    return switch (expr) {
      case TypedExpr.RawPayload raw -> {
        ProtoField field = field(protocols, raw.base(), raw.offsetBits(), raw.lengthBits());
        yield field == null ? raw : new TypedExpr.PayloadField(field);
      }
      case TypedExpr.PayloadField payload when payload.field().protocol().equals("th") -> {
        ProtoField field =
            field(
                protocols,
                PayloadBase.TRANSPORT,
                payload.field().offsetBits(),
                payload.field().lengthBits());
        yield field == null ? payload : new TypedExpr.PayloadField(field);
      }
      case TypedExpr.ExtensionHeaderLoad header ->
          new TypedExpr.ExtensionHeaderLoad(listed(header.field()));
      case TypedExpr.Concat concat ->
          new TypedExpr.Concat(concat.parts().stream().map(part -> read(part, protocols)).toList());
      case TypedExpr.Binary binary ->
          new TypedExpr.Binary(binary.operator(), read(binary.left(), protocols), binary.right());
      default -> expr;
    };
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

  private static List<TypedStmt.Match> split(
      TypedStmt.Match match,
      TypedExpr.RawPayload raw,
      TypedExpr.Value value,
      KnownProtocols protocols) {
    ProtoDesc desc = protocols.at(raw.base());
    List<TypedStmt.Match> parts = new ArrayList<>();
    if (desc == null) {
      return parts;
    }
    List<ProtoField> fields = new ArrayList<>(desc.fields());
    fields.sort(Comparator.comparingInt(ProtoField::offsetBits));
    int offset = raw.offsetBits();
    int end = raw.offsetBits() + raw.lengthBits();
    for (ProtoField field : fields) {
      if (field.offsetBits() == offset && offset + field.lengthBits() <= end) {
        offset += field.lengthBits();
        BigInteger number =
            value.number().shiftRight(end - offset).and(Symbols.maximum(field.lengthBits()));
        parts.add(
            with(
                match,
                new TypedExpr.PayloadField(field),
                new TypedExpr.Value(field.type(), field.lengthBits(), number)));
      }
    }
    return offset == end ? parts : List.of();
  }

  /** Bits that do not fill bytes are listed as a mask over the bytes that hold them. */
  private static TypedStmt.Match wholeBytes(TypedStmt.Match match, TypedExpr.RawPayload raw) {
    int first = raw.offsetBits() / 8 * 8;
    int end = (raw.offsetBits() + raw.lengthBits() + 7) / 8 * 8;
    int shift = end - raw.offsetBits() - raw.lengthBits();
    if (end - first == raw.lengthBits() || !(match.right() instanceof TypedExpr.Value value)) {
      return match;
    }
    TypedExpr.RawPayload bytes =
        new TypedExpr.RawPayload(raw.type(), raw.base(), first, end - first);
    TypedExpr.Value mask =
        new TypedExpr.Value(
            raw.type(), end - first, Symbols.maximum(raw.lengthBits()).shiftLeft(shift));
    return with(
        match,
        new TypedExpr.Binary(BinaryOperator.AND, bytes, mask),
        new TypedExpr.Value(raw.type(), end - first, value.number().shiftLeft(shift)));
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
