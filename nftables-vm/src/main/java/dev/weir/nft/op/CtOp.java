package dev.weir.nft.op;

import dev.weir.core.conntrack.Conntrack;
import dev.weir.core.packet.ConntrackRef;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.vm.CtKey;
import dev.weir.nft.vm.CtKey.Direction;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;

/**
 * Loads what is known of the packet's connection: {@code [ ct load state => reg 1 ]}.
 *
 * <p><i>Meaning.</i> {@code state} always has a value: invalid where there is no connection,
 * untracked behind {@code notrack}, new behind {@code ct zone set} before tracking. Every other key
 * BREAKs without a connection. {@code ip saddr} BREAKs for an IPv6 connection and the other way
 * round; {@code helper} BREAKs always, because weir has no helpers.
 *
 * <p>Source: net/netfilter/nft_ct.c (nft_ct_get_eval).
 */
public final class CtOp extends Op {
  private static final int STATE_INVALID = 1;
  private static final int STATE_NEW = 8;
  private static final int STATE_UNTRACKED = 1 << 6;

  /** IP_CT_IS_REPLY: relations behind it are those before it, of the other direction. */
  private static final int IS_REPLY = 3;

  private static final int LABEL_WORDS = 4;

  private final CtKey key;
  private final Direction direction;
  private final int lengthBytes;
  private final int dreg;

  /**
   * Loads a {@linkplain CtKey#isReadable readable} key to word {@code dreg}.
   *
   * @param lengthBytes bytes that the program reads of it
   */
  public CtOp(CtKey key, Direction direction, int lengthBytes, int dreg) {
    if (!key.isReadable() || (key.needsDirection() && direction == Direction.BOTH)) {
      throw new IllegalStateException("ct " + key.listingName() + " cannot be loaded");
    }
    this.key = key;
    this.direction = direction;
    this.lengthBytes = lengthBytes;
    this.dreg = Registers.checked(dreg, lengthBytes);
  }

  public CtKey key() {
    return key;
  }

  @Override
  public boolean needsConntrack() {
    return true;
  }

  @Override
  public boolean needsAccounting() {
    return key.needsAccounting();
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    ConntrackRef ref = context.packet().conntrack();
    if (key == CtKey.STATE) {
      registers.storeHost32(dreg, state(ref));
    } else if (ref.isAttached()) {
      load(registers, context, ref);
    } else {
      registers.verdict = Verdicts.BREAK;
    }
  }

  private static int state(ConntrackRef ref) {
    if (ref.isAttached()) {
      return 1 << (ref.info() % IS_REPLY + 1);
    }
    if (ref.isUntracked()) {
      return STATE_UNTRACKED;
    }
    return ref.hasZoneTemplate() ? STATE_NEW : STATE_INVALID;
  }

  private void load(Registers registers, VmContext context, ConntrackRef ref) {
    Conntrack table = context.conntrack();
    int entry = ref.entry();
    switch (key) {
      case DIRECTION -> registers.storeByte(dreg, ref.isReply() ? 1 : 0);
      case STATUS -> registers.storeHost32(dreg, table.status(entry));
      case MARK -> registers.storeHost32(dreg, table.mark(entry));
      case EXPIRATION ->
          registers.storeHost32(dreg, table.expirationMillis(entry, context.packet().nowNanos()));
      case L3PROTO -> registers.storeByte(dreg, table.nfproto(entry));
      case PROTOCOL -> registers.storeByte(dreg, table.protocol(entry));
      case ZONE -> registers.storeHost16(dreg, zone(table, entry));
      case SECMARK -> registers.storeHost32(dreg, table.securityMark(entry));
      case LABEL -> {
        for (int word = 0; word < LABEL_WORDS; word++) {
          registers.storeHost32(dreg + word, table.labelWord(entry, word));
        }
      }
      case ID -> registers.words[dreg] = table.id(entry);
      case PACKETS -> storeHost64(registers.words, packets(table, entry));
      case BYTES -> storeHost64(registers.words, bytes(table, entry));
      case AVGPKT -> {
        long packets = packets(table, entry);
        storeHost64(
            registers.words, packets == 0 ? 0 : Long.divideUnsigned(bytes(table, entry), packets));
      }
      case PROTO_SRC -> registers.storeNetwork16(dreg, port(table, entry, Conntrack.SOURCE));
      case PROTO_DST -> registers.storeNetwork16(dreg, port(table, entry, Conntrack.DESTINATION));
      case SRC -> address(registers, table, entry, Conntrack.SOURCE, table.nfproto(entry));
      case DST -> address(registers, table, entry, Conntrack.DESTINATION, table.nfproto(entry));
      case SRC_IP -> address(registers, table, entry, Conntrack.SOURCE, Packet.NFPROTO_IPV4);
      case DST_IP -> address(registers, table, entry, Conntrack.DESTINATION, Packet.NFPROTO_IPV4);
      case SRC_IP6 -> address(registers, table, entry, Conntrack.SOURCE, Packet.NFPROTO_IPV6);
      case DST_IP6 -> address(registers, table, entry, Conntrack.DESTINATION, Packet.NFPROTO_IPV6);
      default -> registers.verdict = Verdicts.BREAK; // helper: no connection has one
    }
  }

  private int zone(Conntrack table, int entry) {
    return direction == Direction.BOTH ? table.zone(entry) : table.zone(entry, tupleDirection());
  }

  private int tupleDirection() {
    return direction == Direction.REPLY ? Conntrack.REPLY : Conntrack.ORIGINAL;
  }

  private int port(Conntrack table, int entry, int side) {
    return table.port(entry, tupleDirection(), side);
  }

  /** Stores an address of {@code nfproto}; BREAKs where the connection is of the other protocol. */
  private void address(Registers registers, Conntrack table, int entry, int side, int nfproto) {
    if (table.nfproto(entry) != nfproto) {
      registers.verdict = Verdicts.BREAK;
      return;
    }
    int words = nfproto == Packet.NFPROTO_IPV4 ? 1 : 4;
    // KERNEL: "saddr" without "ip" stores as much as the connection has, read or not
    for (int i = 0; i < words && dreg + i < Registers.WORDS; i++) {
      registers.words[dreg + i] = table.addressWord(entry, tupleDirection(), side, i);
    }
  }

  private long packets(Conntrack table, int entry) {
    return direction == Direction.BOTH
        ? table.packets(entry, Conntrack.ORIGINAL) + table.packets(entry, Conntrack.REPLY)
        : table.packets(entry, tupleDirection());
  }

  private long bytes(Conntrack table, int entry) {
    return direction == Direction.BOTH
        ? table.bytes(entry, Conntrack.ORIGINAL) + table.bytes(entry, Conntrack.REPLY)
        : table.bytes(entry, tupleDirection());
  }

  private void storeHost64(int[] words, long value) {
    words[dreg] = Integer.reverseBytes((int) value);
    words[dreg + 1] = Integer.reverseBytes((int) (value >>> 32));
  }

  @Override
  public int writes() {
    return Registers.mask(dreg, lengthBytes);
  }

  @Override
  public String dump() {
    String dir = direction == Direction.BOTH ? "" : " , dir " + direction.word();
    return "[ ct load " + key.listingName() + " => reg " + Registers.number(dreg) + dir + " ]";
  }
}
