package dev.weir.nft.op;

import dev.weir.core.nat.NatRange;
import dev.weir.core.packet.HotPath;
import dev.weir.nft.vm.Registers;

/**
 * Where a NAT statement finds addresses and ports: words of registers, {@link #ABSENT} for what it
 * does not say.
 *
 * @param flags NF_NAT_RANGE_* as nft lists them
 */
public record NatRegisters(int addressMin, int addressMax, int portMin, int portMax, int flags) {
  /** Not given. */
  public static final int ABSENT = -1;

  /** Nothing but flags. */
  public static NatRegisters ofFlags(int flags) {
    return new NatRegisters(ABSENT, ABSENT, ABSENT, ABSENT, flags);
  }

  /** Begins a range with these flags and the ports. */
  @HotPath
  void start(NatRange range, Registers registers, int kernelFlags) {
    range.start(flags | kernelFlags);
    if (portMin >= 0) {
      int lowest = registers.words[portMin] >>> 16;
      range.setPorts(lowest, portMax >= 0 ? registers.words[portMax] >>> 16 : lowest);
    }
  }

  int reads(int addressBytes) {
    return mask(addressMin, addressBytes)
        | mask(addressMax, addressBytes)
        | mask(portMin, 2)
        | mask(portMax, 2);
  }

  private static int mask(int word, int bytes) {
    return word < 0 ? 0 : Registers.mask(word, bytes);
  }

  String dump() {
    return part(" addr_min", addressMin)
        + part(" addr_max", addressMax)
        + part(" proto_min", portMin)
        + part(" proto_max", portMax)
        + (flags == 0 ? "" : " flags 0x" + Integer.toHexString(flags));
  }

  private static String part(String name, int word) {
    return word < 0 ? "" : name + " reg " + Registers.number(word);
  }
}
