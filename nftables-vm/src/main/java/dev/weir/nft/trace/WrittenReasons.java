package dev.weir.nft.trace;

import dev.weir.core.diag.SourceSpan;
import dev.weir.core.trace.Mismatch;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.ast.Expr.VerdictKind;
import dev.weir.nft.eval.TypedRule;
import dev.weir.nft.eval.TypedStmt;
import dev.weir.nft.lower.LoweredRule;
import dev.weir.nft.lower.RuleProbe;
import dev.weir.nft.print.Printer;
import dev.weir.nft.run.RuleReasons;
import dev.weir.nft.vm.VmContext;
import dev.weir.nft.vm.VmRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Why rules did not match, in the words they were written in.
 *
 * <p>Example: for {@code tcp dport { 80, 443 } accept} and a packet to port 8080: {@code 8080 not
 * in set}.
 */
public final class WrittenReasons implements RuleReasons {
  private final Map<VmRule, Written> rules = new IdentityHashMap<>();
  private final Map<Integer, SourceSpan> chains = new HashMap<>();
  private final TestWords words;
  private final Printer printer;

  /** Reasons whose values read as the printer writes them. */
  public WrittenReasons(Printer printer) {
    this.printer = printer;
    words = new TestWords(printer);
  }

  private record Written(TypedRule rule, List<Integer> statementOfOp, RuleProbe probe) {}

  /** Notes what a rule was lowered from. */
  public void add(VmRule rule, TypedRule typed, LoweredRule lowered, RuleProbe probe) {
    rules.put(rule, new Written(typed, lowered.statementOfOp(), probe));
  }

  /** Notes where a chain is declared. */
  public void addChain(int chainIndex, SourceSpan span) {
    chains.put(chainIndex, span);
  }

  @Override
  public String file(int chainIndex) {
    SourceSpan span = chains.get(chainIndex);
    return span == null ? "" : span.written().source().name();
  }

  @Override
  public int line(int chainIndex) {
    SourceSpan span = chains.get(chainIndex);
    return span == null ? 0 : span.written().line();
  }

  @Override
  public Mismatch why(VmRule rule, int op, VmContext context) {
    Written written = rules.get(rule);
    if (written == null) {
      return INSTRUCTIONS.why(rule, op, context);
    }
    List<TypedStmt> statements = written.rule.statements();
    int failed = failed(written, written.statementOfOp.get(op), context);
    TypedStmt statement = statements.get(failed);
    String test = printer.statement(written.rule.family(), statement);
    String found = words.found(statement, written.probe, context);
    if (!(statement instanceof TypedStmt.Match)) {
      return new Mismatch(test, found, List.of(), 0, Verdicts.CONTINUE);
    }
    List<String> needs = new ArrayList<>();
    int distance = 0;
    for (TypedStmt later : statements.subList(failed, statements.size())) {
      if (later instanceof TypedStmt.Match match && !written.probe.holds(match, context)) {
        needs.add(words.needs(match));
        distance += TestWords.distance(match.left());
      }
    }
    return new Mismatch(test, found, needs, distance, verdict(statements));
  }

  /** Of statements that share a load, the one that does not hold. */
  private static int failed(Written written, int first, VmContext context) {
    List<TypedStmt> statements = written.rule.statements();
    for (int i = first; i < statements.size(); i++) {
      if (!(statements.get(i) instanceof TypedStmt.Match match) || (i > first && !match.joined())) {
        break;
      }
      if (!written.probe.holds(match, context)) {
        return i;
      }
    }
    return first;
  }

  /** What the rule decides where it matches. */
  private static int verdict(List<TypedStmt> statements) {
    if (statements.getLast() instanceof TypedStmt.Verdict verdict) {
      if (verdict.verdict().kind() == VerdictKind.ACCEPT) {
        return Verdicts.ACCEPT;
      }
      return verdict.verdict().kind() == VerdictKind.DROP ? Verdicts.DROP : Verdicts.CONTINUE;
    }
    return statements.getLast() instanceof TypedStmt.Reject ? Verdicts.DROP : Verdicts.CONTINUE;
  }
}
