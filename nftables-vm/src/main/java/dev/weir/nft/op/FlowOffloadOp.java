package dev.weir.nft.op;

import dev.weir.core.packet.ConntrackRef;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;

/**
 * Would let the packet's connection bypass the rules from now on: {@code [ flow_offload flowtable f
 * ]}.
 *
 * <p><i>Meaning.</i> BREAKs for packets whose connection the kernel would not take: no connection,
 * neither TCP nor UDP, not seen in both directions, TCP with FIN or RST. Offloads nothing: every
 * packet meets the rules.
 *
 * <p>Source: net/netfilter/nft_flow_offload.c.
 */
public final class FlowOffloadOp extends ActionOp {
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int FLAGS = 13;
  private static final int FIN_OR_RST = 0x05;

  private final String flowtable;

  public FlowOffloadOp(String flowtable) {
    this.flowtable = flowtable;
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    if (isOffloadable(context.packet(), context)) {
      tell(registers, context);
    } else {
      registers.verdict = Verdicts.BREAK;
    }
  }

  @HotPath
  private static boolean isOffloadable(Packet packet, VmContext context) {
    if (!packet.conntrack().isAttached()
        || !packet.hasTransport()
        || packet.fragmentOffset() != 0) {
      return false;
    }
    int protocol = context.conntrack().protocol(packet.conntrack().entry());
    if (protocol == UDP) {
      return isSettled(packet);
    }
    int flags = packet.networkOffset() + packet.transportOffset() + FLAGS;
    return protocol == TCP
        && packet.isLoadable(flags, 1)
        && (packet.u8(flags) & FIN_OR_RST) == 0
        && isSettled(packet);
  }

  @HotPath
  private static boolean isSettled(Packet packet) {
    return packet.conntrack().info() != ConntrackRef.NEW;
  }

  @Override
  public String action(Registers registers) {
    return "flow add @" + flowtable;
  }

  @Override
  public boolean needsConntrack() {
    return true;
  }

  @Override
  public int writes() {
    return Registers.VERDICT_MASK;
  }

  @Override
  public String dump() {
    return "[ flow_offload flowtable " + flowtable + " ]";
  }
}
