package dev.weir.netio.lab;

import java.util.List;

/**
 * What the kernel did with the frames of one run.
 *
 * @param verdicts one code per frame: A accepted, D dropped at a hook, P dropped before any hook, K
 *     dropped by the stack between hooks, Q held by reassembly, L delivered locally in forward
 *     mode, W forwarded in input mode, I not injectable. A fragment that the stack itself drops in
 *     input mode is Q too, one that reassembly holds in forward mode is K
 * @param rules every rule in listing order
 * @param nanos time spent injecting, without loading
 */
public record LabResult(String verdicts, List<RuleCount> rules, long nanos) {
  public LabResult {
    rules = List.copyOf(rules);
  }

  public int count(char code) {
    return (int) verdicts.chars().filter(c -> c == code).count();
  }
}
