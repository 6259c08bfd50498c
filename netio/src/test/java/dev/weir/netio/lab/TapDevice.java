package dev.weir.netio.lab;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tap device of the namespace: frames written to it are received by the kernel, frames the kernel
 * sends can be read from it.
 */
final class TapDevice implements AutoCloseable {
  private static final long TUNSETIFF = 0x400454caL;
  private static final short IFF_TAP_NO_PI = 0x1002;
  private static final int O_RDWR_NONBLOCK_CLOEXEC = 0x80802;
  private static final int MAX_NAME = 15;

  private final Libc libc;
  private final int fd;

  TapDevice(Libc libc, String name) throws LabException {
    byte[] raw = name.getBytes(StandardCharsets.UTF_8);
    if (raw.length > MAX_NAME) {
      throw new IllegalArgumentException("interface name too long: " + name);
    }
    this.libc = libc;
    try (Arena arena = Arena.ofConfined()) {
      fd =
          (int)
              libc.check(
                  "open(/dev/net/tun)",
                  libc.open(arena.allocateFrom("/dev/net/tun"), O_RDWR_NONBLOCK_CLOEXEC));
      MemorySegment request = arena.allocate(40, 8);
      MemorySegment.copy(raw, 0, request, JAVA_BYTE, 0, raw.length);
      request.set(JAVA_SHORT, 16, IFF_TAP_NO_PI);
      libc.check("ioctl(TUNSETIFF " + name + ")", libc.ioctl(fd, TUNSETIFF, request));
    }
  }

  /** Hands a frame to the kernel, which has dealt with it when this returns. */
  boolean inject(MemorySegment frame, int length) {
    return libc.write(fd, frame, length) >= 0;
  }

  /** Takes what the kernel sent; the verdict is known from the stages. */
  void drain(MemorySegment scratch, @Nullable List<byte[]> output) {
    for (long length = libc.read(fd, scratch); length > 0; length = libc.read(fd, scratch)) {
      if (output != null) {
        output.add(scratch.asSlice(0, length).toArray(JAVA_BYTE));
      }
    }
  }

  @Override
  public void close() {
    libc.close(fd);
  }
}
