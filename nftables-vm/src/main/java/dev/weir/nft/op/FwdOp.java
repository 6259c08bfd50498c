package dev.weir.nft.op;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Ip4;
import dev.weir.core.packet.Ip6;
import dev.weir.core.packet.Packet;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;

/**
 * Sends the packet on by a device: {@code [ fwd sreg_dev 1 sreg_addr 2 nfproto 2 ]}.
 *
 * <p><i>Meaning.</i> The packet is gone (stolen). With an address BREAKs for packets of another
 * protocol, and drops those whose TTL is used up.
 *
 * <p>Source: net/netfilter/nft_fwd_netdev.c.
 */
public final class FwdOp extends ActionOp {
  private final int device;
  private final int address;
  private final int nfproto;

  /** Sends by the device in a word, to the address in another ({@link #ABSENT} for none). */
  public FwdOp(int device, int address, int nfproto) {
    this.device = device;
    this.address = address;
    this.nfproto = nfproto;
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    registers.verdict = verdict(context.packet());
    if (registers.verdict == Verdicts.STOLEN) {
      tell(registers, context);
    }
  }

  @HotPath
  private int verdict(Packet packet) {
    if (nfproto == 0) {
      return Verdicts.STOLEN;
    }
    if (packet.nfproto() != nfproto) {
      return Verdicts.BREAK;
    }
    int ttl = nfproto == Packet.NFPROTO_IPV4 ? Ip4.TTL : Ip6.HOP_LIMIT;
    int at = packet.networkOffset() + ttl;
    return packet.canLoad(at, 1) && packet.u8(at) > 1 ? Verdicts.STOLEN : Verdicts.DROP;
  }

  @Override
  public String action(Registers registers) {
    String index = "device " + registers.loadHost32(device);
    int bytes = nfproto == Packet.NFPROTO_IPV4 ? 4 : Ip6.ADDRESS_LENGTH;
    return address < 0
        ? "fwd to " + index
        : "fwd to " + address(registers, address, bytes) + " " + index;
  }

  @Override
  public int reads() {
    int bytes = nfproto == Packet.NFPROTO_IPV4 ? 4 : Ip6.ADDRESS_LENGTH;
    return mask(device, 4) | mask(address, bytes);
  }

  @Override
  public int writes() {
    return Registers.VERDICT_MASK;
  }

  @Override
  public String dump() {
    return "[ fwd"
        + register("sreg_dev", device)
        + register("sreg_addr", address)
        + (nfproto == 0 ? "" : " nfproto " + nfproto)
        + " ]";
  }
}
