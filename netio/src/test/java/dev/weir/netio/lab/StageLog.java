package dev.weir.netio.lab;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Listens to the NFLOG groups of the probe chains and tells which stages were reached since the
 * last call. The kernel queues each packet's messages before the call that injected it returns.
 *
 * <p>Source: include/uapi/linux/netfilter/nfnetlink_log.h.
 */
final class StageLog implements AutoCloseable {
  private static final int SUBSYSTEM = 4;
  private static final int MESSAGE_PACKET = 0;
  private static final int MESSAGE_CONFIG = 1;
  private static final int CONFIG_COMMAND = 1;
  private static final int CONFIG_MODE = 2;
  private static final int CONFIG_BUFFER_BYTES = 3;
  private static final int CONFIG_THRESHOLD = 5;
  private static final int COMMAND_BIND = 1;
  private static final int COPY_META = 1;
  private static final int SLOTS = 24;
  private static final int SLOT_BYTES = 2048;
  private static final int HEADER_BYTES = 64; // struct mmsghdr
  private static final int VECTOR_BYTES = 16; // struct iovec

  private final Libc libc;
  private final NetlinkSocket socket;
  private final MemorySegment slots = Arena.ofAuto().allocate((long) SLOTS * SLOT_BYTES, 8);
  private final MemorySegment vectors = Arena.ofAuto().allocate((long) SLOTS * VECTOR_BYTES, 8);
  private int leaving;
  private final MemorySegment headers = Arena.ofAuto().allocate((long) SLOTS * HEADER_BYTES, 8);

  StageLog(Libc libc) throws LabException {
    this.libc = libc;
    socket = new NetlinkSocket(libc);
    for (Stage stage : Stage.values()) {
      bind(ProbeChains.FIRST_GROUP + stage.ordinal());
    }
    for (int i = 0; i < SLOTS; i++) {
      vectors.set(
          ADDRESS, (long) i * VECTOR_BYTES, slots.asSlice((long) i * SLOT_BYTES, SLOT_BYTES));
      vectors.set(JAVA_LONG, (long) i * VECTOR_BYTES + 8, SLOT_BYTES);
      headers.set(
          ADDRESS,
          (long) i * HEADER_BYTES + 16,
          vectors.asSlice((long) i * VECTOR_BYTES, VECTOR_BYTES));
      headers.set(JAVA_LONG, (long) i * HEADER_BYTES + 24, 1L);
    }
  }

  private void bind(int group) throws LabException {
    int sequence = socket.nextSequence();
    byte[] request =
        new NetlinkMessage()
            .start(
                SUBSYSTEM << 8 | MESSAGE_CONFIG,
                NetlinkMessage.REQUEST | NetlinkMessage.ACK,
                sequence,
                0,
                group)
            .bytes(CONFIG_COMMAND, new byte[] {COMMAND_BIND})
            .bytes(CONFIG_MODE, new byte[] {0, 0, 0, 0, COPY_META, 0})
            .big32(CONFIG_THRESHOLD, 1)
            .big32(CONFIG_BUFFER_BYTES, 512)
            .finish()
            .toBytes();
    socket.transact(request, sequence);
  }

  /**
   * The stages reached since the last call, as bits by ordinal; the last one of egress only if
   * every fragment that left reached it.
   */
  int drain() {
    int stages = 0;
    leaving = 0;
    while (true) {
      int n = libc.recvMany(socket.fd(), headers, SLOTS);
      for (int i = 0; i < n; i++) {
        stages |=
            stagesOf((long) i * SLOT_BYTES, headers.get(JAVA_INT, (long) i * HEADER_BYTES + 56));
      }
      if (n < SLOTS) {
        return leaving > 0 ? stages & ~(1 << Stage.EGRESS_LAST.ordinal()) : stages;
      }
    }
  }

  /** Waits a little for messages that a deferred soft interrupt may still produce. */
  int drainLater(int millis) {
    return libc.awaitReadable(socket.fd(), millis) ? drain() : 0;
  }

  private int stagesOf(long at, int length) {
    int stages = 0;
    long end = at + length;
    long message = at;
    while (message + NetlinkMessage.HEADER + 4 <= end) {
      int type = Short.toUnsignedInt(slots.get(JAVA_SHORT, message + 4));
      if (type == (SUBSYSTEM << 8 | MESSAGE_PACKET)) {
        int group =
            Short.toUnsignedInt(
                Short.reverseBytes(
                    slots.get(JAVA_SHORT_UNALIGNED, message + NetlinkMessage.HEADER + 2)));
        int stage = group - ProbeChains.FIRST_GROUP;
        if (stage >= 0 && stage < 32) {
          stages |= 1 << stage;
          leaving += stage == Stage.EGRESS_FIRST.ordinal() ? 1 : 0;
          leaving -= stage == Stage.EGRESS_LAST.ordinal() ? 1 : 0;
        }
      }
      message += (slots.get(JAVA_INT, message) + 3) & ~3;
    }
    return stages;
  }

  @Override
  public void close() {
    socket.close();
  }
}
