package dev.weir.core.conntrack;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.RecordMemory;

/**
 * What few connections have: labels, a security mark and, with accounting, counters.
 *
 * <pre>
 * 0 labels     16 packets[0] bytes[0] packets[1] bytes[1]     48 security mark
 * </pre>
 *
 * <p><i>Meaning:</i> by entry number. There is no memory until something is written, and reading is
 * 0 before.
 *
 * <p>Source: include/net/netfilter/nf_conntrack_labels.h, nf_conntrack_acct.h.
 */
final class ConnExtensions implements AutoCloseable {
  private static final int BYTES = 64;
  private static final int COUNTERS = 16;
  private static final int SECURITY_MARK = 48;
  private static final int DIRECTION_BYTES = 16;

  private final RecordMemory records = new RecordMemory(BYTES);

  /** Forgets what a former connection had; does nothing where none had anything. */
  @HotPath
  void clear(int entry) {
    if (entry >= records.capacity()) {
      return;
    }
    long at = records.address(entry);
    for (int offset = 0; offset < BYTES; offset += 8) {
      RecordMemory.putI64(at + offset, 0);
    }
  }

  @HotPath
  private long writable(int entry) {
    while (entry >= records.capacity()) {
      records.grow();
    }
    return records.address(entry);
  }

  /** Word 0-3 of the labels, word 0 holding bits 0-31. */
  @HotPath
  int labelWord(int entry, int word) {
    return entry < records.capacity() ? RecordMemory.i32(records.address(entry) + 4L * word) : 0;
  }

  @HotPath
  void setLabelWord(int entry, int word, int value) {
    RecordMemory.putI32(writable(entry) + 4L * word, value);
  }

  @HotPath
  int securityMark(int entry) {
    return entry < records.capacity()
        ? RecordMemory.i32(records.address(entry) + SECURITY_MARK)
        : 0;
  }

  @HotPath
  void setSecurityMark(int entry, int value) {
    RecordMemory.putI32(writable(entry) + SECURITY_MARK, value);
  }

  @HotPath
  long packets(int entry, int direction) {
    return counter(entry, COUNTERS + DIRECTION_BYTES * direction);
  }

  @HotPath
  long bytes(int entry, int direction) {
    return counter(entry, COUNTERS + DIRECTION_BYTES * direction + 8);
  }

  @HotPath
  private long counter(int entry, int offset) {
    return entry < records.capacity() ? RecordMemory.i64(records.address(entry) + offset) : 0;
  }

  @HotPath
  void count(int entry, int direction, int length) {
    long at = writable(entry) + COUNTERS + (long) DIRECTION_BYTES * direction;
    RecordMemory.putI64(at, RecordMemory.i64(at) + 1);
    RecordMemory.putI64(at + 8, RecordMemory.i64(at + 8) + length);
  }

  @Override
  public void close() {
    records.close();
  }
}
