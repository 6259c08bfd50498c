package dev.weir.core.conntrack;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.RecordMemory;

/**
 * SCTP: the state machine over the chunks of a packet, and their verification tags.
 *
 * <p><i>Meaning:</i> a packet whose chunks cannot stand together, whose tag is wrong or which
 * nobody can send in the association's state is invalid; so is the first packet of an association
 * unless it is an INIT or something that could come from a second path. A heartbeat with another
 * tag is let through, and believed once the other side acknowledges it.
 *
 * <p>Source: net/netfilter/nf_conntrack_proto_sctp.c; RFC 9260 §8.4, §8.5.
 */
final class SctpTracker {
  static final int SCTP = 132;

  private static final int HEADER_LENGTH = 12;
  private static final int TAG = 4;
  private static final int CHUNK_HEADER_LENGTH = 4;
  private static final int INIT_HEADER_LENGTH = 16;
  private static final int T_FLAG = 1;

  /** In the record: a tag per direction, state, direction of a doubtful heartbeat. */
  private static final int TAGS = Conn.PROTOCOL;

  private static final int STATE = Conn.PROTOCOL + 8;
  private static final int LAST_DIRECTION = Conn.PROTOCOL + 9;
  private static final int HEARTBEAT_DOUBTED = Conn.PROTOCOL + 10;
  private static final int INITS = Conn.PROTOCOL + 11;

  /** Chunks that may come with a tag the association does not have. */
  private static final int FREE_OF_TAG =
      1 << SctpStates.INIT
          | 1 << SctpStates.SHUTDOWN_COMPLETE
          | 1 << SctpStates.COOKIE_ECHO
          | 1 << SctpStates.ABORT
          | 1 << SctpStates.SHUTDOWN_ACK
          | 1 << SctpStates.HEARTBEAT
          | 1 << SctpStates.HEARTBEAT_ACK;

  private static final int NEVER_FIRST =
      1 << SctpStates.ABORT | 1 << SctpStates.SHUTDOWN_COMPLETE | 1 << SctpStates.COOKIE_ACK;

  /** Bits of the chunk types below 32 in the packet. */
  private int chunks;

  private int tag;
  private boolean keepsTimeout;

  @HotPath
  static boolean isClosing(long at) {
    int state = RecordMemory.u8(at + STATE);
    return state >= SctpStates.SHUTDOWN_SENT && state <= SctpStates.SHUTDOWN_ACK_SENT;
  }

  static String stateName(long at) {
    return SctpStates.name(RecordMemory.u8(at + STATE));
  }

  @HotPath
  private static int tagOf(long at, int direction) {
    return RecordMemory.i32(at + TAGS + 4L * direction);
  }

  @HotPath
  private static void setTag(long at, int direction, int value) {
    RecordMemory.putI32(at + TAGS + 4L * direction, value);
  }

  @HotPath
  int packet(Tracking tracking) {
    Packet packet = tracking.packet;
    int offset = tracking.transportOffset;
    if (!packet.isLoadable(offset, HEADER_LENGTH)
        || (tracking.isChecksumDue()
            && !TransportChecksums.isGoodSctp(packet, offset, tracking.remaining()))
        || !areChunksSound(packet, offset)) {
      return Tracking.INVALID;
    }
    long at = tracking.at;
    tag = packet.i32(offset + TAG);
    if (!tracking.isConfirmed() && ((chunks & NEVER_FIRST) != 0 || !begin(packet, at, offset))) {
      return Tracking.INVALID;
    }
    int direction = tracking.direction();
    if ((chunks & FREE_OF_TAG) == 0 && tag != tagOf(at, direction)) {
      return Tracking.INVALID;
    }
    keepsTimeout = false;
    int state = walk(tracking, at, direction);
    if (state < 0) {
      return Tracking.INVALID;
    }
    if (!keepsTimeout) {
      tracking.refresh(SctpStates.timeoutNanos(state));
    }
    return Tracking.ACCEPT;
  }

  // ---- chunks ----

  /** Whether there is a chunk header at an offset. */
  @HotPath
  private static boolean hasChunk(Packet packet, int offset) {
    return packet.isLoadable(offset, CHUNK_HEADER_LENGTH);
  }

  @HotPath
  private static int nextChunk(Packet packet, int offset) {
    return offset + ((packet.u16(offset + 2) + 3) & ~3);
  }

  @HotPath
  private boolean areChunksSound(Packet packet, int offset) {
    chunks = 0;
    boolean alone = false;
    int count = 0;
    int chunk = offset + HEADER_LENGTH;
    for (; hasChunk(packet, chunk); chunk = nextChunk(packet, chunk)) {
      int type = packet.u8(chunk);
      alone |=
          type == SctpStates.INIT
              || type == SctpStates.INIT_ACK
              || type == SctpStates.SHUTDOWN_COMPLETE;
      boolean first = alone || type == SctpStates.COOKIE_ACK || type == SctpStates.COOKIE_ECHO;
      if ((first && count != 0) || packet.u16(chunk + 2) == 0) {
        return false;
      }
      if (type < Integer.SIZE) {
        chunks |= 1 << type;
      }
      count++;
    }
    return count > 0;
  }

  // ---- the first packet ----

