package dev.weir.nft.lower;

import dev.weir.nft.op.FibOp;
import dev.weir.nft.selector.FibSelector;
import dev.weir.nft.selector.Selector;
import dev.weir.nft.vm.Op;
import java.util.List;

/** The instruction of each selector that is neither a header field nor a key. */
final class SelectorOps {
  private SelectorOps() {}

  static Load load(Selector selector, int word, List<Op> ops) {
    ops.add(
        switch (selector) {
          case FibSelector fib -> new FibOp(fib, word);
        });
    return new Load(word, selector.lengthBytes(), 0, selector.isHostOrder());
  }
}
