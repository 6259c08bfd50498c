package dev.weir.nft.lower;

import dev.weir.nft.op.FibOp;
import dev.weir.nft.op.NumgenOp;
import dev.weir.nft.op.OsfOp;
import dev.weir.nft.op.RtOp;
import dev.weir.nft.op.SocketOp;
import dev.weir.nft.op.SymhashOp;
import dev.weir.nft.op.XfrmOp;
import dev.weir.nft.selector.FibSelector;
import dev.weir.nft.selector.IpsecSelector;
import dev.weir.nft.selector.NumgenSelector;
import dev.weir.nft.selector.OsfSelector;
import dev.weir.nft.selector.RoutingSelector;
import dev.weir.nft.selector.Selector;
import dev.weir.nft.selector.SocketSelector;
import dev.weir.nft.selector.SymhashSelector;
import dev.weir.nft.vm.Op;
import java.util.List;

/** The instruction of each selector that is neither a header field nor a key. */
final class SelectorOps {
  private SelectorOps() {}

  static Load load(Selector selector, int word, List<Op> ops) {
    ops.add(
        switch (selector) {
          case FibSelector fib -> new FibOp(fib, word);
          case SocketSelector socket -> new SocketOp(socket, word);
          case OsfSelector osf -> new OsfOp(osf, word);
          case RoutingSelector routing -> new RtOp(routing, word);
          case IpsecSelector ipsec -> new XfrmOp(ipsec, word);
          case NumgenSelector numgen -> new NumgenOp(numgen, word);
          case SymhashSelector symhash -> new SymhashOp(symhash, word);
        });
    return new Load(word, selector.lengthBytes(), 0, selector.isHostOrder());
  }
}
