package dev.weir.core.backend;

import dev.weir.core.hook.ChainType;
import dev.weir.core.hook.Family;
import dev.weir.core.hook.Hook;
import java.util.List;

/**
 * A base chain, for reports.
 *
 * @param policy {@code Verdicts.ACCEPT} or {@code Verdicts.DROP}
 * @param slot counter slot of the packets its policy decided
 * @param devices at ingress and egress: whose; else empty
 */
public record BaseChainInfo(
    Family family,
    String table,
    String chain,
    ChainType type,
    Hook hook,
    int priority,
    int policy,
    int slot,
    List<String> devices) {
  public BaseChainInfo {
    devices = List.copyOf(devices);
  }

  /** At a hook that is not bound to devices. */
  public BaseChainInfo(
      Family family,
      String table,
      String chain,
      ChainType type,
      Hook hook,
      int priority,
      int policy,
      int slot) {
    this(family, table, chain, type, hook, priority, policy, slot, List.of());
  }
}
