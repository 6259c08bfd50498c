package dev.weir.nft.op;

import dev.weir.core.packet.HotPath;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.selector.SocketSelector;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;

/**
 * Asks the socket a packet is for: {@code [ socket load mark => reg 1 ]}.
 *
 * <p>{@code socket transparent 1 accept}.
 *
 * <p><i>Meaning.</i> BREAKs where there is no socket, and no packet of weir has one: neither {@code
 * socket mark 0} nor {@code socket mark != 0} matches.
 *
 * <p>Source: net/netfilter/nft_socket.c.
 */
public final class SocketOp extends Op {
  private final SocketSelector selector;
  private final int dreg;

  /** Loads to word {@code dreg}. */
  public SocketOp(SocketSelector selector, int dreg) {
    this.selector = selector;
    this.dreg = Registers.checked(dreg, selector.lengthBytes());
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    registers.verdict = Verdicts.BREAK;
  }

  @Override
  public int writes() {
    return Registers.mask(dreg, selector.lengthBytes());
  }

  @Override
  public String dump() {
    return "[ socket load " + selector.key().word() + " => reg " + Registers.number(dreg) + " ]";
  }
}
