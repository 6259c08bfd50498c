package dev.weir.nft.json;

import static dev.weir.nft.json.JsonPrinter.NODES;
import static dev.weir.nft.json.JsonPrinter.wrapped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.nft.selector.FibSelector;
import dev.weir.nft.selector.IpsecSelector;
import dev.weir.nft.selector.NumgenSelector;
import dev.weir.nft.selector.OsfSelector;
import dev.weir.nft.selector.RoutingSelector;
import dev.weir.nft.selector.Selector;
import dev.weir.nft.selector.SocketSelector;
import dev.weir.nft.selector.SymhashSelector;

/** What a rule asks beside header fields and keys. */
final class SelectorJson {
  private SelectorJson() {}

  static JsonNode of(Selector selector) {
    return switch (selector) {
      case FibSelector fib -> fib(fib);
      case IpsecSelector ipsec -> ipsec(ipsec);
      case NumgenSelector numgen ->
          wrapped(
              "numgen",
              NODES
                  .objectNode()
                  .put("mode", numgen.random() ? "random" : "inc")
                  // KERNEL: not the kernel but nft takes these for signed
                  .put("mod", (int) numgen.modulus())
                  .put("offset", (int) numgen.offset()));
      case OsfSelector osf -> {
        ObjectNode body = NODES.objectNode().put("key", osf.withVersion() ? "version" : "name");
        boolean loose = osf.timeToLive().isEmpty();
        yield wrapped("osf", loose ? body : body.put("ttl", osf.timeToLive()));
      }
      case RoutingSelector routing -> wrapped("rt", withFamily(routing.key().words()));
      case SocketSelector socket -> ExpressionJson.key("socket", socket.key().word());
      case SymhashSelector symhash -> {
        ObjectNode body = NODES.objectNode().put("mod", symhash.modulus());
        yield wrapped(
            "symhash", symhash.offset() == 0 ? body : body.put("offset", symhash.offset()));
      }
    };
  }

  /** {@code ip saddr} is the key {@code saddr} of the family {@code ip}. */
  private static ObjectNode withFamily(String words) {
    int space = words.indexOf(' ');
    ObjectNode body = NODES.objectNode().put("key", words.substring(space + 1));
    return space < 0 ? body : body.put("family", words.substring(0, space));
  }

  private static ObjectNode ipsec(IpsecSelector ipsec) {
    ObjectNode body = withFamily(ipsec.key().words());
    body.put("dir", ipsec.out() ? "out" : "in").put("spnum", ipsec.number());
    return wrapped("ipsec", body);
  }

  private static ObjectNode fib(FibSelector fib) {
    ObjectNode body = NODES.objectNode().put("result", fib.result().word());
    ArrayNode flags = body.putArray("flags");
    fib.flags().stream().sorted().forEach(flag -> flags.add(flag.word()));
    return wrapped("fib", body);
  }
}
