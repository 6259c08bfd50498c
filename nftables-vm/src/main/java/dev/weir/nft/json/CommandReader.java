package dev.weir.nft.json;

import static dev.weir.nft.json.Shape.optional;

import dev.weir.core.hook.Family;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON command as one line of nft text.
 *
 * <pre>{@code
 * {"add": {"table": {"family": "inet", "name": "t"}}}    add table inet t
 * {"table": {"family": "inet", "name": "t", "handle": 7}}    add table inet t
 * }</pre>
 */
final class CommandReader {
  /** In the order in which nft looks for them. */
  private static final List<String> VERBS =
      List.of(
          "add", "replace", "create", "insert", "delete", "list", "reset", "flush", "rename",
          "destroy");

  private static final Set<String> OBJECTS =
      Set.of(
          "counter",
          "quota",
          "limit",
          "ct helper",
          "ct timeout",
          "ct expectation",
          "synproxy",
          "secmark");

  private static final Set<String> HOOKS =
      Set.of("prerouting", "input", "forward", "output", "postrouting", "ingress", "egress");

  private final StringBuilder out = new StringBuilder();
  private final ExpressionReader expressions = new ExpressionReader(out);
  private final StatementReader statements = new StatementReader(out, expressions);
  private final ObjectReader objects = new ObjectReader(out, expressions, statements);
  private @Nullable String loss;

  /** The line for a command. */
  String line(Located command) {
    if (!(command instanceof Located.Thing thing)) {
      String type = command.typeWord();
      throw new ShapeError(
          command, "Unexpected command array element of type " + type + ", expected object.");
    }
    for (String verb : VERBS) {
      Located body = thing.members().get(verb);
      if (body != null) {
        command(verb, body);
        return out.toString();
      }
    }
    add("add", thing); // what a listing has
    return out.toString();
  }

  /** What of the command nft does not read though it changes what the rules do, or null. */
  @Nullable String loss() {
    return loss;
  }

  private void command(String verb, Located body) {
    if (!(body instanceof Located.Thing thing)) {
      throw new ShapeError(
          body,
          "Value of " + verb + " command must be object (got " + body.typeWord() + " instead).");
    }
    switch (verb) {
      case "add", "create" -> add(verb, thing);
      case "insert", "replace" -> rule(verb, Shape.object(Shape.member(thing, "rule")));
      case "rename" -> rename(Shape.object(Shape.member(thing, "chain")));
      case "delete", "destroy" -> delete(verb, thing);
      case "flush" -> flush(thing);
      case "reset" -> reset(thing);
      default -> throw new ShapeError(body, "not supported yet: " + verb);
    }
  }

  private void start(String verb, String kind) {
    out.append(verb).append(' ').append(kind).append(' ');
  }

  private void family(Located.Thing body) {
    Located family = Shape.member(body, "family");
    String word = Shape.string(family);
    if (Family.ofWord(word) == null) {
      throw new ShapeError(family, "Unknown family '" + word + "'.");
    }
    out.append(word).append(' ');
  }

  private void table(Located.Thing body) {
    family(body);
    out.append(Shape.name(body, "table"));
  }

  private void member(Located.Thing body, String name) {
    out.append(' ').append(Shape.name(body, name));
  }

  // ---- add, create, insert, replace ----

  private void add(String verb, Located.Thing thing) {
    for (Map.Entry<String, Located> entry : thing.members().entrySet()) {
      String kind = entry.getKey();
      boolean known = true;
      switch (kind) {
        case "table" -> addTable(verb, Shape.object(entry.getValue()));
        case "chain" -> addChain(verb, Shape.object(entry.getValue()));
        case "rule" -> rule(verb, Shape.object(entry.getValue()));
        case "set", "map" -> {
          Located.Thing set = Shape.object(entry.getValue());
          // a map that maps to nothing is a set
          named(verb, optional(set, "map") == null ? "set" : "map", set);
          objects.set(set);
        }
        case "element" -> {
          Located.Thing element = Shape.object(entry.getValue());
          elements(verb, element);
        }
        case "flowtable" -> {
          named(verb, kind, Shape.object(entry.getValue()));
          objects.flowtable(Shape.object(entry.getValue()));
        }
        default -> {
          known = OBJECTS.contains(kind);
          if (known) {
            named(verb, kind, Shape.object(entry.getValue()));
            objects.object(kind, Shape.object(entry.getValue()));
          }
        }
      }
      if (known) {
        return;
      }
    }
    throw new ShapeError(thing, "Unknown object passed to add command.");
  }

  private void named(String verb, String kind, Located.Thing body) {
    start(verb, kind);
    table(body);
    member(body, "name");
  }

  private void elements(String verb, Located.Thing body) {
    named(verb, "element", body);
    out.append(' ');
    expressions.set(Shape.member(body, "elem"));
  }

  /** KERNEL: not the kernel but nft 1.0.6 reads neither flags nor comment. */
  private void addTable(String verb, Located.Thing body) {
    start(verb, "table");
    family(body);
    out.append(Shape.name(body, "name"));
    if (optional(body, "flags") != null) {
      loss = "nft does not read the flags of a table in JSON";
    }
  }

