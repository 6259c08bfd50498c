package dev.weir.nft.op;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;

/**
 * Loads from an IPv6 extension header, a TCP option or an IPv4 option.
 *
 * <pre>{@code
 * [ exthdr load ipv6 4b @ 44 + 4 => reg 1 ]              frag id
 * [ exthdr load tcpopt 2b @ 2 + 2 => reg 1 ]             tcp option maxseg size
 * [ exthdr load ipv4 1b @ 148 + 0 present => reg 1 ]     ip option ra exists
 * }</pre>
 *
 * <p><i>Meaning.</i> BREAKs when the header or option is absent, or its bytes are; with {@code
 * present} it stores 1 or 0 instead.
 *
 * <p>Source: net/netfilter/nft_exthdr.c.
 */
public final class ExthdrOp extends Op {
  /** The packet has no such header or option. */
  static final int ABSENT = -1;

  /** The capture was cut before the search could end. */
  static final int CUT = -2;

  private final Kind kind;
  private final int type;
  private final int offset;
  private final int lengthBytes;
  private final boolean present;
  private final int dreg;

  /** What is searched. */
  public enum Kind {
    IPV6("ipv6"),
    TCPOPT("tcpopt"),
    IPV4("ipv4"),
    /** nft's listing has no word for it. */
    SCTP("");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  private ExthdrOp(Kind kind, int type, int offset, int lengthBytes, boolean present, int dreg) {
    this.kind = kind;
    this.type = type;
    this.offset = offset;
    this.lengthBytes = lengthBytes;
    this.present = present;
    this.dreg = Registers.checked(dreg, lengthBytes);
  }

  /** Loads {@code lengthBytes} bytes at {@code offset} inside the header or option {@code type}. */
  public static ExthdrOp load(Kind kind, int type, int offset, int lengthBytes, int dreg) {
    return new ExthdrOp(kind, type, offset, lengthBytes, false, dreg);
  }

  /**
   * Stores whether the header or option is there; nft gives the offset and length it would load.
   */
  public static ExthdrOp present(Kind kind, int type, int offset, int lengthBytes, int dreg) {
    return new ExthdrOp(kind, type, offset, lengthBytes, true, dreg);
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    Packet packet = context.packet();
    int start =
        switch (kind) {
          case IPV6 -> ExtensionHeaders.find(packet, type);
          case TCPOPT -> TcpOptions.find(packet, type, offset + lengthBytes);
          case IPV4 -> Ip4Options.find(packet, type);
          case SCTP -> SctpChunks.find(packet, type, present ? 0 : offset + lengthBytes);
        };
    if (present && start != CUT) {
      registers.storeByte(dreg, start >= 0 ? 1 : 0);
    } else if (start < 0 || !packet.isLoadable(start + offset, lengthBytes)) {
      registers.verdict = Verdicts.BREAK;
    } else {
      load(packet, start + offset, registers.words);
    }
  }

  /** Why bytes that are not loadable are missing: not in the packet, or not captured. */
  static int missing(Packet packet, int start, int length) {
    return packet.inOriginal(start, length) ? CUT : ABSENT;
  }

  private void load(Packet packet, int start, int[] words) {
    int word = 0;
    for (int i = 0; i < lengthBytes; i++) {
      word |= packet.u8(start + i) << (24 - 8 * (i & 3));
      if ((i & 3) == 3 || i == lengthBytes - 1) {
        words[dreg + (i >> 2)] = word;
        word = 0;
      }
    }
  }

  @Override
  public int writes() {
    return Registers.mask(dreg, present ? 1 : lengthBytes);
  }

  @Override
  public String dump() {
    return "[ exthdr load "
        + (kind.word.isEmpty() ? "" : kind.word + " ")
        + lengthBytes
        + "b @ "
        + type
        + " + "
        + offset
        + (present ? " present" : "")
        + " => reg "
        + Registers.number(dreg)
        + " ]";
  }
}
