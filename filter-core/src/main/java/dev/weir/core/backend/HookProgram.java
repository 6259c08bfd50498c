package dev.weir.core.backend;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;

/**
 * Every base chain of one protocol family at one hook, for one thread.
 *
 * <p><i>Meaning:</i> chains run in priority order; accept ends only its base chain, drop is final.
 *
 * <p>Source: net/netfilter/core.c (nf_hook_slow).
 */
public abstract class HookProgram {
  /** For subclasses. */
  protected HookProgram() {}

  /** Judges a parsed packet: {@code Verdicts.ACCEPT} or {@code Verdicts.DROP}. */
  @HotPath
  public abstract int evaluate(Packet packet);

  /** Whether no base chain is here, so that {@link #evaluate} would accept everything. */
  public abstract boolean isEmpty();
}
