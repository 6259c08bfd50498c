package dev.weir.nft.op;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.selector.OsfSelector;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;

/**
 * Guesses the operating system behind a SYN: {@code [ osf dreg 1 ]}.
 *
 * <p>{@code osf name "unknown" accept}.
 *
 * <p><i>Meaning.</i> BREAKs unless the packet is a TCP SYN of IPv4. The answer is {@code unknown}:
 * a kernel into which no fingerprints were loaded says no more.
 *
 * <p>Source: net/netfilter/nft_osf.c.
 */
public final class OsfOp extends Op {
  private static final int TCP = 6;
  private static final int TCP_HEADER_LENGTH = 20;
  private static final int FLAGS = 13;
  private static final int SYN = 2;

  /** {@code unknown}, as the words of a register. */
  private static final int UNKNOWN_FIRST = 0x756e6b6e;

  private static final int UNKNOWN_SECOND = 0x6f776e00;

  private final OsfSelector selector;
  private final int dreg;

  /** Guesses to word {@code dreg}. */
  public OsfOp(OsfSelector selector, int dreg) {
    this.selector = selector;
    this.dreg = Registers.checked(dreg, selector.lengthBytes());
  }

  public OsfSelector selector() {
    return selector;
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    Packet packet = context.packet();
    if (packet.nfproto() != Packet.NFPROTO_IPV4
        || !packet.hasTransport()
        || packet.l4protocol() != TCP) {
      registers.verdict = Verdicts.BREAK;
      return;
    }
    int header = packet.networkOffset() + packet.transportOffset();
    if (!packet.isLoadable(header, TCP_HEADER_LENGTH)
        || packet.fragmentOffset() != 0
        || (packet.u8(header + FLAGS) & SYN) == 0) {
      registers.verdict = Verdicts.BREAK;
      return;
    }
    registers.words[dreg] = UNKNOWN_FIRST;
    registers.words[dreg + 1] = UNKNOWN_SECOND;
    registers.words[dreg + 2] = 0;
    registers.words[dreg + 3] = 0;
  }

  @Override
  public int writes() {
    return Registers.mask(dreg, selector.lengthBytes());
  }

  @Override
  public String dump() {
    return "[ osf dreg " + Registers.number(dreg) + " ]";
  }
}
