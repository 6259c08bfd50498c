package dev.weir.core.reject;

import dev.weir.core.packet.Ip4;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketMemory;

/**
 * The options of a rejected IPv4 packet that its ICMP error takes along: record route, then
 * timestamp, each with this host's entry where there is room.
 *
 * <p><i>Meaning:</i> the packet's options are valid and hold what the stack wrote on the way in.
 *
 * <p>Source: net/ipv4/ip_options.c (__ip_options_echo, ip_options_build); RFC 791 §3.1.
 */
final class EchoedOptions {
  private static final int END = 0;
  private static final int NO_OPERATION = 1;
  private static final int RECORD_ROUTE = 7;
  private static final int TIMESTAMP = 68;
  private static final int TIME_ONLY = 0;
  private static final int TIME_AND_ADDRESS = 1;
  private static final int MILLIS_PER_DAY = 86_400_000;

  private final long start;

  EchoedOptions(long address) {
    start = address;
  }

  /** Writes them; their length with padding, -1 if the kernel would give up. */
  int echo(Packet rejected, int ownAddress) {
    int header = rejected.networkOffset();
    int end = header + 4 * (rejected.u8(header) & 0xf);
    int length = 0;
    int route = find(rejected, RECORD_ROUTE, end);
    if (route > 0) {
      length = recordRoute(rejected, route, ownAddress);
    }
    int timestamp = find(rejected, TIMESTAMP, end);
    if (timestamp > 0 && length >= 0) {
      length = timestamp(rejected, timestamp, length, ownAddress);
    }
    while (length > 0 && (length & 3) != 0) {
      PacketMemory.putU8(start + length++, END);
    }
    return length;
  }

  private static int find(Packet packet, int wanted, int end) {
    int at = packet.networkOffset() + Ip4.MIN_LENGTH;
    while (at < end && packet.u8(at) != END) {
      int type = packet.u8(at);
      if (type == wanted) {
        return at;
      }
      at += type == NO_OPERATION ? 1 : Math.max(2, packet.u8(at + 1));
    }
    return -1;
  }

  private int recordRoute(Packet packet, int at, int ownAddress) {
    int length = copy(packet, at, 0);
    int pointer = packet.u8(at + 2);
    if (pointer <= length) {
      if (pointer + 3 > length) {
        return -1;
      }
      putI32(start + pointer - 1, ownAddress);
      PacketMemory.putU8(start + 2, pointer + 4);
    }
    return length;
  }

  private int timestamp(Packet packet, int at, int before, int ownAddress) {
    int length = copy(packet, at, before);
    int pointer = packet.u8(at + 2);
    int kind = packet.u8(at + 3) & 0xf;
    boolean address = kind == TIME_AND_ADDRESS;
    if (pointer <= length && (address || kind == TIME_ONLY)) {
      int needed = address ? 8 : 4;
      if (pointer + needed - 1 > length) {
        return -1;
      }
      long entry = start + before + pointer - 1;
      if (address) {
        putI32(entry, ownAddress);
      }
      long millis = Math.floorMod(packet.nowNanos() / 1_000_000, (long) MILLIS_PER_DAY);
      putI32(entry + needed - 4, (int) millis);
      PacketMemory.putU8(start + before + 2, pointer + needed);
    }
    return before + length;
  }

  private int copy(Packet packet, int at, int to) {
    int length = packet.u8(at + 1);
    PacketMemory.copy(packet.address() + at, start + to, length);
    return length;
  }

  private static void putI32(long at, int value) {
    PacketMemory.putU16(at, value >>> 16);
    PacketMemory.putU16(at + 2, value & 0xffff);
  }
}
