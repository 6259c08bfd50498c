package dev.weir.nft.op;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;

/**
 * Would deliver the packet to a socket of this host: {@code [ tproxy ip addr reg 1 port reg 2 ]}.
 *
 * <p><i>Meaning.</i> No socket is known, so it BREAKs, as in the kernel while no proxy runs. TCP
 * and UDP packets of the right protocol are told of.
 *
 * <p>Source: net/netfilter/nft_tproxy.c.
 */
public final class TproxyOp extends ActionOp {
  private static final int TCP = 6;
  private static final int UDP = 17;

  private final int nfproto;
  private final int address;
  private final int addressBytes;
  private final int port;

  /** A proxy at what is in these words, {@link #ABSENT} for the packet's own. */
  public TproxyOp(int nfproto, int address, int addressBytes, int port) {
    this.nfproto = nfproto;
    this.address = address;
    this.addressBytes = addressBytes;
    this.port = port;
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    registers.verdict = Verdicts.BREAK;
    Packet packet = context.packet();
    boolean proxied =
        packet.hasTransport() && (packet.l4protocol() == TCP || packet.l4protocol() == UDP);
    if (proxied && (nfproto == 0 || nfproto == packet.nfproto())) {
      tell(registers, context);
    }
  }

  @Override
  public String action(Registers registers) {
    String to = address < 0 ? "" : address(registers, address, addressBytes);
    return "tproxy to " + to + (port < 0 ? "" : ":" + (registers.words[port] >>> 16));
  }

  @Override
  public boolean needsReassembly(int family) {
    return nfproto == 0 || nfproto == family;
  }

  @Override
  public int reads() {
    return mask(address, Math.max(4, addressBytes)) | mask(port, 2);
  }

  @Override
  public int writes() {
    return Registers.VERDICT_MASK;
  }

  @Override
  public String dump() {
    String network = nfproto == 0 ? "" : nfproto == Packet.NFPROTO_IPV4 ? " ip" : " ip6";
    return "[ tproxy" + network + register("addr reg", address) + register("port reg", port) + " ]";
  }
}
