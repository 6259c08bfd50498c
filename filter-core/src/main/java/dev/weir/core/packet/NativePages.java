package dev.weir.core.packet;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;

/**
 * Zeroed memory that costs nothing until it is touched, in huge pages where the kernel gives them.
 *
 * <p><i>Meaning:</i> on Linux a piece is mapped for itself, and taken back from the process when
 * its arena ends; where mapping is not possible or fails, it is the arena's own memory. One huge
 * page serves the translation of 512 small ones, and a random access to a large table then misses
 * one cache instead of two.
 *
 * <p>Source: mmap(2), madvise(2), Documentation/admin-guide/mm/transhuge.rst.
 */
final class NativePages {
  /** Size of a huge page, and of a piece of memory. */
  static final int PIECE_BYTES = 2 << 20;

  private static final int PROT_READ_WRITE = 3;
  private static final int MAP_PRIVATE_ANONYMOUS = 0x22;
  private static final int MADV_DONTNEED = 4;
  private static final int MADV_HUGEPAGE = 14;

  /** The system calls; a class of its own, since linking them takes a while. */
  private static final class Calls {
    private static final boolean PRESENT =
        System.getProperty("os.name", "").toLowerCase(Locale.ROOT).equals("linux")
            && lookup().find("mmap").isPresent()
            && lookup().find("madvise").isPresent();

    private static final MethodHandle MMAP =
        function(
            "mmap",
            FunctionDescriptor.of(
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_LONG));

    private static final MethodHandle MUNMAP =
        function(
            "munmap",
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));

    private static final MethodHandle MADVISE =
        function(
            "madvise",
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT));

    private static SymbolLookup lookup() {
      return Linker.nativeLinker().defaultLookup();
    }

    private static MethodHandle function(String name, FunctionDescriptor type) {
      // Absent symbols are never called: PRESENT says so.
      return Linker.nativeLinker()
          .downcallHandle(lookup().find(name).orElse(MemorySegment.ofAddress(1)), type);
    }
  }

  private NativePages() {}

  /**
   * Address of a piece of {@link #PIECE_BYTES} zero bytes, which lives as long as the arena.
   *
   * @param huge whether it is to be one huge page; only then is it aligned to one
   */
  static long allocate(Arena arena, boolean huge) {
    if (Calls.PRESENT) {
      long address = map(arena, huge);
      if (address != 0) {
        return address;
      }
    }
    return arena.allocate(PIECE_BYTES, Long.BYTES * 8L).address();
  }

  private static long map(Arena arena, boolean huge) {
    try {
      long bytes = huge ? 2L * PIECE_BYTES : PIECE_BYTES;
      long start =
          (long) Calls.MMAP.invokeExact(0L, bytes, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS, -1, 0L);
      if (start == -1) {
        return 0;
      }
      long address = start;
      if (huge) {
        address = (start + PIECE_BYTES - 1) & -PIECE_BYTES;
        unmap(start, address - start);
        unmap(address + PIECE_BYTES, start + PIECE_BYTES - address);
        advise(address, MADV_HUGEPAGE);
      }
      return MemorySegment.ofAddress(address)
          .reinterpret(PIECE_BYTES, arena, piece -> unmap(piece.address(), PIECE_BYTES))
          .address();
    } catch (Throwable failure) {
      throw new IllegalStateException("mmap", failure);
    }
  }

  /** Gives a piece's memory back at once; its addresses stay, and hold anything. */
  static void discard(long address) {
    if (Calls.PRESENT) {
      advise(address, MADV_DONTNEED);
    }
  }

  private static void advise(long address, int advice) {
    try {
      // Where the kernel does not follow it, nothing is wrong: it was but advice.
      int unused = (int) Calls.MADVISE.invokeExact(address, (long) PIECE_BYTES, advice);
    } catch (Throwable failure) {
      throw new IllegalStateException("madvise", failure);
    }
  }

  private static void unmap(long address, long bytes) {
    if (bytes == 0) {
      return;
    }
    try {
      int unused = (int) Calls.MUNMAP.invokeExact(address, bytes);
    } catch (Throwable failure) {
      throw new IllegalStateException("munmap", failure);
    }
  }
}
