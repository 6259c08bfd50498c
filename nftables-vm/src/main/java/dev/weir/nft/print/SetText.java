package dev.weir.nft.print;

import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.eval.TypedSet;
import dev.weir.nft.eval.TypedStmt;
import dev.weir.nft.type.DataType;
import dev.weir.nft.type.RelativeTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes sets and maps: in a rule on one line, in a table with as many elements a line as nft. */
public final class SetText {
  private static final String NEW_LINE = ",\n\t\t\t     ";

  private final ExpressionText expressions;

  SetText(ExpressionText expressions) {
    this.expressions = expressions;
  }

  /** <code>{ 22, 80 }</code>. */
  String inRule(TypedSet set) {
    StringBuilder out = new StringBuilder("{ ");
    List<TypedSet.Element> sorted = ElementOrder.sorted(set);
    for (int i = 0; i < sorted.size(); i++) {
      out.append(i == 0 ? "" : ", ").append(element(set, sorted.get(i)));
    }
    return out.append(" }").toString();
  }

  private String element(TypedSet set, TypedSet.Element element) {
    StringBuilder out = new StringBuilder();
    out.append(
        set.isConcat()
            ? expressions.text(element.key())
            : expressions.key(element.key(), set.keyParts().getFirst()));
    extras(out, set, element);
    if (element.comment() != null) {
      out.append(" comment \"").append(element.comment()).append('"');
    }
    TypedExpr data = element.data();
    if (data != null) {
      out.append(" : ").append(expressions.text(data));
    }
    return out.toString();
  }

  private void extras(StringBuilder out, TypedSet set, TypedSet.Element element) {
    TypedSet.Extra extra = element.extra();
    TypedSet.Life life = set.life();
    for (TypedStmt stateful : extra.stateful().isEmpty() ? life.stateful() : extra.stateful()) {
      out.append(' ').append(StatefulText.of(stateful));
    }
    long timeout = extra.timeoutMillis() == 0 ? life.timeoutMillis() : extra.timeoutMillis();
    if (timeout != 0 && life.timeouts()) {
      if (timeout != life.timeoutMillis()) {
        out.append(" timeout ").append(RelativeTime.format(timeout));
      }
      long expires = extra.expiresMillis() == 0 ? timeout : extra.expiresMillis();
      out.append(" expires ").append(RelativeTime.format(expires));
    }
  }

  /** A set or map of a table; {@code handle} is 0 where none is shown. */
  String inTable(TypedSet set, long handle) {
    StringBuilder out = new StringBuilder();
    out.append(set.isMap() ? "\tmap " : "\tset ").append(set.name()).append(" {");
    if (handle != 0) {
      out.append(" # handle ").append(handle);
    }
    out.append('\n');
    out.append("\t\t").append(types(set)).append('\n');
    if ("memory".equals(set.policy()) && !set.constant()) {
      out.append("\t\tpolicy memory\n");
    }
    Long size = set.sizeElements();
    if (size != null && size != 0 && !set.constant()) {
      out.append("\t\tsize ").append(size).append('\n');
    }
    flags(out, set);
    life(out, set);
    if (set.comment() != null) {
      out.append("\t\tcomment \"").append(set.comment()).append("\"\n");
    }
    if (!set.elements().isEmpty()) {
      elements(out, set);
    }
    return out.append("\t}\n").toString();
  }

  private static void flags(StringBuilder out, TypedSet set) {
    TypedSet.Life life = set.life();
    List<String> flags = new ArrayList<>();
    if (set.constant()) {
      flags.add("constant");
    }
    if (life.dynamic()) {
      flags.add("dynamic");
    }
    if (set.intervals()) {
      flags.add("interval");
    }
    boolean implied = flags.isEmpty() && life.timeoutMillis() != 0;
    if (life.timeouts() && !implied) {
      flags.add("timeout");
    }
    if (!flags.isEmpty()) {
      out.append("\t\tflags ").append(String.join(",", flags)).append('\n');
    }
  }

  private static void life(StringBuilder out, TypedSet set) {
    TypedSet.Life life = set.life();
    if (!life.stateful().isEmpty()) {
      List<String> words = life.stateful().stream().map(StatefulText::withoutState).toList();
      out.append("\t\t").append(String.join(" ", words)).append('\n');
    }
    if (set.autoMerge()) {
      out.append("\t\tauto-merge\n");
    }
    if (life.timeoutMillis() != 0) {
      String timeout = RelativeTime.format(life.timeoutMillis());
      out.append("\t\ttimeout ").append(timeout).append('\n');
    }
    if (life.gcIntervalMillis() != 0) {
      String interval = RelativeTime.format(life.gcIntervalMillis());
      out.append("\t\tgc-interval ").append(interval).append('\n');
    }
  }

  private String types(TypedSet set) {
    StringBuilder out = new StringBuilder();
    TypedExpr key = listed(set.typeofKey());
    TypedExpr data = listed(set.typeofData());
    boolean byExpression = key != null;
    out.append(byExpression ? "typeof " : "type ");
    out.append(key != null ? expressions.declared(key) : names(set.keyParts()));
    TypedSet.Data mapped = set.data();
    if (mapped != null) {
      out.append(" : ");
      if (mapped.isVerdict()) {
        out.append("verdict");
      } else if (mapped.objects() != null) {
        out.append(mapped.objects().words());
      } else {
        out.append(mapped.intervals() ? "interval " : "");
        out.append(
            byExpression && data != null ? expressions.declared(data) : names(mapped.parts()));
      }
    }
    return out.toString();
  }

  /** The expression of {@code typeof} as nft lists it; null for null. */
  public static @Nullable TypedExpr listed(@Nullable TypedExpr selector) {
    if (selector == null || selector instanceof TypedExpr.PayloadField) {
      return selector;
    }
    return RawFields.read(selector, KnownProtocols.outsideRules());
  }

  private static String names(List<TypedSet.Part> parts) {
    List<String> names = new ArrayList<>();
    for (TypedSet.Part part : parts) {
      names.add(part.type().name());
    }
    return String.join(" . ", names);
  }

  private void elements(StringBuilder out, TypedSet set) {
    int perLine = set.isConcat() ? 1 : perLine(set.keyParts().getFirst().type());
    out.append("\t\telements = { ");
    TypedExpr key = listed(set.typeofKey());
    TypedSet shown = key == null ? set : ElementTypes.shown(key, set);
    List<TypedSet.Element> sorted = ElementOrder.sorted(shown);
    for (int i = 0; i < sorted.size(); i++) {
      if (i > 0) {
        out.append(i % perLine == 0 ? NEW_LINE : ", ");
      }
      out.append(element(set, sorted.get(i)));
    }
    out.append(" }\n");
  }

  /** Elements on one line of a listing, by the type of the key. */
  private static int perLine(DataType type) {
    return switch (type.name()) {
      case "integer",
          "inet_proto",
          "inet_service",
          "mark",
          "iface_index",
          "nf_proto",
          "tcp_flag",
          "dccp_pkttype",
          "arp_op",
          "uid",
          "gid",
          "classid" ->
          5;
      case "ipv4_addr", "pkt_type", "ct_state", "ct_dir", "ct_status" -> 2;
      default -> 1;
    };
  }
}
