package dev.weir.core.backend;

import dev.weir.core.hook.Hook;

/**
 * Where base chains are asked for: a protocol family, a hook, and a stretch of its priorities, so
 * that the stack's own hook functions (reassembly at -400, conntrack at -200) run in between.
 *
 * @param nfproto NFPROTO_* whose chains are meant: 2 or 10 (with inet's), 3 arp, 7 bridge, 5 netdev
 *     (with inet's ingress)
 * @param device the device whose ingress or egress is meant, empty at other hooks
 * @param firstPriority lowest priority, inclusive
 * @param lastPriority highest priority, inclusive
 */
public record HookPoint(
    int nfproto, Hook hook, String device, int firstPriority, int lastPriority) {
  /** All priorities of a hook that is not bound to a device. */
  public static HookPoint whole(int nfproto, Hook hook) {
    return new HookPoint(nfproto, hook, "", Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /** The part of this stretch from {@code first} to {@code last}, both inclusive. */
  public HookPoint between(int first, int last) {
    return new HookPoint(
        nfproto, hook, device, Math.max(first, firstPriority), Math.min(last, lastPriority));
  }

  /** Whether a priority lies in the stretch. */
  public boolean contains(int priority) {
    return priority >= firstPriority && priority <= lastPriority;
  }
}
