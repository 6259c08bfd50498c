package dev.weir.nft.print;

import dev.weir.nft.ast.Expr.BinaryOperator;
import dev.weir.nft.ast.Expr.PayloadBase;
import dev.weir.nft.eval.Headers;
import dev.weir.nft.eval.TypedExpr;
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
    if (left instanceof TypedExpr.RawPayload raw
        && (match.operator() == MatchOperator.EQUAL || match.operator() == MatchOperator.NOT_EQUAL)
        && match.right() instanceof TypedExpr.Value value) {
      TypedStmt.Match prefix = prefix(match, raw, value, protocols);
      if (prefix != null) {
        return List.of(prefix);
      }
    }
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
      case TypedExpr.Binary binary ->
          new TypedExpr.Binary(binary.operator(), read(binary.left(), protocols), binary.right());
      default -> expr;
    };
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

  private static boolean isAddress(DataType type) {
    return Bitwise.listsPrefixes(type) || type.equals(DataTypes.ETHER_ADDR);
  }

  /** The first bits of an address are a prefix of it. */
  private static TypedStmt.@Nullable Match prefix(
      TypedStmt.Match match,
      TypedExpr.RawPayload raw,
      TypedExpr.Value value,
      KnownProtocols protocols) {
    ProtoDesc desc = protocols.at(raw.base());
    if (desc == null || raw.lengthBits() % 8 != 0) {
      return null;
    }
    for (ProtoField field : desc.fields()) {
      int rest = field.lengthBits() - raw.lengthBits();
      if (field.offsetBits() == raw.offsetBits() && rest > 0 && isAddress(field.type())) {
        TypedExpr.Value base =
            new TypedExpr.Value(field.type(), field.lengthBits(), value.number().shiftLeft(rest));
        return with(
            match, new TypedExpr.PayloadField(field), new TypedExpr.Prefix(base, raw.lengthBits()));
      }
    }
    return null;
  }

  /** Tests of neighbouring raw bits that one load serves are one test in the byte code. */
  static List<TypedStmt> joined(List<TypedStmt> statements) {
    List<TypedStmt> out = new ArrayList<>();
    for (int i = 0; i < statements.size(); i++) {
      int last = i;
      while (last + 1 < statements.size()
          && statements.get(last + 1) instanceof TypedStmt.Match next
          && next.joined()) {
        last++;
      }
      boolean raw = last > i;
      for (int j = i; j <= last; j++) {
        raw &=
            statements.get(j) instanceof TypedStmt.Match match
                && match.left() instanceof TypedExpr.RawPayload;
      }
      out.add(raw ? join(statements, i, last) : statements.get(i));
      i = raw ? last : i;
    }
    return out;
  }

  private static TypedStmt join(List<TypedStmt> statements, int first, int last) {
    TypedStmt.Match joined = (TypedStmt.Match) statements.get(first);
    for (int i = first + 1; i <= last; i++) {
      if (statements.get(i) instanceof TypedStmt.Match next
          && joined.left() instanceof TypedExpr.RawPayload left
          && next.left() instanceof TypedExpr.RawPayload more
          && joined.right() instanceof TypedExpr.Value high
          && next.right() instanceof TypedExpr.Value low) {
        int bits = left.lengthBits() + more.lengthBits();
        BigInteger number = high.number().shiftLeft(more.lengthBits()).or(low.number());
        joined =
            with(
                joined,
                new TypedExpr.RawPayload(left.type(), left.base(), left.offsetBits(), bits),
                new TypedExpr.Value(left.type(), bits, number));
      }
    }
    return joined;
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
      } else if (field.offsetBits() == offset && offset < end && isAddress(field.type())) {
        int bits = end - offset;
        BigInteger number =
            value.number().and(Symbols.maximum(bits)).shiftLeft(field.lengthBits() - bits);
        offset = end;
        parts.add(
            with(
                match,
                new TypedExpr.PayloadField(field),
                new TypedExpr.Prefix(
                    new TypedExpr.Value(field.type(), field.lengthBits(), number), bits)));
      }
    }
    return offset == end ? parts : List.of();
  }

  /** Bits that do not fill bytes are listed as a mask over the bytes that hold them. */
  private static TypedStmt.Match wholeBytes(TypedStmt.Match match, TypedExpr.RawPayload raw) {
    int first = raw.offsetBits() / 8 * 8;
    int end = (raw.offsetBits() + raw.lengthBits() + 7) / 8 * 8;
    int shift = end - raw.offsetBits() - raw.lengthBits();
    boolean value = match.right() instanceof TypedExpr.Value;
    if (end - first == raw.lengthBits() || (!value && shift != 0)) {
      return with(match, raw, match.right());
    }
    TypedExpr.RawPayload bytes =
        new TypedExpr.RawPayload(raw.type(), raw.base(), first, end - first);
    TypedExpr.Value mask =
        new TypedExpr.Value(
            raw.type(), end - first, Symbols.maximum(raw.lengthBits()).shiftLeft(shift));
    return with(
        match,
        new TypedExpr.Binary(BinaryOperator.AND, bytes, mask),
        match.right() instanceof TypedExpr.Value number
            ? new TypedExpr.Value(raw.type(), end - first, number.number().shiftLeft(shift))
            : match.right());
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
