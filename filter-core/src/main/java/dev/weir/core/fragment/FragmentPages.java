package dev.weir.core.fragment;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.PacketBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Native pages that hold the bytes of fragments until their datagram is whole.
 *
 * <p>Example: {@code int page = pages.take(); PacketMemory.copy(from, pages.address(page), 100);}
 *
 * <p><i>Meaning:</i> slabs are allocated as they are needed, never more than {@link #MAX_SLABS} (16
 * MB), and kept until {@link #close}. What the kernel lets one namespace hold needs less than half
 * of that.
 */
final class FragmentPages implements AutoCloseable {
  /** Bytes of one page. */
  static final int PAGE_LENGTH = 512;

  /** What {@link #take} gives when all are in use. */
  static final int NONE = -1;

  private static final int PAGES_PER_SLAB = 512;
  private static final int MAX_SLABS = 64;

  private final @Nullable PacketBuffer[] slabs = new @Nullable PacketBuffer[MAX_SLABS];
  private final long[] slabAddresses = new long[MAX_SLABS];
  private int slabCount;
  private int[] free = new int[0];
  private int freeCount;

  /** A page nobody uses, or {@link #NONE}. */
  @HotPath
  int take() {
    if (freeCount == 0 && !grow()) {
      return NONE;
    }
    return free[--freeCount];
  }

  private boolean grow() {
    if (slabCount == MAX_SLABS) {
      return false;
    }
    PacketBuffer slab = new PacketBuffer(PAGES_PER_SLAB * PAGE_LENGTH);
    slabs[slabCount] = slab;
    slabAddresses[slabCount] = slab.address();
    int first = slabCount * PAGES_PER_SLAB;
    slabCount++;
    free = Arrays.copyOf(free, slabCount * PAGES_PER_SLAB);
    for (int i = 0; i < PAGES_PER_SLAB; i++) {
      free[freeCount++] = first + PAGES_PER_SLAB - 1 - i;
    }
    return true;
  }

  /** Gives a page back. */
  @HotPath
  void release(int page) {
    free[freeCount++] = page;
  }

  /** Native address of the page's first byte. */
  @HotPath
  long address(int page) {
    return slabAddresses[page / PAGES_PER_SLAB] + (long) (page % PAGES_PER_SLAB) * PAGE_LENGTH;
  }

  /** Pages in use. */
  int used() {
    return slabCount * PAGES_PER_SLAB - freeCount;
  }

  @Override
  public void close() {
    for (int i = 0; i < slabCount; i++) {
      PacketBuffer slab = slabs[i];
      if (slab != null) {
        slab.close();
        slabs[i] = null;
      }
    }
    slabCount = 0;
    freeCount = 0;
  }
}
