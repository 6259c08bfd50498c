package dev.weir.nft.op;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketMemory;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;

/**
 * Makes NOPs of a TCP option: {@code [ exthdr reset tcpopt 8 ]}.
 *
 * <p><i>Meaning.</i> BREAKs without a TCP header; a header without the option is left as it is and
 * the rule goes on; an option that ends behind the header drops the packet. The checksum follows.
 *
 * <p>Source: net/netfilter/nft_exthdr.c (nft_exthdr_tcp_strip_eval).
 */
public final class TcpOptionResetOp extends Op {
  private static final int CHECKSUM = 16;
  private static final int NO_OPERATION = 1;

  private final int kind;

  /** Resets options of this kind: the first of each packet. */
  public TcpOptionResetOp(int kind) {
    this.kind = kind;
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    Packet packet = context.packet();
    int length = TcpOptions.headerLength(packet);
    if (length < 0 || !packet.makeWritable()) {
      registers.verdict = Verdicts.BREAK;
      return;
    }
    int header = packet.networkOffset() + packet.transportOffset();
    int at = TcpOptions.first(packet, header, length, kind);
    if (at < 0) {
      return;
    }
    int optionLength = TcpOptions.optionLength(packet, header + at);
    if (at + optionLength > length) {
      registers.verdict = Verdicts.DROP;
      return;
    }
    for (int i = at; i < at + optionLength; i++) {
      int shift = i % 2 == 0 ? 8 : 0;
      long old = (long) PacketMemory.u8(packet.address() + header + i) << shift;
      PacketMemory.putU8(packet.address() + header + i, NO_OPERATION);
      TcpOptions.replaceInChecksum(
          packet, CHECKSUM, (~old & 0xffffffffL) + ((long) NO_OPERATION << shift));
    }
  }

  @Override
  public int writes() {
    return Registers.VERDICT_MASK;
  }

  @Override
  public String dump() {
    return "[ exthdr reset tcpopt " + kind + " ]";
  }
}
