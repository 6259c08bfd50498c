/**
 * The instructions without syntax of their own, one file for each {@code nft_*.c} of the kernel.
 *
 * <p><b>Purpose.</b> Each class is one instruction: what it does to the registers and the packet
 * ({@code eval}), how {@code nft --debug=netlink} prints it ({@code dump}), and which registers it
 * reads and writes. These three stand side by side, so that a reader compares one file with one
 * kernel file.
 *
 * <p><b>Data flow.</b> The lowering pass makes ops; the verifier asks for their registers; the
 * interpreter runs them; the listing prints them.
 *
 * <p><b>Meaning.</b> An op never throws and never reads outside the captured bytes. Where the
 * kernel's expression sets NFT_BREAK (a load beyond the packet, a comparison that fails, a key that
 * is in no set) the op sets the verdict {@code BREAK} and the rule ends without matching. What an
 * op stores is exactly what an x86 kernel stores, byte for byte, the zero padding of a last word
 * included.
 *
 * <p><b>Life-cycle and threads.</b> Ops are made once for a generation of the rule set, are
 * immutable and shared by all threads; per-packet state is in the registers and the context,
 * counters are in the context of each thread.
 *
 * <p><b>Constructors check.</b> A register or a length that does not fit is a bug of the compiler
 * and throws IllegalStateException when the op is made; packets then need no check.
 *
 * <p><b>Source.</b> net/netfilter/nft_*.c of Linux 6.18; each class names its file.
 */
@NullMarked
package dev.weir.nft.op;

import org.jspecify.annotations.NullMarked;
