package dev.weir.nft.op;

import dev.weir.core.hook.Hook;
import dev.weir.core.packet.Checksums;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Ip4;
import dev.weir.core.packet.Packet;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;

/**
 * Answers SYNs itself: {@code [ synproxy mss 1460 wscale 7 ]}.
 *
 * <p><i>Meaning.</i> A SYN is taken (stolen) and would be answered with a cookie; any other segment
 * with ACK is dropped, since no cookie was ever given out; the rest goes on. BREAKs for what is not
 * TCP; a cut header drops.
 *
 * <p><i>Limits vs kernel:</i> connections never come to be through it.
 *
 * <p>Source: net/netfilter/nft_synproxy.c.
 */
public final class SynproxyOp extends ActionOp {
  private static final int TCP = 6;
  private static final int TCP_LENGTH = 20;
  private static final int FLAGS = 13;
  private static final int SYN = 0x02;
  private static final int ACK = 0x10;

  private final int mss;
  private final int windowScale;

  public SynproxyOp(int mss, int windowScale) {
    this.mss = mss;
    this.windowScale = windowScale;
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    Packet packet = context.packet();
    if (!packet.hasTransport() || packet.l4protocol() != TCP) {
      registers.verdict = Verdicts.BREAK;
      return;
    }
    int transport = packet.networkOffset() + packet.transportOffset();
    if (!isWhole(packet, transport) || !isChecksumGood(packet, transport, context)) {
      registers.verdict = Verdicts.DROP;
      return;
    }
    int flags = packet.u8(transport + FLAGS);
    if ((flags & SYN) != 0) {
      registers.verdict = Verdicts.STOLEN;
      tell(registers, context);
    } else if ((flags & ACK) != 0) {
      registers.verdict = Verdicts.DROP;
    }
  }

  /** Whether header and options are all there. */
  @HotPath
  private static boolean isWhole(Packet packet, int transport) {
    if (packet.fragmentOffset() != 0 || !packet.isLoadable(transport, TCP_LENGTH)) {
      return false;
    }
    int length = 4 * (packet.u8(transport + 12) >> 4);
    return length >= TCP_LENGTH && packet.isLoadable(transport, length);
  }

  /**
   * KERNEL: nf_ip_checksum is asked whatever the packet is: over IPv6 it takes bytes 12 to 19 of
   * the header for addresses, so that hardly a segment is good that no network card had checked. It
   * sums up the IP header too, which behind routing may hold options the stack has written into; at
   * input it takes the sum that conntrack made before.
   */
  @HotPath
  private static boolean isChecksumGood(Packet packet, int transport, VmContext context) {
    int header = packet.networkOffset();
    int length = header + packet.networkLength() - transport;
    if (!context.conntrack().options().verifiesChecksums() || !packet.canLoad(transport, length)) {
      return true;
    }
    boolean four = packet.nfproto() == Packet.NFPROTO_IPV4;
    boolean fromHeader = !four || context.hook() != Hook.INPUT;
    int from = fromHeader ? header : transport;
    long sum = Checksums.sum(packet.address() + from, transport + length - from);
    sum += Checksums.sum(packet.address() + header + Ip4.SOURCE, 8);
    return Checksums.fold(sum + length + TCP) == 0xffff;
  }

  @Override
  public String action(Registers registers) {
    return "synproxy";
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
    return "[ synproxy mss " + mss + " wscale " + windowScale + " ]";
  }
}