  /** KERNEL: not the kernel but nft 1.0.6 makes a chain without a hook where one item is bad. */
  private void addChain(String verb, Located.Thing body) {
    named(verb, "chain", body);
    boolean base =
        optional(body, "type") instanceof Located.Text
            && optional(body, "hook") instanceof Located.Text
            && optional(body, "prio") instanceof Located.Whole;
    if (!base) {
      if (optional(body, "hook") != null) {
        loss = "chain without a hook: type, hook and prio (a number) are all needed";
      }
      return;
    }
    Located hook = Shape.member(body, "hook");
    if (!HOOKS.contains(Shape.string(hook))) {
      throw new ShapeError(hook, "Invalid chain hook '" + Shape.string(hook) + "'.");
    }
    out.append(" { type ").append(Shape.keyword(body, "type", "Unknown chain type"));
    out.append(" hook ").append(Shape.string(hook));
    devices(optional(body, "dev"));
    out.append(" priority ").append(Shape.integer(body, "prio")).append("; ");
    Located policy = optional(body, "policy");
    if (policy != null) {
      String word = Shape.string(policy);
      if (!word.equals("accept") && !word.equals("drop")) {
        throw new ShapeError(policy, "Unknown policy '" + word + "'.");
      }
      out.append("policy ").append(word).append("; ");
    }
    out.append('}');
  }

  private void devices(@Nullable Located devices) {
    if (devices instanceof Located.Many many) {
      out.append(" devices = { ");
      boolean first = true;
      for (Located device : many.items()) {
        out.append(first ? "" : ", ").append(Shape.quoted(device));
        first = false;
      }
      out.append(" }");
    } else if (devices != null) {
      out.append(" device ").append(Shape.quoted(devices));
    }
  }

  private void rule(String verb, Located.Thing body) {
    start(verb, "rule");
    table(body);
    member(body, "chain");
    Located handle = optional(body, "handle");
    Located index = optional(body, "index");
    if (verb.equals("replace")) {
      if (handle == null) {
        throw new ShapeError(body, "Handle is required when replacing a rule.");
      }
      out.append(" handle ").append(Shape.integer(handle));
    } else if (index != null) {
      out.append(" index ").append(Shape.integer(index));
    } else if (verb.equals("insert") && handle != null) {
      out.append(" handle ").append(Shape.integer(handle));
    }
    Located statementList = Shape.member(body, "expr");
    if (!(statementList instanceof Located.Many many)) {
      throw new ShapeError(statementList, "Value of property \"expr\" must be an array.");
    }
    if (many.items().isEmpty()) {
      throw new ShapeError(many, "not supported yet: rule without statements");
    }
    for (Located statement : many.items()) {
      out.append(' ');
      statements.statement(statement);
    }
    Located comment = optional(body, "comment");
    if (comment != null) {
      out.append(" comment ").append(Shape.quoted(comment));
    }
  }

  private void rename(Located.Thing body) {
    named("rename", "chain", body);
    member(body, "newname");
  }

  // ---- delete, flush, reset ----

  private void delete(String verb, Located.Thing thing) {
    for (Map.Entry<String, Located> entry : thing.members().entrySet()) {
      String kind = entry.getKey();
      switch (kind) {
        case "table" -> {
          Located.Thing body = Shape.object(entry.getValue());
          start(verb, kind);
          family(body);
          nameOrHandle(kind, body);
        }
        case "rule" -> {
          Located.Thing body = Shape.object(entry.getValue());
          start(verb, kind);
          table(body);
          member(body, "chain");
          out.append(" handle ").append(Shape.integer(body, "handle"));
        }
        case "element" -> elements(verb, Shape.object(entry.getValue()));
        case "chain", "set", "map", "flowtable" -> deleteNamed(verb, kind, entry.getValue());
        default -> {
          if (!OBJECTS.contains(kind)) {
            throw new ShapeError(thing, "Unknown object passed to delete command.");
          }
          deleteNamed(verb, kind, entry.getValue());
        }
      }
      return;
    }
    throw new ShapeError(thing, "Unknown object passed to delete command.");
  }

  private void deleteNamed(String verb, String kind, Located value) {
    Located.Thing body = Shape.object(value);
    start(verb, kind);
    table(body);
    out.append(' ');
    nameOrHandle(kind, body);
  }

  private void nameOrHandle(String kind, Located.Thing body) {
    Located handle = optional(body, "handle");
    if (optional(body, "name") != null) {
      out.append(Shape.name(body, "name"));
    } else if (handle != null) {
      out.append("handle ").append(Shape.integer(handle));
    } else {
      throw new ShapeError(body, "Either name or handle required to delete a " + kind + ".");
    }
  }

  private void flush(Located.Thing thing) {
    for (Map.Entry<String, Located> entry : thing.members().entrySet()) {
      String kind = entry.getKey();
      switch (kind) {
        case "ruleset" -> {
          out.append("flush ruleset ");
          if (entry.getValue() instanceof Located.Thing body && optional(body, "family") != null) {
            family(body);
          }
        }
        case "table" -> {
          start("flush", kind);
          family(Shape.object(entry.getValue()));
          out.append(Shape.name(Shape.object(entry.getValue()), "name"));
        }
        case "chain", "set", "map", "meter" -> named("flush", kind, Shape.object(entry.getValue()));
        default -> throw new ShapeError(thing, "Unknown object passed to flush command.");
      }
      return;
    }
    throw new ShapeError(thing, "Unknown object passed to flush command.");
  }

  private void reset(Located.Thing thing) {
    for (Map.Entry<String, Located> entry : thing.members().entrySet()) {
      String kind = entry.getKey();
      switch (kind) {
        case "counter", "quota" -> named("reset", kind, Shape.object(entry.getValue()));
        case "counters", "quotas" -> {
          out.append("reset ").append(kind);
          if (entry.getValue() instanceof Located.Thing body && optional(body, "family") != null) {
            out.append(optional(body, "table") == null ? " " : " table ");
            family(body);
            if (optional(body, "table") != null) {
              out.append(Shape.name(body, "table"));
            }
          }
        }
        default -> throw new ShapeError(thing, "Unknown object passed to reset command.");
      }
      return;
    }
    throw new ShapeError(thing, "Unknown object passed to reset command.");
  }
}
