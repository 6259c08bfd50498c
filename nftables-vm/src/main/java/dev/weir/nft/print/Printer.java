package dev.weir.nft.print;

import dev.weir.core.hook.Family;
import dev.weir.core.path.InterfaceTable;
import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.eval.TypedRule;
import dev.weir.nft.eval.TypedStmt;
import dev.weir.nft.ruleset.Chain;
import dev.weir.nft.ruleset.NamedObject;
import dev.weir.nft.ruleset.NamedSet;
import dev.weir.nft.ruleset.Priorities;
import dev.weir.nft.ruleset.Rule;
import dev.weir.nft.ruleset.Ruleset;
import dev.weir.nft.ruleset.Table;
import dev.weir.nft.type.Accounts;
import dev.weir.nft.type.DataTypes;
import dev.weir.nft.type.Symbols;
import dev.weir.nft.vm.ObjectKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes rule sets as {@code nft list ruleset} does; with handles as {@code nft -a list ruleset}.
 *
 * <pre>{@code
 * table inet filter {
 *         chain input {
 *                 type filter hook input priority filter; policy drop;
 *                 tcp dport 22 accept
 *         }
 * }
 * }</pre>
 */
public final class Printer {
  private final ExpressionText expressions;
  private final RuleText rules;
  private final boolean handles;
  private final ListingStyle style;

  /** A printer without handles; {@code interfaces} is what the rule set was evaluated with. */
  public Printer(InterfaceTable interfaces) {
    this(interfaces, false);
  }

  /** A printer that shows handles if wanted; accounts show as numbers. */
  public Printer(InterfaceTable interfaces, boolean handles) {
    this(interfaces, Accounts.none(), handles);
  }

  /** A printer for a rule set that was evaluated with these tables. */
  public Printer(InterfaceTable interfaces, Accounts accounts, boolean handles) {
    this(interfaces, accounts, ListingStyle.plain(handles));
  }

  /** A printer that lists as nft's flags say. */
  public Printer(InterfaceTable interfaces, Accounts accounts, ListingStyle style) {
    expressions = new ExpressionText(new Symbols(interfaces, accounts));
    rules = new RuleText(expressions);
    this.style = style;
    handles = style.handles();
  }

  /** All tables. */
  public String ruleset(Ruleset ruleset) {
    StringBuilder out = new StringBuilder();
    for (Table table : ruleset.tables()) {
      out.append(table(style.terse() ? ListingStyle.withoutElements(table) : table));
    }
    return style.stateless() ? ListingStyle.withoutState(out.toString()) : out.toString();
  }

  /** One table, with the line feed behind it. */
  public String table(Table table) {
    StringBuilder out = new StringBuilder("table ");
    out.append(table.family().word()).append(' ').append(table.name()).append(" {");
    handle(out, table.handle());
    out.append('\n');
    String flags = flags(table);
    out.append(flags);
    if (table.comment() != null) {
      out.append("\tcomment \"").append(table.comment()).append("\"\n");
    }
    List<String> parts = new ArrayList<>();
    for (NamedObject object : table.objects()) {
      if (object.kind() != ObjectKind.FLOWTABLE) {
        parts.add(ObjectText.inTable(object, handles));
      }
    }
    for (NamedSet set : table.sets()) {
      parts.add(expressions.sets().inTable(set.typed(), handles ? set.handle() : 0));
    }
    for (NamedObject object : table.objects()) {
      if (object.kind() == ObjectKind.FLOWTABLE) {
        parts.add(ObjectText.inTable(object, handles));
      }
    }
    for (Chain chain : table.chains()) {
      if (chain.isAnonymous()) {
        continue; // stands in its rule
      }
      parts.add(chain(table.family(), chain));
    }
    // nft leaves a line after flags, but none after a comment alone
    if (!flags.isEmpty() && !parts.isEmpty()) {
      out.append('\n');
    }
    return out.append(String.join("\n", parts)).append("}\n").toString();
  }

  private static String flags(Table table) {
    if (!table.dormant() && !table.persistent()) {
      return "";
    }
    String both = table.dormant() && table.persistent() ? "," : "";
    String dormant = table.dormant() ? "dormant" : "";
    return "\tflags " + dormant + both + (table.persistent() ? "persist" : "") + "\n";
  }

  private String chain(Family family, Chain chain) {
    StringBuilder out = new StringBuilder("\tchain ").append(chain.name()).append(" {");
    handle(out, chain.handle());
    out.append('\n');
    if (chain.comment() != null) {
      out.append("\t\tcomment \"").append(chain.comment()).append("\"\n");
    }
    Chain.Base base = chain.base();
    if (base != null) {
      out.append("\t\ttype ").append(base.type().word());
      out.append(" hook ").append(base.hook().word());
      devices(out, base.devices());
      out.append(" priority ");
      out.append(
          style.numericPriorities()
              ? Integer.toString(base.priority())
              : Priorities.text(base.priority(), family, base.hook()));
      out.append("; policy ").append(base.dropPolicy() ? "drop" : "accept").append(";\n");
    }
    for (Rule rule : chain.rules()) {
      out.append("\t\t").append(rules.text(rule.typed()));
      handle(out, rule.handle());
      out.append('\n');
    }
    return out.append("\t}\n").toString();
  }

  private static void devices(StringBuilder out, List<String> devices) {
    switch (devices.size()) {
      case 0 -> {}
      case 1 -> out.append(" device \"").append(devices.getFirst()).append('"');
      default -> out.append(" devices = { ").append(String.join(", ", devices)).append(" }");
    }
  }

  private void handle(StringBuilder out, long handle) {
    if (handles) {
      out.append(" # handle ").append(handle);
    }
  }

  /** A rule on one line. */
  public String rule(TypedRule rule) {
    return rules.text(rule);
  }

  /** A statement of a rule. */
  public String statement(Family family, TypedStmt statement) {
    return rules.statement(family, statement);
  }

  /** A selector. */
  public String selector(TypedExpr selector) {
    return expressions.text(selector);
  }

  /** A value, as elements of sets show it. */
  public String value(TypedExpr.Value value) {
    return DataTypes.isBitmask(value.type())
        ? expressions.alternatives(value)
        : expressions.value(value);
  }

  /** A prefix, range or value. */
  public String constant(TypedExpr constant) {
    return constant instanceof TypedExpr.Value value ? value(value) : expressions.text(constant);
  }
}
