package dev.weir.core.path;

import dev.weir.core.packet.Checksums;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Ip4;
import dev.weir.core.packet.PacketMemory;

/**
 * What the receiving stack does with IPv4 options: validate them, and write into them.
 *
 * <p><i>Meaning:</i> between prerouting and input or forward a record-route or timestamp option is
 * filled in (pointer moved on, address of this host, time) and everything behind an end-of-options
 * byte is zeroed, without a new checksum; between forward and postrouting the checksum is made good
 * again. The address is the destination of a packet for this host; else this host's own address is
 * not known and 0.0.0.0 is written, as the kernel does on a device without addresses.
 *
 * <p>Source: net/ipv4/ip_options.c (__ip_options_compile, ip_forward_options).
 */
final class Ip4Options {
  /** The options are malformed or ask for source routing: the packet is dropped. */
  static final int BAD = 0;

  /** Nothing to write. */
  static final int GOOD = 1;

  /** Something was (or, read-only, would be) written. */
  static final int CHANGED = 2;

  private static final int END = 0;
  private static final int NO_OPERATION = 1;
  private static final int RECORD_ROUTE = 7;
  private static final int TIMESTAMP = 68;
  private static final int LOOSE_SOURCE_ROUTE = 131;
  private static final int CIPSO = 134;
  private static final int STRICT_SOURCE_ROUTE = 137;
  private static final int ROUTER_ALERT = 148;

  private static final int TIME_ONLY = 0;
  private static final int TIME_AND_ADDRESS = 1;
  private static final int TIME_OF_PRESPECIFIED = 3;
  private static final int MAX_OVERFLOW = 15;
  private static final int MILLIS_PER_DAY = 86_400_000;

  private Ip4Options() {}

  /**
   * Validates the options of the header at {@code header}, which is all there.
   *
   * @param write whether to write as well: only into memory of our own
   * @param address what to record as this host's address
   */
  @HotPath
  static int receive(long header, int headerLength, boolean write, long timeNanos, int address) {
    int at = Ip4.MIN_LENGTH;
    int result = GOOD;
    int seen = 0;
    while (at < headerLength) {
      int type = PacketMemory.u8(header + at);
      if (type == END) {
        return Math.max(result, end(header, at + 1, headerLength, write));
      }
      if (type == NO_OPERATION) {
        at++;
        continue;
      }
      int left = headerLength - at;
      if (left < 2) {
        return BAD;
      }
      int length = PacketMemory.u8(header + at + 1);
      if (length < 2 || length > left) {
        return BAD;
      }
      boolean again = (seen & bit(type)) != 0;
      int one = again ? BAD : one(header + at, type, length, write, timeNanos, address);
      if (one == BAD) {
        return BAD;
      }
      seen |= bit(type);
      result = Math.max(result, one);
      at += length;
    }
    return result;
  }

  /** Options that may stand only once. */
  private static int bit(int type) {
    return switch (type) {
      case RECORD_ROUTE -> 1;
      case TIMESTAMP -> 2;
      default -> 0;
    };
  }

  private static int one(
      long option, int type, int length, boolean write, long timeNanos, int address) {
    return switch (type) {
      // Valid or not: accept_source_route is off, and no CIPSO domain is known.
      case LOOSE_SOURCE_ROUTE, STRICT_SOURCE_ROUTE, CIPSO -> BAD;
      case RECORD_ROUTE -> recordRoute(option, length, write, address);
      case TIMESTAMP -> timestamp(option, length, write, timeNanos, address);
      case ROUTER_ALERT -> length < 4 ? BAD : GOOD;
      default -> GOOD;
    };
  }

  private static int end(long header, int from, int to, boolean write) {
    int result = GOOD;
    for (int at = from; at < to; at++) {
      if (PacketMemory.u8(header + at) != END) {
        result = CHANGED;
        if (write) {
          PacketMemory.putU8(header + at, END);
        }
      }
    }
    return result;
  }

  private static int recordRoute(long option, int length, boolean write, int address) {
    if (length < 3) {
      return BAD;
    }
    int pointer = PacketMemory.u8(option + 2);
    if (pointer < 4) {
      return BAD;
    }
    if (pointer > length) {
      return GOOD;
    }
    if (pointer + 3 > length) {
      return BAD;
    }
    if (write) {
      putAddress(option + pointer - 1, address);
      PacketMemory.putU8(option + 2, pointer + 4);
    }
    return CHANGED;
  }

  private static int timestamp(
      long option, int length, boolean write, long timeNanos, int address) {
    if (length < 4) {
      return BAD;
    }
    int pointer = PacketMemory.u8(option + 2);
    int flags = PacketMemory.u8(option + 3);
    int kind = flags & 0xf;
    if (pointer < 5) {
      return BAD;
    }
    if (pointer > length) {
      return overflow(option, flags, kind, write);
    }
    if (pointer + 3 > length) {
      return BAD;
    }
    if (kind == TIME_ONLY) {
      if (write) {
        putTime(option + pointer - 1, timeNanos);
        PacketMemory.putU8(option + 2, pointer + 4);
      }
      return CHANGED;
    }
    if (kind != TIME_AND_ADDRESS && kind != TIME_OF_PRESPECIFIED) {
      return GOOD;
    }
    if (pointer + 7 > length) {
      return BAD;
    }
    // A prespecified address that is not ours (unknown here) is left alone.
    if (kind == TIME_OF_PRESPECIFIED) {
      return GOOD;
    }
    if (write) {
      putAddress(option + pointer - 1, address);
      putTime(option + pointer + 3, timeNanos);
      PacketMemory.putU8(option + 2, pointer + 8);
    }
    return CHANGED;
  }

  private static int overflow(long option, int flags, int kind, boolean write) {
    if (kind == TIME_OF_PRESPECIFIED) {
      return GOOD;
    }
    int count = flags >> 4;
    if (count == MAX_OVERFLOW) {
      return BAD;
    }
    if (write) {
      PacketMemory.putU8(option + 3, (count + 1) << 4 | kind);
    }
    return CHANGED;
  }

  private static void putAddress(long at, int address) {
    PacketMemory.putU16(at, address >>> 16);
    PacketMemory.putU16(at + 2, address & 0xffff);
  }

  private static void putTime(long at, long timeNanos) {
    int millis = (int) Math.floorMod(timeNanos / 1_000_000, (long) MILLIS_PER_DAY);
    PacketMemory.putU16(at, millis >>> 16);
    PacketMemory.putU16(at + 2, millis & 0xffff);
  }

  /** Gives a header of our own a good checksum. */
  @HotPath
  static void sum(long header, int headerLength) {
    PacketMemory.putU16(header + Ip4.CHECKSUM, 0);
    int checksum = Checksums.internet(header, headerLength);
    PacketMemory.putU16(header + Ip4.CHECKSUM, checksum);
  }
}
