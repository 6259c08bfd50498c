package dev.weir.nft.print;

import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.eval.TypedSet;
import dev.weir.nft.type.DataType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes sets and maps: in a rule on one line, in a table with as many elements a line as nft. */
final class SetText {
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
    if (element.comment() != null) {
      out.append(" comment \"").append(element.comment()).append('"');
    }
    TypedExpr data = element.data();
    if (data != null) {
      out.append(" : ").append(expressions.text(data));
    }
    return out.toString();
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
    if (set.sizeElements() != null && !set.constant()) {
      out.append("\t\tsize ").append(set.sizeElements()).append('\n');
    }
    if (set.constant() || set.intervals()) {
      out.append("\t\tflags ")
          .append(set.constant() ? "constant" : "")
          .append(set.constant() && set.intervals() ? "," : "")
          .append(set.intervals() ? "interval" : "")
          .append('\n');
    }
    if (set.autoMerge()) {
      out.append("\t\tauto-merge\n");
    }
    if (set.comment() != null) {
      out.append("\t\tcomment \"").append(set.comment()).append("\"\n");
    }
    if (!set.elements().isEmpty()) {
      elements(out, set);
    }
    return out.append("\t}\n").toString();
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
      } else {
        out.append(
            byExpression && data != null ? expressions.declared(data) : names(mapped.parts()));
      }
    }
    return out.toString();
  }

  private static @Nullable TypedExpr listed(@Nullable TypedExpr selector) {
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