  @HotPath
  private boolean begin(Packet packet, long at, int offset) {
    Conn.clearProtocol(at);
    int chunk = offset + HEADER_LENGTH;
    for (; hasChunk(packet, chunk); chunk = nextChunk(packet, chunk)) {
      int type = packet.u8(chunk);
      int state = SctpStates.next(Conntrack.ORIGINAL, SctpStates.NONE, type);
      if (state == SctpStates.NONE || state == SctpStates.INVALID) {
        return false;
      }
      if (type == SctpStates.INIT) {
        if (tag != 0 || !packet.isLoadable(chunk + CHUNK_HEADER_LENGTH, INIT_HEADER_LENGTH)) {
          return false;
        }
        setTag(at, Conntrack.REPLY, packet.i32(chunk + CHUNK_HEADER_LENGTH));
      } else if (type == SctpStates.HEARTBEAT) {
        setTag(at, Conntrack.ORIGINAL, tag);
      } else if (type == SctpStates.SHUTDOWN_ACK) {
        setTag(at, Conntrack.REPLY, tag);
      }
    }
    return true;
  }

  // ---- every packet ----

  /** The state after the last chunk, -1 if the packet is invalid. */
  @HotPath
  private int walk(Tracking tracking, long at, int direction) {
    Packet packet = tracking.packet;
    int state = SctpStates.NONE;
    int chunk = tracking.transportOffset + HEADER_LENGTH;
    for (; hasChunk(packet, chunk); chunk = nextChunk(packet, chunk)) {
      int type = packet.u8(chunk);
      if (type == SctpStates.HEARTBEAT || type == SctpStates.HEARTBEAT_ACK) {
        if (!isHeartbeatSound(at, direction, type)) {
          return -1;
        }
        if (type == SctpStates.HEARTBEAT && tag != tagOf(at, direction)) {
          continue;
        }
      } else if (!isTagSound(at, direction, type, packet.u8(chunk + 1))) {
        return -1;
      }
      int before = RecordMemory.u8(at + STATE);
      state = SctpStates.next(direction, before, type);
      if (state == SctpStates.INVALID) {
        return -1;
      }
      if ((type == SctpStates.INIT || type == SctpStates.INIT_ACK)
          && !takeTag(tracking, at, direction, chunk, before, state)) {
        return -1;
      }
      RecordMemory.putU8(at + STATE, state);
      if (before != state && state == SctpStates.ESTABLISHED) {
        Conn.set(at, ConntrackStatus.ASSURED);
      }
    }
    return state;
  }

  @HotPath
  private boolean isTagSound(long at, int direction, int type, int flags) {
    return switch (type) {
      case SctpStates.INIT -> tag == 0;
      case SctpStates.ABORT, SctpStates.SHUTDOWN_COMPLETE ->
          tag == tagOf(at, (flags & T_FLAG) == 0 ? direction : 1 - direction);
      case SctpStates.COOKIE_ECHO -> tag == tagOf(at, direction);
      case SctpStates.COOKIE_ACK -> {
        setInit(at, Conntrack.ORIGINAL, 0);
        setInit(at, Conntrack.REPLY, 0);
        yield true;
      }
      default -> true;
    };
  }

  @HotPath
  private boolean isHeartbeatSound(long at, int direction, int type) {
    boolean doubted = RecordMemory.u8(at + HEARTBEAT_DOUBTED) != 0;
    if (tagOf(at, direction) == 0) {
      setTag(at, direction, tag);
      return true;
    }
    if (tag == tagOf(at, direction)) {
      RecordMemory.putU8(at + HEARTBEAT_DOUBTED, 0);
      return true;
    }
    if ((chunks & (1 << SctpStates.DATA)) != 0 || keepsTimeout) {
      return false;
    }
    if (type == SctpStates.HEARTBEAT) {
      RecordMemory.putU8(at + HEARTBEAT_DOUBTED, 1);
      RecordMemory.putU8(at + LAST_DIRECTION, direction);
      keepsTimeout = true;
      return true;
    }
    if (!doubted || RecordMemory.u8(at + LAST_DIRECTION) == direction) {
      return false;
    }
    RecordMemory.putU8(at + HEARTBEAT_DOUBTED, 0);
    setTag(at, direction, tag);
    setTag(at, 1 - direction, 0);
    return true;
  }

  /**
   * Notes the tag that an INIT or INIT ACK asks the other side to use; an INIT ACK may not change
   * one that its own side's INIT of a collision, or no INIT at all, has set. An INIT that asks for
   * what is known already is no news.
   */
  @HotPath
  private boolean takeTag(
      Tracking tracking, long at, int direction, int chunk, int before, int state) {
    Packet packet = tracking.packet;
    if (!packet.isLoadable(chunk + CHUNK_HEADER_LENGTH, INIT_HEADER_LENGTH)) {
      return false;
    }
    int wanted = packet.i32(chunk + CHUNK_HEADER_LENGTH);
    boolean ownInit = hasInit(at, direction);
    boolean otherInit = hasInit(at, 1 - direction);
    if (packet.u8(chunk) == SctpStates.INIT) {
      if (before == SctpStates.NONE || wanted != tagOf(at, 1 - direction)) {
        if (ownInit && otherInit) {
          setInit(at, 1 - direction, 0);
        }
        setInit(at, direction, 1);
      }
      if (before == SctpStates.CLOSED && state == SctpStates.CLOSED && tracking.isConfirmed()) {
        keepsTimeout = true;
      }
    } else {
      int known = tagOf(at, 1 - direction);
      if (known != wanted && (otherInit ? ownInit : known != 0)) {
        return false;
      }
    }
    setTag(at, 1 - direction, wanted);
    return true;
  }

  /** Whether an INIT of a direction counts. */
  @HotPath
  private static boolean hasInit(long at, int direction) {
    return RecordMemory.u8(at + INITS + direction) != 0;
  }

  @HotPath
  private static void setInit(long at, int direction, int value) {
    RecordMemory.putU8(at + INITS + direction, value);
  }
}
