package dev.weir.nft.ruleset;

import dev.weir.core.diag.SourceSpan;
import dev.weir.nft.eval.TypedStmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks where packets can go in one table: no loop that a base chain reaches, at most 15 nested
 * jumps, and no statement at a hook where it may not be.
 *
 * <p>{@code input → a → b → a} is refused, {@code a → b → a} that no base chain reaches is not. A
 * named verdict map is a node of its own, so that the work is proportional to chains, rules and
 * elements, whatever the shape: a lattice of jumps 15 deep and 10 wide has 10^15 paths and 1,400
 * jumps.
 *
 * <p>Nothing here recurses: the depth of a path is the user's choice.
 *
 * <p>Source: nft_chain_validate in net/netfilter/nf_tables_api.c; {@code goto} counts as a level
 * there, too.
 */
final class ChainGraph {
  /** NFT_JUMP_STACK_SIZE is 16, and a base chain takes the first. */
  private static final int MAX_JUMPS = 15;

  /** A way between two nodes; {@code span} is null from a rule to a map. */
  private record Edge(Node target, @Nullable SourceSpan span) {}

  /** A chain, or a named verdict map. */
  private static final class Node {
    final String name;
    final @Nullable ChainDraft chain;
    final List<Edge> edges = new ArrayList<>();
    int state;
    int depth = -1;
    int hooks;
    @Nullable Node from;
    @Nullable Edge by;

    Node(String name, @Nullable ChainDraft chain) {
      this.name = name;
      this.chain = chain;
    }
  }

  /** What is wrong: an error of the kernel and, where it is about a path, the path. */
  record Violation(String message, @Nullable String note) {}

  /** One node of the path being walked. */
  private static final class Step {
    final Node node;
    int next;

    Step(Node node) {
      this.node = node;
    }
  }

  private static final int NEW = 0;
  private static final int OPEN = 1;
  private static final int DONE = 2;

  private final Map<String, Node> chains = new HashMap<>();
  private final Map<String, Node> maps = new HashMap<>();
  private final List<Node> finished = new ArrayList<>();
  private final int sequence;
  private @Nullable Violation violation;

  private ChainGraph(TableDraft table, int sequence) {
    this.sequence = sequence;
    for (ChainDraft chain : table.chains.values()) {
      chains.put(chain.name, new Node(chain.name, chain));
    }
    table.sets.forEach((name, set) -> {
      if (set.set().isVerdictMap()) {
        maps.put(name, new Node(name, null));
      }
    });
    for (ChainDraft chain : table.chains.values()) {
      Node node = chains.get(chain.name);
      if (node != null) {
        connect(node, chain);
      }
    }
    maps.forEach((name, node) -> {
      SetDraft set = table.sets.get(name);
      if (set != null) {
        addEdges(node, set.jumps(sequence));
      }
    });
  }

  /**
   * The first thing wrong with the table after command {@code sequence}, or null.
   *
   * @param sequence rules and elements of later commands are left out
   */
  static @Nullable Violation check(TableDraft table, int sequence) {
    return new ChainGraph(table, sequence).check();
  }

  private void connect(Node node, ChainDraft chain) {
    for (RuleDraft rule : chain.rules) {
      if (rule.sequence() <= sequence) {
        addEdges(node, rule.jumps());
        for (String map : rule.maps()) {
          Node target = maps.get(map);
          if (target != null) {
            node.edges.add(new Edge(target, null));
          }
        }
      }
    }
  }

  private void addEdges(Node node, List<TypedStmt.Jump> jumps) {
    for (TypedStmt.Jump jump : jumps) {
      Node target = chains.get(jump.chain());
      if (target != null) {
        node.edges.add(new Edge(target, jump.span()));
      }
    }
  }

  private @Nullable Violation check() {
    for (Node node : chains.values()) {
      if (violation == null && node.chain != null && node.chain.base != null) {
        node.depth = 0;
        node.hooks |= RuleDraft.bit(node.chain.base.hook()) | RuleDraft.bit(node.chain.base.type());
        if (node.state == NEW) {
          walk(node);
        }
      }
    }
    for (Node node : finished.reversed()) {
      if (violation == null) {
        spread(node);
      }
    }
    return violation;
  }

  /** Visits everything {@code start} reaches; {@link #finished} ends up in reverse order. */
  private void walk(Node start) {
    List<Step> path = new ArrayList<>();
    open(path, start);
    while (!path.isEmpty() && violation == null) {
      Step step = path.getLast();
      if (step.next == step.node.edges.size()) {
        step.node.state = DONE;
        finished.add(step.node);
        path.removeLast();
        continue;
      }
      Edge edge = step.node.edges.get(step.next++);
      if (edge.target().state == OPEN) {
        violation = new Violation("Too many links", loop(path, edge));
      } else if (edge.target().state == NEW) {
        open(path, edge.target());
      }
    }
  }

  private static void open(List<Step> path, Node node) {
    node.state = OPEN;
    path.add(new Step(node));
  }

  /** Every node that leads here is done: its depth and hooks are final. */
  private void spread(Node node) {
    ChainDraft chain = node.chain;
    if (chain != null && node.depth >= 0) {
      for (RuleDraft rule : chain.rules) {
        if (rule.sequence() <= sequence && (node.hooks & ~rule.hooks()) != 0) {
          violation = new Violation("Operation not supported", null);
          return;
        }
      }
    }
    for (Edge edge : node.edges) {
      Node target = edge.target();
      target.hooks |= node.hooks;
      int depth = node.depth + (target.chain == null ? 0 : 1);
      if (depth > target.depth) {
        target.depth = depth;
        target.from = node;
        target.by = edge;
      }
      if (target.depth > MAX_JUMPS) {
        violation = new Violation("Too many links", longPath(target));
        return;
      }
    }
  }

  private static String loop(List<Step> path, Edge back) {
    StringBuilder note = new StringBuilder("note: ");
    String line = "";
    for (Step step : path) {
      if (step.node.chain != null) {
        note.append(step.node.name).append(line).append(" → ");
      }
      line = line(step.node.edges.get(step.next - 1));
    }
    return note.append(back.target().name).append(line).toString();
  }

  private static String longPath(Node last) {
    List<String> words = new ArrayList<>();
    for (Node node = last; node != null; node = node.from) {
      if (node.chain != null) {
        words.add(node.name + (node.by == null ? "" : line(node.by)));
      }
    }
    return "note: " + String.join(" → ", words.reversed());
  }

  /** Where a jump is written; the way from a rule to a map is not a jump. */
  private static String line(Edge edge) {
    SourceSpan span = edge.span();
    return span == null ? "" : " (line " + span.line() + ")";
  }
}
