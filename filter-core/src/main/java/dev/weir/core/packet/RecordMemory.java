package dev.weir.core.packet;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * Fixed-size records in native memory, grown piece by piece: for tables that must neither burden
 * the garbage collector nor be copied when they grow.
 *
 * <p>Example: {@code long at = records.address(record); RecordMemory.putI32(at + 8, value);}
 *
 * <p><i>Meaning:</i> fresh records are zero; one whose size is a power of two crosses no cache line
 * without need. Words are in the machine's byte order. An address stays valid until {@link
 * #close()}, when the memory is given back; the address space is when nothing refers to this
 * object. A piece is {@link NativePages#PIECE_BYTES} of address space, of which only what is
 * touched is memory; all but the first {@value #SMALL_PIECES} ask for huge pages. No bounds are
 * checked but, with {@link PacketMemory#CHECKED}, the record number.
 *
 * <p>Source: DESIGN decision 2 (foreign memory only here).
 */
public final class RecordMemory implements AutoCloseable {
  private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
  private static final int SMALL_PIECES = 1;

  private final Arena arena = Arena.ofAuto();
  private final int recordBytes;
  private final int pieceShift;
  private final int pieceMask;
  private long[] pieces = new long[8];
  private int pieceCount;

  /**
   * No records yet.
   *
   * @param recordBytes size of a record, a multiple of 4
   */
  public RecordMemory(int recordBytes) {
    this.recordBytes = recordBytes;
    this.pieceShift = 31 - Integer.numberOfLeadingZeros(NativePages.PIECE_BYTES / recordBytes);
    this.pieceMask = (1 << pieceShift) - 1;
  }

  /** Records there are. */
  @HotPath
  public int capacity() {
    return pieceCount << pieceShift;
  }

  /** Adds a piece of zero records. */
  public void grow() {
    if (pieceCount == pieces.length) {
      pieces = Arrays.copyOf(pieces, pieceCount * 2);
    }
    pieces[pieceCount] = NativePages.allocate(arena, pieceCount >= SMALL_PIECES);
    pieceCount++;
  }

  /** Address of a record below {@link #capacity()}. */
  @HotPath
  public long address(int record) {
    if (PacketMemory.CHECKED && (record < 0 || record >= capacity())) {
      throw new IllegalStateException("record " + record + " of " + capacity());
    }
    return pieces[record >>> pieceShift] + (long) (record & pieceMask) * recordBytes;
  }

  /** One byte as 0..255. */
  @HotPath
  public static int u8(long address) {
    return ALL.get(ValueLayout.JAVA_BYTE, address) & 0xff;
  }

  /** Stores one byte. */
  @HotPath
  public static void putU8(long address, int value) {
    ALL.set(ValueLayout.JAVA_BYTE, address, (byte) value);
  }

  /** Four bytes. */
  @HotPath
  public static int i32(long address) {
    return ALL.get(ValueLayout.JAVA_INT_UNALIGNED, address);
  }

  /** Stores four bytes. */
  @HotPath
  public static void putI32(long address, int value) {
    ALL.set(ValueLayout.JAVA_INT_UNALIGNED, address, value);
  }

  /** Eight bytes. */
  @HotPath
  public static long i64(long address) {
    return ALL.get(ValueLayout.JAVA_LONG_UNALIGNED, address);
  }

  /** Stores eight bytes. */
  @HotPath
  public static void putI64(long address, long value) {
    ALL.set(ValueLayout.JAVA_LONG_UNALIGNED, address, value);
  }

  /** Forgets all records. */
  @Override
  public void close() {
    for (int i = 0; i < pieceCount; i++) {
      NativePages.discard(pieces[i]);
    }
    pieces = new long[8];
    pieceCount = 0;
  }
}
