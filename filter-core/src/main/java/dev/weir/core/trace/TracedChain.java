package dev.weir.core.trace;

import dev.weir.core.hook.Family;
import dev.weir.core.hook.Hook;
import org.jspecify.annotations.Nullable;

/**
 * A chain as traces name it.
 *
 * @param base where it hooks in, null for a chain that only jumps reach
 * @param file where it was declared, "" if that is not known
 * @param line 1-based line in {@code file}, 0 if not known
 */
public record TracedChain(
    Family family, String table, String name, @Nullable Base base, String file, int line) {

  /**
   * The hook of a base chain.
   *
   * @param policy {@code Verdicts.ACCEPT} or {@code Verdicts.DROP}
   */
  public record Base(Hook hook, int priority, int policy) {}

  /** {@code inet filter}. */
  public String tableText() {
    return family.word() + " " + table;
  }
}
