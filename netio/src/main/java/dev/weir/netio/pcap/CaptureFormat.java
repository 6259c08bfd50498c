package dev.weir.netio.pcap;

import org.jspecify.annotations.Nullable;

/**
 * One capture file format, and the record its cursor stands on.
 *
 * <p>Example: {@link PcapFormat}, {@link PcapngFormat}.
 *
 * <p><i>Meaning:</i> {@link #advance} answers true with the fields filled in, or false: then either
 * {@code source.deferred} is set (nothing was consumed, ask again unpinned), or the capture is
 * over, orderly if {@link #damage} is null. Every length is checked before it is believed.
 */
abstract class CaptureFormat {
  /** libpcap's MAXIMUM_SNAPLEN: no packet holds more captured bytes. */
  static final int MAX_CAPTURED_BYTES = 262_144;

  /** Above this the original length is garbage; the largest GSO frame of Linux is 512 KiB. */
  static final long MAX_ORIGINAL_BYTES = 16L << 20;

  final ByteSource source;
  long address;
  int capturedLength;
  int originalLength;
  long timestampNanos;
  int linkType;
  int interfaceIndex;
  String interfaceName = "";
  int direction;
  long fileOffset;
  @Nullable String damage;

  CaptureFormat(ByteSource source) {
    this.source = source;
  }

  /** Reads the file header; false with {@link #damage} set when there is none. */
  abstract boolean start();

  abstract boolean advance();

  /** True when some timestamps are finer than microseconds. */
  abstract boolean isNanosecondResolution();

  /** The end of the bytes where {@code wanted} more were due; orderly if none is left. */
  final boolean end(String fileKind, long wanted, String what) {
    if (!source.deferred && (source.available() > 0 || source.failure != null)) {
      cut(fileKind, wanted, what, source.available());
    }
    return false;
  }

  /** The end of the bytes within something begun. */
  final boolean cut(String fileKind, long wanted, String what, long got) {
    if (source.deferred) {
      return false;
    }
    String failure = source.failure;
    return damaged(
        failure != null
            ? failure
            : "truncated "
                + fileKind
                + "; tried to read "
                + wanted
                + " "
                + what
                + ", only got "
                + got);
  }

  final boolean damaged(String message) {
    damage = message;
    return false;
  }

  /** Checks and sets both lengths. */
  final boolean setLengths(long captured, long original) {
    if (captured > MAX_CAPTURED_BYTES) {
      return damaged(
          "invalid packet capture length "
              + captured
              + ", bigger than maximum of "
              + MAX_CAPTURED_BYTES);
    }
    if (original > MAX_ORIGINAL_BYTES) {
      return damaged(
          "invalid packet length " + original + ", bigger than maximum of " + MAX_ORIGINAL_BYTES);
    }
    capturedLength = (int) captured;
    // some writers leave the original length 0 or stale; a packet is never shorter than its bytes
    originalLength = (int) Math.max(captured, original);
    return true;
  }
}
