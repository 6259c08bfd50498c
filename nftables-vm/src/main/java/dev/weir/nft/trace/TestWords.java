package dev.weir.nft.trace;

import dev.weir.nft.eval.TypedAction;
import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.eval.TypedSet;
import dev.weir.nft.eval.TypedStmt;
import dev.weir.nft.eval.TypedStmt.MatchOperator;
import dev.weir.nft.lower.RuleProbe;
import dev.weir.nft.print.Printer;
import dev.weir.nft.vm.MetaKey;
import dev.weir.nft.vm.VmContext;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what a test found in a packet, and what it would have needed. */
final class TestWords {
  /** Elements of a set that are named one by one. */
  private static final int MAX_NAMED = 4;

  private static final int NEAR = 1;
  private static final int HEADER = 2;
  private static final int ADDRESS = 4;
  private static final int DEVICE = 6;
  private static final int PROTOCOL = 8;

  private final Printer printer;

  TestWords(Printer printer) {
    this.printer = printer;
  }

  /** Why a set did not take a key, or why what its element counts stopped the rule. */
  private String heldBack(TypedStmt.SetUpdate update, RuleProbe probe, VmContext context) {
    if (update.stateful().isEmpty()) {
      return "no such key, or no room in @" + update.declared().name();
    }
    return found(update.stateful().getFirst(), probe, context) + " of its element";
  }

  /** What the packet has where a statement failed: {@code dport is 8080}. */
  String found(TypedStmt statement, RuleProbe probe, VmContext context) {
    return switch (statement) {
      case TypedStmt.Match match -> found(match, probe, context);
      case TypedStmt.Vmap vmap -> missed(vmap.key(), vmap.map(), probe, context);
      case TypedStmt.ObjectMap map -> missed(map.key(), map.map(), probe, context);
      case TypedStmt.MetaSet set when set.value() instanceof TypedExpr.MapLookup lookup ->
          missed(lookup.key(), lookup.map(), probe, context);
      case TypedStmt.MetaSet set -> absent(set.value(), context);
      case TypedStmt.CtSet set when set.value() instanceof TypedExpr.MapLookup lookup ->
          missed(lookup.key(), lookup.map(), probe, context);
      case TypedStmt.CtSet ignored -> "the packet has no connection";
      case TypedStmt.Limit limit -> limit.over() ? "within the limit" : "over the limit";
      case TypedStmt.Quota quota -> quota.over() ? "within the quota" : "the quota is used up";
      case TypedStmt.ConnLimit count ->
          count.over() ? "no more connections than that" : "more connections than that";
      case TypedStmt.SetUpdate update -> heldBack(update, probe, context);
      case TypedStmt.PayloadSet ignored -> "the packet has no such bytes";
      case TypedStmt.ExtensionHeaderSet ignored -> "the packet has no such option";
      case TypedStmt.Action action when action.action() instanceof TypedAction.Tproxy ->
          "no socket listens";
      default -> "does not hold";
    };
  }

  private String found(TypedStmt.Match match, RuleProbe probe, VmContext context) {
    String value = value(match.left(), probe, context);
    if (value == null) {
      return absent(match.left(), context);
    }
    if (isSet(match.right())) {
      boolean inverted = match.operator() == MatchOperator.NOT_EQUAL;
      return value + (inverted ? " is in " : " not in ") + set(match.right(), probe);
    }
    String is = name(match.left()) + " is " + value;
    boolean saysWhat = match.operator() == MatchOperator.EQUAL && isProtocol(match.left());
    return saysWhat ? is + ", not " + printer.constant(match.right()) : is;
  }

  private String missed(TypedExpr key, TypedExpr map, RuleProbe probe, VmContext context) {
    String value = value(key, probe, context);
    return value == null ? absent(key, context) : value + " not in " + set(map, probe);
  }

  private static boolean isSet(TypedExpr right) {
    return right instanceof TypedExpr.AnonymousSet || right instanceof TypedExpr.SetReference;
  }

  /** {@code set}, or a named set with its size. */
  private static String set(TypedExpr set, RuleProbe probe) {
    if (set instanceof TypedExpr.SetReference reference) {
      return "@" + reference.name() + " (" + probe.size(reference) + ")";
    }
    return set instanceof TypedExpr.AnonymousSet own && own.set().isMap() ? "map" : "set";
  }

