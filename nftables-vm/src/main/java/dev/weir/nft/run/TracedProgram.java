package dev.weir.nft.run;

import dev.weir.core.trace.Mismatch;
import dev.weir.core.trace.TracedChain;
import dev.weir.core.trace.TracedRule;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.VmChain;
import dev.weir.nft.vm.VmContext;
import dev.weir.nft.vm.VmProgram;
import dev.weir.nft.vm.VmRule;
import java.util.List;

/** A program with the names that traces give its chains and rules. */
final class TracedProgram {
  private final List<VmChain> chains;
  private final TracedChain[] tracedChains;
  private final TracedRule[][] rules;
  private final Op[][][] code;
  private final RuleReasons reasons;

  TracedProgram(VmProgram program, Op[][][] code, RuleReasons reasons) {
    this.code = code;
    this.reasons = reasons;
    chains = program.chains();
    tracedChains = new TracedChain[chains.size()];
    rules = new TracedRule[chains.size()][];
    for (VmChain chain : chains) {
      TracedChain traced = traced(chain);
      tracedChains[chain.index()] = traced;
      rules[chain.index()] = new TracedRule[chain.rules().size()];
      for (int i = 0; i < chain.rules().size(); i++) {
        VmRule rule = chain.rules().get(i);
        rules[chain.index()][i] =
            new TracedRule(traced, rule.handle(), i, rule.file(), rule.line(), rule.text());
      }
    }
  }

  private TracedChain traced(VmChain chain) {
    VmChain.Base base = chain.base();
    return new TracedChain(
        chain.family(),
        chain.table(),
        chain.name(),
        base == null ? null : new TracedChain.Base(base.hook(), base.priority(), base.policy()),
        reasons.file(chain.index()),
        reasons.line(chain.index()));
  }

  Op[][][] code() {
    return code;
  }

  TracedChain chain(int index) {
    return tracedChains[index];
  }

  TracedRule rule(int chain, int rule) {
    return rules[chain][rule];
  }

  Mismatch why(int chain, int rule, int op, VmContext context) {
    return reasons.why(chains.get(chain).rules().get(rule), op, context);
  }
}
