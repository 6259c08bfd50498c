package dev.weir.nft.op;

import dev.weir.core.conntrack.TransportChecksums;
import dev.weir.core.packet.Checksums;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketMemory;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;

/**
 * Writes packet bytes: {@code [ payload write reg 1 => 2b @ network header + 8 csum_type 1 csum_off
 * 10 csum_flags 0x0 ]}.
 *
 * <p><i>Meaning.</i> BREAKs where {@link PayloadOp} would not find the bytes (later fragments have
 * no transport header, ever), and where the checksum to be fixed lies beyond the packet. Checksums
 * change by the difference, so bad ones stay bad; 0 becomes 0xffff; that of SCTP is computed anew.
 * With flag 1 the transport's checksum changes too, unless UDP has none. Of a VLAN tag the type,
 * the control information or both can be written.
 *
 * <p>KERNEL: a BREAK for the transport's checksum comes after that of the IP header was changed.
 * Bytes at odd offsets count in the checksum as if they were at even ones.
 *
 * <p>Source: net/netfilter/nft_payload.c (nft_payload_set_eval, nft_payload_csum_inet,
 * nft_payload_l4csum_update, nft_payload_set_vlan).
 */
public final class PayloadSetOp extends Op {
  private static final int TAG_OFFSET = 12;
  private static final int TAG_CONTROL_OFFSET = 14;
  private static final int TAG_END = 16;
  private static final int TAG_BYTES = 4;

  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int ICMPV6 = 58;
  private static final int SCTP = 132;
  private static final int UDPLITE = 136;
  private static final int TCP_CHECKSUM = 16;
  private static final int UDP_CHECKSUM = 6;
  private static final int UDP_LENGTH = 8;
  private static final int ICMPV6_CHECKSUM = 2;
  private static final int SCTP_CHECKSUM = 8;
  private static final int SCTP_LENGTH = 12;

  private final PayloadOp.Base base;
  private final int offset;
  private final int lengthBytes;
  private final int sreg;
  private final Fixup fixup;

  /**
   * How checksums follow.
   *
   * @param type 0 none, 1 the Internet checksum, 2 SCTP
   * @param offset where it is, from the same base
   * @param flags 1: the transport's as well
   */
  public record Fixup(int type, int offset, int flags) {
    /** Nothing follows. */
    public static final Fixup NONE = new Fixup(0, 0, 0);

    static final int INTERNET = 1;
    static final int SCTP = 2;
  }

  /** Writes {@code lengthBytes} bytes from word {@code sreg} on. */
  public PayloadSetOp(PayloadOp.Base base, int offset, int lengthBytes, int sreg, Fixup fixup) {
    this.base = base;
    this.offset = offset;
    this.lengthBytes = lengthBytes;
    this.sreg = Registers.checked(sreg, lengthBytes);
    this.fixup = fixup;
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    Packet packet = context.packet();
    int origin = origin(packet);
    int start = origin + offset;
    if (origin < 0
        || !isWritable(packet)
        || !packet.isLoadable(start, lengthBytes)
        || !packet.makeWritable()) {
      registers.verdict = Verdicts.BREAK;
      return;
    }
    packet.markRewritten();
    if ((fixup.type == Fixup.INTERNET || fixup.flags != 0)
        && !fixInternet(packet, origin, start, registers.words)) {
      registers.verdict = Verdicts.BREAK;
      return;
    }
    store(packet.address() + start, registers.words);
    if (fixup.type == Fixup.SCTP
        && packet.hasTransport()
        && packet.l4protocol() == SCTP
        && packet.fragmentOffset() == 0
        && !fixSctp(packet)) {
      registers.verdict = Verdicts.BREAK;
    }
  }

  /** Where the header begins, from the frame's start, or -1 if there is none. */
  @HotPath
  private int origin(Packet packet) {
    return switch (base) {
      case NETWORK -> packet.networkOffset();
      case INNER -> InnerHeader.offset(packet);
      case TRANSPORT ->
          packet.hasTransport() && packet.fragmentOffset() == 0
              ? packet.networkOffset() + packet.transportOffset()
              : -1;
      case LINK -> {
        if (!packet.hasLinkHeader()) {
          yield -1;
        }
        yield offset < TAG_OFFSET ? 0 : packet.hiddenTags() * TAG_BYTES;
      }
    };
  }

