package dev.weir.nft.lower;

import dev.weir.nft.eval.TypedAction;
import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.op.ActionOp;
import dev.weir.nft.op.DupOp;
import dev.weir.nft.op.FlowOffloadOp;
import dev.weir.nft.op.FwdOp;
import dev.weir.nft.op.ImmediateOp;
import dev.weir.nft.op.LookupOp;
import dev.weir.nft.op.QueueOp;
import dev.weir.nft.op.SynproxyOp;
import dev.weir.nft.op.TproxyOp;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.VmSet;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Writes the statements that hand packets to somebody else: each value into a 16-byte register of
 * its own, then the instruction that says where they are.
 *
 * <p>Source: observed output of {@code nft -c --debug=netlink} 1.0.6.
 */
final class ActionWriter {
  private static final int REGISTER_WORDS = 4;
  private static final int PORT_BYTES = 2;
  private static final int INDEX_BYTES = 4;

  private final List<Op> ops;
  private final LoadWriter loads;
  private final BiFunction<TypedExpr, TypedExpr, VmSet> sets;
  private int next;

  ActionWriter(List<Op> ops, LoadWriter loads, BiFunction<TypedExpr, TypedExpr, VmSet> sets) {
    this.ops = ops;
    this.loads = loads;
    this.sets = sets;
  }

  void write(TypedAction action) {
    ops.add(
        switch (action) {
          case TypedAction.Queue queue -> queue(queue);
          case TypedAction.Dup dup -> {
            int addressBytes = addressBytes(dup.address());
            int address = value(dup.address(), addressBytes, false);
            int device = value(dup.device(), INDEX_BYTES, true);
            yield new DupOp(address, addressBytes, device);
          }
          case TypedAction.Fwd fwd -> {
            int device = value(fwd.device(), INDEX_BYTES, true);
            int addressBytes = addressBytes(fwd.address());
            int address = value(fwd.address(), addressBytes, false);
            yield new FwdOp(device, address, fwd.nfproto());
          }
          case TypedAction.Tproxy tproxy -> {
            int addressBytes = addressBytes(tproxy.address());
            int address = value(tproxy.address(), addressBytes, false);
            int port = value(tproxy.port(), PORT_BYTES, false);
            yield new TproxyOp(tproxy.nfproto(), address, addressBytes, port);
          }
          case TypedAction.Synproxy synproxy ->
              new SynproxyOp(synproxy.mss(), synproxy.windowScale());
          case TypedAction.Flow flow -> new FlowOffloadOp(flow.flowtable());
        });
  }

  private QueueOp queue(TypedAction.Queue queue) {
    return switch (queue.number()) {
      case TypedExpr.Value value -> {
        int number = value.number().intValue();
        yield QueueOp.of(number, number, queue.bypass(), queue.fanout());
      }
      case TypedExpr.Range range ->
          QueueOp.of(
              range.low().number().intValue(),
              range.high().number().intValue(),
              queue.bypass(),
              queue.fanout());
      default ->
          QueueOp.chosen(value(queue.number(), PORT_BYTES, true), queue.bypass(), queue.fanout());
    };
  }

  private static int addressBytes(@Nullable TypedExpr address) {
    return address == null ? 0 : address.lengthBits() / 8;
  }

  /** Loads a value into the next register; its word, or {@code ABSENT}. */
  private int value(@Nullable TypedExpr expr, int lengthBytes, boolean hostOrder) {
    if (expr == null) {
      return ActionOp.ABSENT;
    }
    int word = next;
    next += REGISTER_WORDS;
    switch (expr) {
      case TypedExpr.Value value ->
          ops.add(new ImmediateOp(word, ConstantBytes.of(value.number(), lengthBytes, hostOrder)));
      case TypedExpr.MapLookup lookup -> {
        VmSet map = sets.apply(lookup.map(), lookup.key());
        Load load =
            loads.loadKey(
                lookup.key(), Linearizer.isInterval(map), Linearizer.isNamed(lookup.map()), word);
        ops.add(LookupOp.map(map, load.word(), word));
      }
      default -> loads.load(expr, word);
    }
    return word;
  }
}