  /** The value of a selector as rules would write it, null if the packet has none. */
  private @Nullable String value(TypedExpr selector, RuleProbe probe, VmContext context) {
    if (selector instanceof TypedExpr.Concat concat) {
      List<String> parts = new ArrayList<>();
      for (TypedExpr part : concat.parts()) {
        String value = value(part, probe, context);
        if (value == null) {
          return null;
        }
        parts.add(value);
      }
      return String.join(" . ", parts);
    }
    TypedExpr whole = whole(selector);
    BigInteger number = probe.read(whole, context);
    if (number == null) {
      return null;
    }
    return whole instanceof TypedExpr.RawPayload
        ? "0x" + number.toString(16)
        : printer.value(new TypedExpr.Value(whole.type(), whole.lengthBits(), number));
  }

  /** Why a selector has no value in this packet. */
  private String absent(TypedExpr selector, VmContext context) {
    if (selector instanceof TypedExpr.Concat concat) {
      return absent(concat.parts().getFirst(), context);
    }
    TypedExpr whole = whole(selector);
    return switch (whole) {
      case TypedExpr.PayloadField ignored -> noBytes(context);
      case TypedExpr.RawPayload ignored -> noBytes(context);
      case TypedExpr.ExtensionHeaderLoad header -> "no " + header.field().header();
      case TypedExpr.MetaLoad meta when meta.key() == MetaKey.L4PROTO -> noBytes(context);
      case TypedExpr.CtLoad ignored -> "the packet has no connection";
      default -> "no " + name(whole);
    };
  }

  private static String noBytes(VmContext context) {
    return context.packet().hasTransport()
        ? "the packet ends before"
        : "no transport header in this packet";
  }

  /** Without the mask, shift or flip: what the packet holds there. */
  private static TypedExpr whole(TypedExpr selector) {
    TypedExpr whole = selector;
    while (whole instanceof TypedExpr.Binary binary) {
      whole = binary.left();
    }
    return whole;
  }

  /** {@code dport}, {@code iifname}, {@code ct state}. */
  private String name(TypedExpr selector) {
    return switch (whole(selector)) {
      case TypedExpr.PayloadField payload -> payload.field().name();
      case TypedExpr.MetaLoad meta -> meta.key().word();
      case TypedExpr other -> printer.selector(other);
    };
  }

  private static boolean isProtocol(TypedExpr left) {
    if (left instanceof TypedExpr.MetaLoad meta) {
      return switch (meta.key()) {
        case L4PROTO, NFPROTO, PROTOCOL, IIFTYPE -> true;
        default -> false;
      };
    }
    return false;
  }

  /** What would let a test hold: {@code dport were 80 or 443}. */
  String needs(TypedStmt.Match match) {
    String name = name(match.left());
    if (match.operator() == MatchOperator.ANY_OF) {
      return name + " were " + printer.constant(match.right()).replace(" | ", " or ");
    }
    String not = match.operator() == MatchOperator.NOT_EQUAL ? "not " : "";
    return name
        + " were "
        + switch (match.right()) {
          case TypedExpr.SetReference set -> not + "in @" + set.name();
          case TypedExpr.AnonymousSet own -> not + elements(own.set());
          case TypedExpr.Value value -> not + sign(match.operator()) + printer.value(value);
          case TypedExpr other -> not + "in " + printer.constant(other);
        };
  }

  private static String sign(MatchOperator operator) {
    return switch (operator) {
      case EQUAL, NOT_EQUAL, ANY_OF -> "";
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> operator.sign() + " ";
    };
  }

  private String elements(TypedSet set) {
    if (set.elements().size() > MAX_NAMED || set.isConcat()) {
      return "one of " + set.elements().size() + " elements";
    }
    List<String> names = new ArrayList<>();
    for (TypedSet.Element element : set.elements()) {
      names.add(printer.constant(element.key()));
    }
    return String.join(" or ", names);
  }

  /** How much a packet would have to be another one for a test of this selector to hold. */
  static int distance(TypedExpr selector) {
    return switch (whole(selector)) {
      case TypedExpr.PayloadField payload ->
          switch (payload.field().name()) {
            case "sport", "dport", "type", "code" -> NEAR;
            case "saddr", "daddr" -> ADDRESS;
            case "protocol", "nexthdr" -> PROTOCOL;
            default -> HEADER;
          };
      case TypedExpr.MetaLoad meta ->
          switch (meta.key()) {
            case L4PROTO, NFPROTO, PROTOCOL, IIFTYPE -> PROTOCOL;
            case IIF, OIF, IIFNAME, OIFNAME -> DEVICE;
            default -> HEADER;
          };
      case TypedExpr.CtLoad ignored -> ADDRESS;
      case TypedExpr.Concat concat ->
          concat.parts().stream().mapToInt(TestWords::distance).max().orElse(HEADER);
      case TypedExpr ignored -> HEADER;
    };
  }
}
