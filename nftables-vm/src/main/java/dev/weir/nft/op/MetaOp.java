package dev.weir.nft.op;

import dev.weir.core.packet.Device;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.vm.MetaKey;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;

/**
 * Loads what is known of a packet beside its bytes: {@code [ meta load l4proto => reg 1 ]}.
 *
 * <p><i>Meaning.</i> Without a device {@code iif} is 0 and {@code iifname} empty, but {@code
 * iiftype} BREAKs; {@code l4proto} BREAKs when the transport header is unknown. {@code skuid} and
 * {@code skgid} BREAK for a packet without a full socket, and no packet of weir has one: {@code
 * meta skuid != 0} does not match either.
 *
 * <p>A device that is no port of a bridge has an empty {@code ibrname}.
 *
 * <p>Source: net/netfilter/nft_meta.c (nft_meta_get_eval), net/bridge/netfilter/nft_meta_bridge.c.
 */
public final class MetaOp extends Op {
  private final MetaKey key;
  private final int dreg;

  /** Loads a {@linkplain MetaKey#isReadable readable} key to word {@code dreg}. */
  public MetaOp(MetaKey key, int dreg) {
    if (!key.isReadable()) {
      throw new IllegalStateException("meta " + key.listingName() + " cannot be loaded");
    }
    this.key = key;
    this.dreg = Registers.checked(dreg, key.lengthBytes());
  }

  public MetaKey key() {
    return key;
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    Packet packet = context.packet();
    switch (key) {
      case LENGTH -> registers.storeHost32(dreg, packet.networkLength());
      case PROTOCOL -> registers.storeNetwork16(dreg, packet.etherType());
      case PRIORITY -> registers.storeHost32(dreg, packet.priority());
      case MARK -> registers.storeHost32(dreg, packet.mark());
      case IIF -> registers.storeHost32(dreg, packet.iif().index());
      case OIF -> registers.storeHost32(dreg, packet.oif().index());
      case IIFNAME -> storeName(registers.words, packet.iif());
      case OIFNAME -> storeName(registers.words, packet.oif());
      case BRI_IIFNAME -> storeName(registers.words, packet.iif().master());
      case BRI_OIFNAME -> storeName(registers.words, packet.oif().master());
      case IIFTYPE -> storeType(registers, packet.device());
      case OIFTYPE -> storeType(registers, packet.oif());
      case NFPROTO -> registers.storeByte(dreg, packet.nfproto());
      case SECMARK -> registers.storeHost32(dreg, packet.securityMark());
      case PKTTYPE -> registers.storeByte(dreg, packet.packetType());
      case L4PROTO -> storeL4proto(registers, packet);
      // weir's packets have no socket
      case SKUID, SKGID -> registers.verdict = Verdicts.BREAK;
      default -> MetaValues.store(key, registers, dreg, context);
    }
  }

  private void storeL4proto(Registers registers, Packet packet) {
    if (packet.hasTransport()) {
      registers.storeByte(dreg, packet.l4protocol());
    } else {
      registers.verdict = Verdicts.BREAK;
    }
  }

  private void storeName(int[] words, Device device) {
    words[dreg] = (int) (device.nameHigh() >>> 32);
    words[dreg + 1] = (int) device.nameHigh();
    words[dreg + 2] = (int) (device.nameLow() >>> 32);
    words[dreg + 3] = (int) device.nameLow();
  }

  private void storeType(Registers registers, Device device) {
    if (device.isNone()) {
      registers.verdict = Verdicts.BREAK;
    } else {
      registers.storeHost16(dreg, device.type());
    }
  }

  @Override
  public int writes() {
    return Registers.mask(dreg, key.lengthBytes());
  }

  @Override
  public String dump() {
    return "[ meta load " + key.listingName() + " => reg " + Registers.number(dreg) + " ]";
  }
}
