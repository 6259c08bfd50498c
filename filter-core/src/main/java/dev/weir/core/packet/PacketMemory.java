package dev.weir.core.packet;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Big-endian loads at raw native addresses, all through one constant segment.
 *
 * <p>Example: {@code PacketMemory.u16(packet.address() + 12)} is the EtherType.
 *
 * <p><i>Meaning:</i> no bounds are checked: callers have compared offset and length with the
 * packet's captured length. With {@code -Dweir.checked=true} ({@link #CHECKED}) a load must also
 * lie inside a range the thread has registered with {@link #allow}, else it throws {@link
 * IllegalStateException}: a bug of ours, found by a test.
 *
 * <p>Source: DESIGN decision 2; ADR "one address space".
 */
public final class PacketMemory {
  /** Additional checks of every load against the ranges registered by this thread. */
  public static final boolean CHECKED = Boolean.getBoolean("weir.checked");

  private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  /** By owner, whose identity counts, and as long as there is such an owner. */
  private static final ThreadLocal<Map<Object, long[]>> RANGES =
      ThreadLocal.withInitial(WeakHashMap::new);

  private PacketMemory() {}

  /** One byte as 0..255. */
  @HotPath
  public static int u8(long address) {
    if (CHECKED) {
      check(address, 1);
    }
    return ALL.get(ValueLayout.JAVA_BYTE, address) & 0xff;
  }

  /** Two bytes, network order, as 0..65535. */
  @HotPath
  public static int u16(long address) {
    if (CHECKED) {
      check(address, 2);
    }
    return ALL.get(SHORT, address) & 0xffff;
  }

  /** Four bytes, network order. */
  @HotPath
  public static int i32(long address) {
    if (CHECKED) {
      check(address, 4);
    }
    return ALL.get(INT, address);
  }

  /** Eight bytes, network order. */
  @HotPath
  public static long i64(long address) {
    if (CHECKED) {
      check(address, 8);
    }
    return ALL.get(LONG, address);
  }

  /** Stores one byte. Only into memory the caller owns: captures are mapped read-only. */
  @HotPath
  public static void putU8(long address, int value) {
    if (CHECKED) {
      check(address, 1);
    }
    ALL.set(ValueLayout.JAVA_BYTE, address, (byte) value);
  }

  /** Stores two bytes in network order. Only into memory the caller owns. */
  @HotPath
  public static void putU16(long address, int value) {
    if (CHECKED) {
      check(address, 2);
    }
    ALL.set(SHORT, address, (short) value);
  }

  /** Stores four bytes in network order. Only into memory the caller owns. */
  @HotPath
  public static void putI32(long address, int value) {
    if (CHECKED) {
      check(address, 4);
    }
    ALL.set(INT, address, value);
  }

  /** Stores eight bytes in network order. Only into memory the caller owns. */
  @HotPath
  public static void putI64(long address, long value) {
    if (CHECKED) {
      check(address, 8);
    }
    ALL.set(LONG, address, value);
  }

  /** Copies native bytes to native bytes; the ranges may overlap. */
  @HotPath
  public static void copy(long from, long to, int length) {
    if (CHECKED) {
      check(from, length);
      check(to, length);
    }
    MemorySegment.copy(ALL, from, ALL, to, length);
  }

  /** Copies heap bytes to native memory. */
  public static void copyIn(byte[] from, int fromOffset, long to, int length) {
    if (CHECKED) {
      check(to, length);
    }
    MemorySegment.copy(from, fromOffset, ALL, ValueLayout.JAVA_BYTE, to, length);
  }

  /** Copies native bytes to a heap array. */
  public static void copyOut(long from, byte[] to, int toOffset, int length) {
    if (CHECKED) {
      check(from, length);
    }
    MemorySegment.copy(ALL, ValueLayout.JAVA_BYTE, from, to, toOffset, length);
  }

  /** Address of {@code length} fresh zeroed bytes that live as long as the arena. */
  public static long allocate(Arena arena, long length) {
    return arena.allocate(length, 8).address();
  }

  /**
   * Registers the one range {@code owner} may touch on this thread, replacing its former one. Does
   * nothing unless {@link #CHECKED}.
   */
  public static void allow(Object owner, long address, long length) {
    if (CHECKED) {
      RANGES.get().put(owner, new long[] {address, address + length});
    }
  }

  /** Withdraws what {@link #allow} registered for this owner. */
  public static void forbid(Object owner) {
    if (CHECKED) {
      RANGES.get().remove(owner);
    }
  }

  /**
   * Withdraws every range of this thread that touches memory which is about to be given back, the
   * ranges of packets that are shown nowhere any more among them. Does nothing unless {@link
   * #CHECKED}.
   */
  static void forbidAll(long address, long length) {
    if (CHECKED) {
      RANGES.get().values().removeIf(range -> range[0] < address + length && range[1] > address);
    }
  }

  private static void check(long address, long length) {
    if (length == 0) {
      return;
    }
    for (long[] range : RANGES.get().values()) {
      if (address >= range[0] && address + length <= range[1]) {
        return;
      }
    }
    throw new IllegalStateException(
        "access of " + length + " bytes at 0x" + Long.toHexString(address) + " outside packets");
  }
}
