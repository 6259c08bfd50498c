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
 * @param border which ends are shared with a function of the stack; see {@link #before} and {@link
 *     #behind}
 */
public record HookPoint(
    int nfproto, Hook hook, String device, int firstPriority, int lastPriority, int border) {
  /** At {@code firstPriority} only chains that were there before the stack's function. */
  private static final int BEHIND_STACK = 1;

  /** At {@code lastPriority} only chains that came after the stack's function. */
  private static final int BEFORE_STACK = 2;

  private static final int BEHIND_NAT = 4;
  private static final int BEFORE_NAT = 8;

  /** A stretch of its own. */
  public HookPoint(int nfproto, Hook hook, String device, int firstPriority, int lastPriority) {
    this(nfproto, hook, device, firstPriority, lastPriority, 0);
  }

  /** All priorities of a hook that is not bound to a device. */
  public static HookPoint whole(int nfproto, Hook hook) {
    return new HookPoint(nfproto, hook, "", Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /**
   * What runs up to a function that the stack registers at this priority.
   *
   * <p>KERNEL: of equal priorities the hook registered last runs first.
   */
  public HookPoint before(int priority) {
    return new HookPoint(nfproto, hook, device, firstPriority, priority, border | BEFORE_STACK);
  }

  /** What runs after a function that the stack registers at this priority. */
  public HookPoint behind(int priority) {
    return new HookPoint(nfproto, hook, device, priority, lastPriority, BEHIND_STACK);
  }

  /** As {@link #before} for NAT's function, which comes with the first nat chain. */
  public HookPoint beforeNat(int priority) {
    return new HookPoint(nfproto, hook, device, firstPriority, priority, border | BEFORE_NAT);
  }

  /** As {@link #behind} for NAT's function. */
  public HookPoint behindNat(int priority) {
    return new HookPoint(nfproto, hook, device, priority, lastPriority, BEHIND_NAT);
  }

  /**
   * Whether a chain lies in the stretch.
   *
   * @param isLater whether the chain was registered after conntrack's functions
   * @param isLaterThanNat whether it was registered after NAT's
   */
  public boolean contains(int priority, boolean isLater, boolean isLaterThanNat) {
    if (priority < firstPriority || priority > lastPriority) {
      return false;
    }
    boolean tooEarly =
        priority == firstPriority
            && (((border & BEHIND_STACK) != 0 && isLater)
                || ((border & BEHIND_NAT) != 0 && isLaterThanNat));
    boolean tooLate =
        priority == lastPriority
            && (((border & BEFORE_STACK) != 0 && !isLater)
                || ((border & BEFORE_NAT) != 0 && !isLaterThanNat));
    return !tooEarly && !tooLate;
  }
}
