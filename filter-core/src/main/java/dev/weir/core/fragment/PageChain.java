package dev.weir.core.fragment;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.PacketMemory;
import java.util.Arrays;

/**
 * Bytes spread over {@link FragmentPages}, with holes; a page is taken when the first byte of it
 * comes.
 *
 * <p>Example: {@code chain.write(1480, address, 8); chain.read(1480, elsewhere, 8);}
 */
final class PageChain {
  private static final int PAGE = FragmentPages.PAGE_LENGTH;

  private final FragmentPages store;
  private final int[] pages;

  /** Pages below this index may be in use. */
  private int used;

  /** An empty chain for this many bytes. */
  PageChain(FragmentPages store, int capacity) {
    this.store = store;
    pages = new int[(capacity + PAGE - 1) / PAGE];
    Arrays.fill(pages, FragmentPages.NONE);
  }

  /** Bytes the chain can hold. */
  int capacity() {
    return pages.length * PAGE;
  }

  /** Keeps native bytes at an offset; false if all pages are in use. */
  @HotPath
  boolean write(int offset, long from, int length) {
    int end = offset + length;
    for (int at = offset; at < end; ) {
      int page = at / PAGE;
      int part = Math.min(end, (page + 1) * PAGE) - at;
      if (pages[page] == FragmentPages.NONE) {
        pages[page] = store.take();
        if (pages[page] == FragmentPages.NONE) {
          return false;
        }
        used = Math.max(used, page + 1);
      }
      PacketMemory.copy(from + at - offset, store.address(pages[page]) + at % PAGE, part);
      at += part;
    }
    return true;
  }

  /** Copies bytes that were all written before. */
  @HotPath
  void read(int offset, long to, int length) {
    int end = offset + length;
    for (int at = offset; at < end; ) {
      int page = at / PAGE;
      int part = Math.min(end, (page + 1) * PAGE) - at;
      PacketMemory.copy(store.address(pages[page]) + at % PAGE, to + at - offset, part);
      at += part;
    }
  }

  /** Gives all pages back. */
  @HotPath
  void clear() {
    for (int i = 0; i < used; i++) {
      if (pages[i] != FragmentPages.NONE) {
        store.release(pages[i]);
        pages[i] = FragmentPages.NONE;
      }
    }
    used = 0;
  }
}
