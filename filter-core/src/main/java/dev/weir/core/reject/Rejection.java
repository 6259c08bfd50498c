package dev.weir.core.reject;

import dev.weir.core.hook.Hook;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;

/**
 * That a rule rejected the packet at hand and how it wants to answer; the path looks here behind
 * each packet.
 *
 * <p>Example: {@code rejection.reset(Hook.INPUT); ... if (rejection.isPending()) reply =
 * rejection.take(packet, true)}.
 *
 * <p><i>Meaning:</i> the kernel answers inside the rule. As a rejected packet is dropped and
 * nothing else happens to it, answering behind it is the same.
 *
 * <p>Source: net/netfilter/nft_reject_inet.c.
 */
public final class Rejection {
  private boolean pending;
  private boolean reset;
  private int code4;
  private int code6;
  private Hook hook = Hook.INPUT;

  /** {@code reject with tcp reset}. */
  @HotPath
  public void reset(Hook at) {
    pending = true;
    reset = true;
    hook = at;
  }

  /**
   * {@code reject with icmp ...}.
   *
   * @param icmpCode the code for an IPv4 packet
   * @param icmpv6Code the code for an IPv6 packet
   */
  @HotPath
  public void unreachable(Hook at, int icmpCode, int icmpv6Code) {
    pending = true;
    reset = false;
    hook = at;
    code4 = icmpCode;
    code6 = icmpv6Code;
  }

  /** Whether a rule rejected the packet at hand. */
  @HotPath
  public boolean isPending() {
    return pending;
  }

  /** The hook at which it was rejected. */
  public Hook hook() {
    return hook;
  }

  /**
   * The answer, which is no longer pending.
   *
   * @param packet as the rule saw it
   */
  public RejectReply take(Packet packet, boolean verifiesChecksums) {
    pending = false;
    RejectAnswers answers = new RejectAnswers(verifiesChecksums, hook);
    return reset ? answers.reset(packet) : answers.unreachable(packet, code4, code6);
  }
}
