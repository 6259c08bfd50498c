package dev.weir.nft.op;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;

/**
 * Loads packet bytes: {@code [ payload load 2b @ transport header + 2 => reg 1 ]}.
 *
 * <p><i>Meaning.</i> BREAKs when a byte lies beyond the packet (or was not captured), when the link
 * header is asked of a packet without one, and when the transport header is unknown. A VLAN tag
 * that the stack took off for good is not seen: at the IP hooks the bytes behind the addresses are
 * the inner type, at ingress and in a bridge they are the tag's.
 *
 * <p>Source: net/netfilter/nft_payload.c, nf_tables_core.c (nft_payload_fast_eval).
 */
public final class PayloadOp extends Op {
  /** Behind the two addresses of an Ethernet header, where tags are taken off. */
  private static final int TAG_OFFSET = 12;

  private static final int TAG_BYTES = 4;

  /** Where the type behind a tag lies. */
  private static final int TAG_TYPE_OFFSET = 16;

  private final Base base;
  private final int offset;
  private final int lengthBytes;
  private final int dreg;
  private final boolean fast;

  /** The header that an offset counts from. */
  public enum Base {
    LINK("link"),
    NETWORK("network"),
    TRANSPORT("transport"),
    INNER("inner");

    private final String word;

    Base(String word) {
      this.word = word;
    }

    /** The word in listings. */
    String word() {
      return word;
    }
  }

  /**
   * Loads {@code lengthBytes} bytes at {@code offset} bytes behind the base to word {@code dreg}.
   */
  public PayloadOp(Base base, int offset, int lengthBytes, int dreg) {
    if (offset < 0) {
      throw new IllegalStateException("payload offset " + offset);
    }
    this.base = base;
    this.offset = offset;
    this.lengthBytes = lengthBytes;
    this.dreg = Registers.checked(dreg, lengthBytes);
    fast =
        base != Base.LINK
            && base != Base.INNER
            && (lengthBytes == 1 || lengthBytes == 2 || lengthBytes == 4)
            && offset % lengthBytes == 0;
  }

  public Base base() {
    return base;
  }

  public int offset() {
    return offset;
  }

  public int lengthBytes() {
    return lengthBytes;
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    Packet packet = context.packet();
    int start = start(packet);
    if (start < 0 || !packet.isLoadable(start, lengthBytes + gap(packet))) {
      registers.verdict = Verdicts.BREAK;
      return;
    }
    int[] words = registers.words;
    if (!fast) {
      loadWords(packet, start, words);
      return;
    }
    switch (lengthBytes) {
      case 1 -> words[dreg] = packet.u8(start) << 24;
      case 2 -> words[dreg] = packet.u16(start) << 16;
      default -> words[dreg] = packet.i32(start);
    }
  }

  /** Where the load begins, from the frame's start, or -1 if the packet has no such header. */
  private int start(Packet packet) {
    return switch (base) {
      case NETWORK -> packet.networkOffset() + offset;
      case TRANSPORT -> {
        // KERNEL: only the slow path looks at the fragment offset; aligned loads of 1, 2 and 4
        // bytes
        // read a later fragment's data as if it were a header (nft_payload_fast_eval).
        if (!packet.hasTransport() || (!fast && packet.fragmentOffset() != 0)) {
          yield -1;
        }
        yield packet.networkOffset() + packet.transportOffset() + offset;
      }
      case INNER -> {
        int inner = InnerHeader.offset(packet);
        yield inner < 0 ? -1 : inner + offset;
      }
      case LINK -> {
        if (!packet.hasLinkHeader()) {
          yield -1;
        }
        yield offset < TAG_OFFSET ? offset : offset + packet.hiddenTags() * TAG_BYTES;
      }
    };
  }

  /** Bytes of VLAN tags in the middle of the load, which it leaves out. */
  private int gap(Packet packet) {
    if (base != Base.LINK || offset >= TAG_OFFSET || offset + lengthBytes <= TAG_OFFSET) {
      return 0;
    }
    return packet.hiddenTags() * TAG_BYTES;
  }

  private void loadWords(Packet packet, int start, int[] words) {
    int gap = gap(packet);
    if (gap != 0 || packet.isTagTypeReplaced()) {
      loadBytes(packet, start, gap, words);
      return;
    }
    int whole = lengthBytes >> 2;
    for (int i = 0; i < whole; i++) {
      words[dreg + i] = packet.i32(start + 4 * i);
    }
    int at = start + 4 * whole;
    switch (lengthBytes & 3) {
      case 1 -> words[dreg + whole] = packet.u8(at) << 24;
      case 2 -> words[dreg + whole] = packet.u16(at) << 16;
      case 3 -> words[dreg + whole] = packet.u16(at) << 16 | packet.u8(at + 2) << 8;
      default -> {}
    }
  }

  private void loadBytes(Packet packet, int start, int gap, int[] words) {
    boolean replaced = base == Base.LINK && packet.isTagTypeReplaced();
    int word = 0;
    for (int i = 0; i < lengthBytes; i++) {
      int at = offset + i < TAG_OFFSET ? start + i : start + i + gap;
      int value = packet.u8(at);
      if (replaced && (at == TAG_TYPE_OFFSET || at == TAG_TYPE_OFFSET + 1)) {
        // KERNEL: nft_payload_copy_vlan puts skb->protocol there, not the frame's length field.
        value = packet.etherType() >> (at == TAG_TYPE_OFFSET ? 8 : 0) & 0xff;
      }
      word |= value << (24 - 8 * (i & 3));
      if ((i & 3) == 3 || i == lengthBytes - 1) {
        words[dreg + (i >> 2)] = word;
        word = 0;
      }
    }
  }

  @Override
  public int writes() {
    return Registers.mask(dreg, lengthBytes);
  }

  @Override
  public String dump() {
    return "[ payload load "
        + lengthBytes
        + "b @ "
        + base.word
        + " header + "
        + offset
        + " => reg "
        + Registers.number(dreg)
        + " ]";
  }
}
