package dev.weir.nft.op;

import dev.weir.core.packet.HotPath;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;

/**
 * An instruction that hands the packet, or a copy of it, to somebody outside the rules.
 *
 * <p><i>Meaning.</i> What the kernel's rules go on with is the instruction's own affair; that it
 * happened is told to whoever listens in the namespace, under {@link #action}.
 */
public abstract class ActionOp extends Op {
  /** No register. */
  public static final int ABSENT = -1;

  /** For subclasses. */
  ActionOp() {}

  /** What happens to the packet, in the words of rules: {@code dup to 192.0.2.1}. */
  public abstract String action(Registers registers);

  /** Tells whoever listens. */
  @HotPath
  final void tell(Registers registers, VmContext context) {
    if (context.namespace().actions() != null) {
      context.act(action(registers));
    }
  }

  static String register(String name, int word) {
    return word < 0 ? "" : " " + name + " " + Registers.number(word);
  }

  static int mask(int word, int bytes) {
    return word < 0 ? 0 : Registers.mask(word, bytes);
  }

  /** An address in registers, as rules write it. */
  static String address(Registers registers, int word, int bytes) {
    byte[] raw = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      raw[i] = (byte) (registers.words[word + (i >> 2)] >>> (24 - 8 * (i & 3)));
    }
    return bytes == 4 ? AddressText.of4(raw) : AddressText.of6(raw);
  }
}
