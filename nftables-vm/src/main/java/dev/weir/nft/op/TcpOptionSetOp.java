package dev.weir.nft.op;

import dev.weir.core.packet.Checksums;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketMemory;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;

/**
 * Writes two or four bytes of a TCP option: {@code [ exthdr write tcpopt reg 1 => 2b @ 2 + 2 ]}.
 *
 * <p><i>Meaning.</i> BREAKs without a TCP header and where the option is too short; where there is
 * none the rule goes on. The checksum changes by the difference.
 *
 * <p>KERNEL: the maximum segment size (kind 2) is lowered only: where the new value is not less
 * than the old one nothing happens.
 *
 * <p>Source: net/netfilter/nft_exthdr.c (nft_exthdr_tcp_set_eval).
 */
public final class TcpOptionSetOp extends Op {
  private static final int SEGMENT_SIZE = 2;
  private static final int CHECKSUM = 16;

  private final int kind;
  private final int offset;
  private final int lengthBytes;
  private final int sreg;

  /** Writes {@code lengthBytes} (2 or 4) bytes from word {@code sreg}. */
  public TcpOptionSetOp(int kind, int offset, int lengthBytes, int sreg) {
    if (lengthBytes != 2 && lengthBytes != 4) {
      throw new IllegalStateException("cannot write " + lengthBytes + " bytes of a TCP option");
    }
    this.kind = kind;
    this.offset = offset;
    this.lengthBytes = lengthBytes;
    this.sreg = Registers.checked(sreg, lengthBytes);
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    Packet packet = context.packet();
    int length = TcpOptions.headerLength(packet);
    if (length < 0) {
      registers.verdict = Verdicts.BREAK;
      return;
    }
    int header = packet.networkOffset() + packet.transportOffset();
    int option = TcpOptions.first(packet, header, length, kind);
    if (option < 0) {
      return;
    }
    int optionLength = TcpOptions.optionLength(packet, header + option);
    if (option + optionLength > length
        || offset + lengthBytes > optionLength
        || !packet.makeWritable()) {
      registers.verdict = Verdicts.BREAK;
      return;
    }
    long at = packet.address() + header + option + offset;
    int value = registers.words[sreg];
    if (lengthBytes == 2) {
      write16(packet, at, value >>> 16);
    } else {
      write32(packet, at, value);
    }
  }

  @HotPath
  private void write16(Packet packet, long at, int value) {
    int old = PacketMemory.u16(at);
    if (old == value || (kind == SEGMENT_SIZE && old <= value)) {
      return;
    }
    PacketMemory.putU16(at, value);
    TcpOptions.replaceInChecksum(packet, CHECKSUM, (~old & 0xffffffffL) + value);
  }

  @HotPath
  private static void write32(Packet packet, long at, int value) {
    int old = PacketMemory.i32(at);
    if (old != value) {
      PacketMemory.putI32(at, value);
      long difference = (~old & 0xffffffffL) + (value & 0xffffffffL);
      TcpOptions.replaceInChecksum(packet, CHECKSUM, Checksums.fold(difference));
    }
  }

  @Override
  public int reads() {
    return Registers.mask(sreg, lengthBytes);
  }

  @Override
  public String dump() {
    return "[ exthdr write tcpopt reg "
        + Registers.number(sreg)
        + " => "
        + lengthBytes
        + "b @ "
        + kind
        + " + "
        + offset
        + " ]";
  }
}
