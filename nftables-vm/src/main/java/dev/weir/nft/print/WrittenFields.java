package dev.weir.nft.print;

import dev.weir.core.hook.Family;
import dev.weir.nft.ast.Expr.BinaryOperator;
import dev.weir.nft.eval.PayloadWrite;
import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.eval.TypedStmt;
import dev.weir.nft.proto.ExtensionHeaderField;
import dev.weir.nft.proto.ExtensionHeaders;
import java.math.BigInteger;

/** Statements that write to headers, as nft reads them back from the byte code. */
public final class WrittenFields {
  private WrittenFields() {}

  /**
   * A write to a header with its field named where the header is known.
   *
   * <p>KERNEL: not the kernel but nft: bits of two bytes at the start of a transport header it has
   * no field for are read as ports ({@code icmp code set 1}), and of raw bits the mask shows.
   */
  static TypedStmt.PayloadSet listed(
      TypedStmt.PayloadSet set, TypedExpr value, KnownProtocols protocols) {
    PayloadWrite write = PayloadWrite.of(set.target());
    TypedExpr target = RawFields.read(set.target(), protocols);
    boolean raw = target instanceof TypedExpr.RawPayload;
    TypedExpr whole =
        RawFields.read(
            new TypedExpr.RawPayload(
                RawFields.RAW, write.base(), 8 * write.offsetBytes(), 8 * write.lengthBytes()),
            protocols);
    boolean port =
        whole instanceof TypedExpr.PayloadField && set.target() instanceof TypedExpr.PayloadField;
    boolean shown = raw || port;
    if (write.merges() && shown && set.value() instanceof TypedExpr.Value constant) {
      return new TypedStmt.PayloadSet(set.span(), whole, merged(set, write, whole, constant));
    }
    TypedExpr typed =
        value instanceof TypedExpr.Value constant
            ? new TypedExpr.Value(target.type(), constant.lengthBits(), constant.number())
            : Bitwise.expression(value);
    return new TypedStmt.PayloadSet(set.span(), target, typed);
  }

  /** {@code (whole & kept) ^ value}. */
  private static TypedExpr merged(
      TypedStmt.PayloadSet set, PayloadWrite write, TypedExpr whole, TypedExpr.Value constant) {
    int bits = 8 * write.lengthBytes();
    BigInteger kept = write.keptBits(set.target().lengthBits());
    BigInteger number = constant.number().shiftLeft(write.shift());
    TypedExpr masked =
        new TypedExpr.Binary(
            BinaryOperator.AND, whole, new TypedExpr.Value(whole.type(), bits, kept));
    return Bitwise.expression(
        new TypedExpr.Binary(
            BinaryOperator.XOR, masked, new TypedExpr.Value(whole.type(), bits, number)));
  }

  /** KERNEL: not the kernel but nft names no header field in what is written to an option. */
  static TypedStmt.ExtensionHeaderSet listed(TypedStmt.ExtensionHeaderSet set) {
    KnownProtocols nothing = new KnownProtocols(Family.NETDEV);
    TypedExpr.ExtensionHeaderLoad target =
        (TypedExpr.ExtensionHeaderLoad) RawFields.read(set.target(), nothing);
    TypedExpr value =
        switch (set.value()) {
          case TypedExpr.MapLookup lookup ->
              new TypedExpr.MapLookup(
                  lookup.type(),
                  lookup.lengthBits(),
                  RawFields.read(lookup.key(), nothing),
                  lookup.map());
          case TypedExpr.Value constant ->
              new TypedExpr.Value(target.type(), constant.lengthBits(), constant.number());
          default -> RawFields.read(Bitwise.expression(set.value()), nothing);
        };
    return new TypedStmt.ExtensionHeaderSet(set.span(), target, value);
  }

  /** The name of a TCP option's kind, or its number. */
  public static String optionName(int kind) {
    for (ExtensionHeaderField row : ExtensionHeaders.all()) {
      if (row.kind() == ExtensionHeaderField.Kind.TCP_OPTION
          && row.isPresence()
          && row.number() == kind) {
        return row.header();
      }
    }
    return Integer.toString(kind);
  }
}
