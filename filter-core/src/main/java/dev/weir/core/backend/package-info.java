/**
 * What a backend offers to the verbs: compiled rule sets that judge packets.
 *
 * <p><b>Purpose.</b> Replay, trace, diff and bench work with any backend through {@link
 * dev.weir.core.backend.CompiledRuleset}; they never see a register or a packed word.
 *
 * <p><b>Data flow.</b> A backend compiles its own model into a CompiledRuleset. Per thread, the
 * path walker asks it for a {@link dev.weir.core.backend.HookProgram} per protocol family and hook
 * and evaluates packets; afterwards reports read {@link dev.weir.core.backend.RuleInfo}, {@link
 * dev.weir.core.backend.BaseChainInfo} and the counters by slot.
 *
 * <p><b>Life-cycle.</b> A CompiledRuleset is one immutable generation but for its counters and
 * other state.
 *
 * <p><b>Threads.</b> The rule set is shared; a HookProgram belongs to the thread that asked for it.
 *
 * <p><b>Source.</b> net/netfilter/core.c (nf_hook_slow), net/netfilter/nf_tables_core.c.
 */
@NullMarked
package dev.weir.core.backend;

import org.jspecify.annotations.NullMarked;
