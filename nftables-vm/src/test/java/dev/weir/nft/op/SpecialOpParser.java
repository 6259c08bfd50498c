package dev.weir.nft.op;

import dev.weir.nft.selector.FibSelector;
import dev.weir.nft.selector.IpsecSelector;
import dev.weir.nft.selector.NumgenSelector;
import dev.weir.nft.selector.OsfSelector;
import dev.weir.nft.selector.RoutingSelector;
import dev.weir.nft.selector.SocketSelector;
import dev.weir.nft.selector.SymhashSelector;
import dev.weir.nft.vm.Op;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the lines of selectors that are neither header fields nor keys back into ops. */
final class SpecialOpParser {
  private SpecialOpParser() {}

  /** {@code fib saddr . iif oif present => reg 1}. */
  static Op fib(List<String> words) {
    Set<FibSelector.Flag> flags = EnumSet.noneOf(FibSelector.Flag.class);
    int at = 1;
    flags.add(FibSelector.Flag.valueOf(upper(words.get(at))));
    while (words.get(at + 1).equals(".")) {
      at += 2;
      flags.add(FibSelector.Flag.valueOf(upper(words.get(at))));
    }
    FibSelector.Result result = FibSelector.Result.valueOf(upper(words.get(at + 1)));
    return new FibOp(
        new FibSelector(flags, result, words.contains("present")),
        OpParser.register(words.getLast()));
  }

  /** The other ones; {@code hash reg 1 = jhash(reg 2, 4, 0x1) % mod 2 offset 5}. */
  static Op parse(List<String> words) {
    int last = OpParser.register(words.getLast());
    return switch (words.getFirst()) {
      case "socket" ->
          new SocketOp(new SocketSelector(SocketSelector.Key.valueOf(upper(words.get(2)))), last);
      case "osf" -> new OsfOp(new OsfSelector("", false), last);
      case "rt" -> new RtOp(new RoutingSelector(routingKey(words.get(2))), last);
      case "xfrm" ->
          new XfrmOp(
              new IpsecSelector(
                  words.get(2).equals("out"),
                  OpParser.number(words.get(3)),
                  ipsecKey(words.get(4))),
              last);
      case "numgen" ->
          new NumgenOp(
              new NumgenSelector(
                  words.get(4).equals("random"), value(words, "mod"), value(words, "offset")),
              OpParser.register(words.get(2)));
      default -> hash(words, OpParser.register(words.get(2)));
    };
  }

  private static Op hash(List<String> words, int dreg) {
    long modulus = value(words, "mod");
    long offset = value(words, "offset");
    if (words.get(4).startsWith("symhash")) {
      return new SymhashOp(new SymhashSelector(modulus, offset), dreg);
    }
    int sreg = OpParser.register(words.get(5).replace(",", ""));
    int length = OpParser.number(words.get(6).replace(",", ""));
    long seed = Long.decode(words.get(7).replace(")", ""));
    return new JhashOp(sreg, length, dreg, modulus, seed, offset);
  }

  private static long value(List<String> words, String name) {
    int at = words.indexOf(name);
    return at < 0 ? 0 : Long.parseLong(words.get(at + 1));
  }

  private static RoutingSelector.Key routingKey(String name) {
    for (RoutingSelector.Key key : RoutingSelector.Key.values()) {
      if (key.listingName().equals(name)) {
        return key;
      }
    }
    throw new IllegalArgumentException(name);
  }

  private static IpsecSelector.Key ipsecKey(String name) {
    for (IpsecSelector.Key key : IpsecSelector.Key.values()) {
      if (key.listingName().equals(name)) {
        return key;
      }
    }
    throw new IllegalArgumentException(name);
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }
}
