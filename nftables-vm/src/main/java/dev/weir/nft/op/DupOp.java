package dev.weir.nft.op;

import dev.weir.core.packet.HotPath;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;

/**
 * Sends a copy of the packet to another host or device: {@code [ dup sreg_addr 1 sreg_dev 2 ]}.
 *
 * <p><i>Meaning.</i> The rule goes on. The copy is told of, it does not walk through hooks. Never
 * BREAKs.
 *
 * <p><i>Limits vs kernel:</i> there a copy to an address crosses output and postrouting, untracked.
 *
 * <p>Source: net/ipv4/netfilter/nft_dup_ipv4.c, net/netfilter/nft_dup_netdev.c.
 */
public final class DupOp extends ActionOp {
  private final int address;
  private final int addressBytes;
  private final int device;

  /** A copy to what is in these words, {@link #ABSENT} where there is none. */
  public DupOp(int address, int addressBytes, int device) {
    this.address = address;
    this.addressBytes = addressBytes;
    this.device = device;
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    tell(registers, context);
  }

  @Override
  public String action(Registers registers) {
    String index = device < 0 ? "" : "device " + registers.loadHost32(device);
    return address < 0
        ? "dup to " + index
        : "dup to "
            + address(registers, address, addressBytes)
            + (index.isEmpty() ? "" : " " + index);
  }

  @Override
  public int reads() {
    return mask(address, Math.max(4, addressBytes)) | mask(device, 4);
  }

  @Override
  public String dump() {
    return "[ dup" + register("sreg_addr", address) + register("sreg_dev", device) + " ]";
  }
}
