package dev.weir.core.trace;

import dev.weir.core.hook.Hook;
import dev.weir.core.reject.RejectReply;
import org.jspecify.annotations.Nullable;

/** Something that happened to a packet. */
public sealed interface TraceEvent {

  /**
   * A packet comes to the base chains of a hook; told once for each stretch of priorities.
   *
   * @param nfproto NFPROTO_* of the packet
   * @param input name of the input interface, "" if there is none
   * @param output name of the output interface, "" if there is none
   */
  record HookEntered(Hook hook, int nfproto, String input, String output) implements TraceEvent {}

  /** A base chain begins. */
  record ChainEntered(TracedChain chain) implements TraceEvent {}

  /**
   * A rule was tried.
   *
   * @param verdict packed as {@code Verdicts} says; CONTINUE of a rule that matched but decided
   *     nothing, or that did not match
   * @param target the chain that {@code verdict} goes to, null if it goes nowhere
   * @param mismatch why the rule did not match, null if it did
   */
  record RuleTried(
      TracedRule rule, int verdict, @Nullable TracedChain target, @Nullable Mismatch mismatch)
      implements TraceEvent {
    /** Whether every test of the rule held. */
    public boolean matched() {
      return mismatch == null;
    }
  }

  /** The rule being tried wrote a log line; comes before its {@link RuleTried}. */
  record Logged(TracedRule rule, String prefix) implements TraceEvent {}

  /**
   * The rule being tried hands the packet or a copy to somebody; comes before its {@link
   * RuleTried}.
   *
   * @param action in the words of rules: {@code dup to 192.0.2.1}
   */
  record Acted(TracedRule rule, String action) implements TraceEvent {}

  /** The rule being tried rejected; comes before its {@link RuleTried}. */
  record Rejected(TracedRule rule, RejectReply reply) implements TraceEvent {}

  /**
   * The last rule of a chain was passed, or a rule said {@code return}.
   *
   * @param byRule whether a rule said so
   * @param caller the chain that goes on, null if the policy of the base chain decides now
   */
  record ChainReturned(TracedChain chain, boolean byRule, @Nullable TracedChain caller)
      implements TraceEvent {}

  /** No rule of a base chain decided, so its policy did. */
  record PolicyDecided(TracedChain chain, int verdict) implements TraceEvent {}

  /** The stack saw the packet's connection: {@code new}, {@code established}, ... */
  record ConnectionSeen(String state) implements TraceEvent {}

  /**
   * What follows happens to a copy of the packet, which this host sends to itself beside the packet
   * to all; or again to the packet.
   *
   * @param begins whether it is the copy's turn now
   */
  record CopyTurn(boolean begins) implements TraceEvent {}

  /** The IP stack itself dropped, held or turned the packet, in words. */
  record StackDecided(String reason) implements TraceEvent {}
}