  /** Whether a write to the link header leaves a VLAN tag whole. */
  @HotPath
  private boolean isWritable(Packet packet) {
    if (base != PayloadOp.Base.LINK
        || packet.vlanTags() == packet.hiddenTags()
        || offset + lengthBytes <= TAG_OFFSET
        || offset >= TAG_END) {
      return true;
    }
    return offset == TAG_OFFSET
        ? lengthBytes == 2 || lengthBytes == TAG_BYTES
        : offset == TAG_CONTROL_OFFSET && lengthBytes == 2;
  }

  @HotPath
  private boolean fixInternet(Packet packet, int origin, int start, int[] words) {
    int before = Checksums.sum(packet.address() + start, lengthBytes);
    long difference = (~before & 0xffffffffL) + sum(words);
    if (fixup.type == Fixup.INTERNET) {
      int at = origin + fixup.offset;
      if (!packet.isLoadable(at, 2)) {
        return false;
      }
      replace(packet.address() + at, difference);
    }
    if (fixup.flags == 0) {
      return true;
    }
    int at = transportChecksum(packet);
    if (at < 0) {
      return true;
    }
    if (!packet.isLoadable(at, 2)) {
      return false;
    }
    replace(packet.address() + at, difference);
    return true;
  }

  /** Where the transport's checksum is, from the frame's start, -1 where none follows. */
  @HotPath
  private static int transportChecksum(Packet packet) {
    if (!packet.hasTransport() || packet.fragmentOffset() != 0) {
      return -1;
    }
    int header = packet.networkOffset() + packet.transportOffset();
    return switch (packet.l4protocol()) {
      case TCP -> header + TCP_CHECKSUM;
      case UDP -> {
        boolean has =
            packet.isLoadable(header, UDP_LENGTH) && packet.u16(header + UDP_CHECKSUM) != 0;
        yield has ? header + UDP_CHECKSUM : -1;
      }
      case UDPLITE -> header + UDP_CHECKSUM;
      case ICMPV6 -> header + ICMPV6_CHECKSUM;
      default -> -1;
    };
  }

  /** The sum of the register's bytes, as of bytes at an even offset. */
  @HotPath
  private long sum(int[] words) {
    long sum = 0;
    int whole = lengthBytes >> 2;
    for (int i = 0; i < whole; i++) {
      sum += words[sreg + i] & 0xffffffffL;
    }
    int rest = lengthBytes & 3;
    if (rest != 0) {
      sum += words[sreg + whole] & 0xffffffffL & (-1L << (8 * (4 - rest)));
    }
    return sum;
  }

  @HotPath
  private static void replace(long at, long difference) {
    int folded = Checksums.fold((~PacketMemory.u16(at) & 0xffffffffL) + difference);
    int checksum = ~folded & 0xffff;
    PacketMemory.putU16(at, checksum == 0 ? 0xffff : checksum);
  }

  @HotPath
  private void store(long to, int[] words) {
    int whole = lengthBytes >> 2;
    for (int i = 0; i < whole; i++) {
      PacketMemory.putI32(to + 4L * i, words[sreg + i]);
    }
    for (int i = 4 * whole; i < lengthBytes; i++) {
      PacketMemory.putU8(to + i, words[sreg + whole] >>> (24 - 8 * (i & 3)));
    }
  }

  @HotPath
  private static boolean fixSctp(Packet packet) {
    int header = packet.networkOffset() + packet.transportOffset();
    int length = packet.capturedEnd() - header;
    if (!packet.isLoadable(header, SCTP_LENGTH)) {
      return false;
    }
    int checksum = TransportChecksums.sctp(packet, header, length);
    PacketMemory.putI32(packet.address() + header + SCTP_CHECKSUM, checksum);
    return true;
  }

  @Override
  public int reads() {
    return Registers.mask(sreg, lengthBytes);
  }

  @Override
  public String dump() {
    return "[ payload write reg "
        + Registers.number(sreg)
        + " => "
        + lengthBytes
        + "b @ "
        + base.word()
        + " header + "
        + offset
        + " csum_type "
        + fixup.type
        + " csum_off "
        + fixup.offset
        + " csum_flags 0x"
        + fixup.flags
        + " ]";
  }
}
