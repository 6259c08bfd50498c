package dev.weir.nft.lower;

import dev.weir.nft.eval.PayloadWrite;
import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.eval.TypedStmt;
import dev.weir.nft.op.BitwiseOp;
import dev.weir.nft.op.PayloadOp;
import dev.weir.nft.op.PayloadSetOp;
import dev.weir.nft.op.TcpOptionSetOp;
import dev.weir.nft.proto.ExtensionHeaderField;
import dev.weir.nft.vm.Op;
import java.util.List;

/**
 * Writes the instructions of statements that write to headers.
 *
 * <p>Source: net/netfilter/nft_payload.c, nft_exthdr.c.
 */
final class HeaderWriter {
  private final List<Op> ops;

  HeaderWriter(List<Op> ops) {
    this.ops = ops;
  }

  /** Whether the value is part of what {@link #payload} writes, not loaded before. */
  static boolean takesValue(TypedStmt.PayloadSet set) {
    return PayloadWrite.of(set.target()).merges();
  }

  /** Writes word 0, or the constant together with what is around the field. */
  void payload(TypedStmt.PayloadSet set) {
    PayloadWrite write = PayloadWrite.of(set.target());
    PayloadOp.Base base = LoadWriter.base(write.base());
    int length = write.lengthBytes();
    if (write.merges() && set.value() instanceof TypedExpr.Value value) {
      ops.add(new PayloadOp(base, write.offsetBytes(), length, 0));
      ops.add(
          new BitwiseOp(
              0,
              0,
              ConstantBytes.of(write.keptBits(set.target().lengthBits()), length, false),
              ConstantBytes.of(value.number().shiftLeft(write.shift()), length, false)));
    }
    ops.add(
        new PayloadSetOp(
            base,
            write.offsetBytes(),
            length,
            0,
            new PayloadSetOp.Fixup(
                write.checksumType(), write.checksumOffset(), write.checksumFlags())));
  }

  /** Writes word 0 to a TCP option. */
  void tcpOption(TypedStmt.ExtensionHeaderSet set) {
    ExtensionHeaderField field = set.target().field();
    ops.add(new TcpOptionSetOp(field.number(), field.offsetBits() / 8, field.lengthBits() / 8, 0));
  }
}
