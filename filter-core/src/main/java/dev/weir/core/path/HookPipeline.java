package dev.weir.core.path;

import dev.weir.core.backend.HookProgram;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketParser;
import dev.weir.core.verdict.Verdicts;
import org.jspecify.annotations.Nullable;

/**
 * Everything registered at one hook of one protocol family, in the order it runs: base chains and
 * the stack's own hook functions between them.
 *
 * <p>Example: chains below -400, reassembly, chains below -200, conntrack, the other chains,
 * confirmation.
 *
 * <p><i>State and threads:</i> as the programs it runs.
 *
 * <p>Source: net/netfilter/core.c (nf_hook_slow).
 */
final class HookPipeline {
  /** One hook function of the stack. */
  abstract static class Step {
    /** {@link Outcomes#ACCEPTED} to go on, else what became of the packet. */
    @HotPath
    abstract char run(Packet packet);
  }

  /** A stretch of base chains; null where there is none. */
  private final @Nullable HookProgram[] programs;

  /** The function behind the stretch of the same index, null behind the last one. */
  private final @Nullable Step[] steps;

  /**
   * A pipeline that begins with a stretch of chains and ends with one.
   *
   * @param programs one more than {@code steps}
   */
  HookPipeline(HookProgram[] programs, Step[] steps) {
    this.programs = new @Nullable HookProgram[programs.length];
    this.steps = new @Nullable Step[programs.length];
    for (int i = 0; i < programs.length; i++) {
      this.programs[i] = programs[i].isEmpty() ? null : programs[i];
      this.steps[i] = i < steps.length ? steps[i] : null;
    }
  }

  /** Whether nothing is registered here. */
  boolean isEmpty() {
    for (int i = 0; i < programs.length; i++) {
      if (programs[i] != null || steps[i] != null) {
        return false;
      }
    }
    return true;
  }

  /** {@link Outcomes#ACCEPTED} if the packet leaves the hook, else what became of it there. */
  @HotPath
  char run(Packet packet) {
    PacketParser.refresh(packet);
    for (int i = 0; i < programs.length; i++) {
      HookProgram program = programs[i];
      if (program != null) {
        int verdict = program.evaluate(packet);
        if (verdict != Verdicts.ACCEPT) {
          return Verdicts.code(verdict) == Verdicts.STOLEN ? Outcomes.STOLEN : Outcomes.DROPPED;
        }
      }
      Step step = steps[i];
      if (step != null) {
        char outcome = step.run(packet);
        if (outcome != Outcomes.ACCEPTED) {
          return outcome;
        }
      }
    }
    return Outcomes.ACCEPTED;
  }
}
