package dev.weir.nft.op;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;
import dev.weir.core.reject.RejectAnswers;
import dev.weir.core.reject.RejectReply;
import dev.weir.core.reject.Rejection;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;

/**
 * Drops and answers: {@code [ reject type 0 code 3 ]}.
 *
 * <p><i>Meaning.</i> The verdict is drop, whatever the packet. What to answer is left with the
 * namespace, for the path to send; {@link #reply} says what it is.
 *
 * <p>Source: net/netfilter/nft_reject_inet.c, net/ipv4/netfilter/nft_reject_ipv4.c.
 */
public final class RejectOp extends Op {
  /** {@code with icmp} or {@code with icmpv6}, NFT_REJECT_ICMP_UNREACH. */
  public static final int ICMP_UNREACH = 0;

  /** {@code with tcp reset}, NFT_REJECT_TCP_RST. */
  public static final int TCP_RESET = 1;

  /** {@code with icmpx}, NFT_REJECT_ICMPX_UNREACH. */
  public static final int ICMPX_UNREACH = 2;

  /** By icmpx code: no-route, port-unreachable, host-unreachable, admin-prohibited. */
  private static final int[] ICMPX_TO_ICMP = {0, 3, 1, 13};

  private static final int[] ICMPX_TO_ICMPV6 = {0, 4, 3, 1};

  private final int type;
  private final int code;

  public RejectOp(int type, int code) {
    this.type = type;
    this.code = code;
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    registers.verdict = Verdicts.DROP;
    Rejection rejection = context.namespace().rejection();
    if (type == TCP_RESET) {
      rejection.reset(context.hook());
    } else if (type == ICMPX_UNREACH) {
      rejection.unreachable(context.hook(), ICMPX_TO_ICMP[code], ICMPX_TO_ICMPV6[code]);
    } else {
      rejection.unreachable(context.hook(), code, code);
    }
  }

  /** What the kernel would answer to this packet. */
  public RejectReply reply(Packet packet, RejectAnswers answers) {
    return switch (type) {
      case TCP_RESET -> answers.reset(packet);
      case ICMPX_UNREACH -> answers.unreachable(packet, ICMPX_TO_ICMP[code], ICMPX_TO_ICMPV6[code]);
      default -> answers.unreachable(packet, code, code);
    };
  }

  @Override
  public int writes() {
    return Registers.VERDICT_MASK;
  }

  @Override
  public String dump() {
    return "[ reject type " + type + " code " + code + " ]";
  }
}
