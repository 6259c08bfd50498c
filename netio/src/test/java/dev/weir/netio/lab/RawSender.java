package dev.weir.netio.lab;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Sends whole IP packets as this host: raw sockets that take the header from the caller. Link-local
 * destinations go out by the interface whose index is given as scope.
 */
final class RawSender implements AutoCloseable {
  private static final int BUFFER_BYTES = 4 << 20;

  private final Libc libc;
  private final int socket4;
  private final int socket6;
  private final MemorySegment address4 = Arena.ofAuto().allocate(16, 8);
  private final MemorySegment address6 = Arena.ofAuto().allocate(28, 8);

  RawSender(Libc libc, int scope) throws LabException {
    this.libc = libc;
    socket4 =
        (int)
            libc.check(
                "socket(raw)",
                libc.socket(Libc.AF_INET, Libc.SOCK_RAW | Libc.SOCK_CLOEXEC, Libc.IPPROTO_RAW));
    socket6 =
        (int)
            libc.check(
                "socket(raw)",
                libc.socket(Libc.AF_INET6, Libc.SOCK_RAW | Libc.SOCK_CLOEXEC, Libc.IPPROTO_RAW));
    for (int fd : new int[] {socket4, socket6}) {
      libc.setOption(fd, Libc.SOL_SOCKET, Libc.SO_SNDBUFFORCE, BUFFER_BYTES);
    }
    libc.setOption(socket4, Libc.SOL_SOCKET, Libc.SO_BROADCAST, 1);
    address4.set(JAVA_SHORT, 0, (short) Libc.AF_INET);
    address6.set(JAVA_SHORT, 0, (short) Libc.AF_INET6);
    address6.set(JAVA_INT, 24, scope);
  }

  boolean send(LabFrame frame, FrameView view, MemorySegment buffer) {
    int offset = view.ipOffset();
    MemorySegment packet = buffer.asSlice(offset);
    if (view.isIp4()) {
      MemorySegment.copy(frame.frame(), offset + 16, address4, JAVA_BYTE, 4, 4);
      return libc.send(socket4, packet, view.ipLength(), address4) >= 0;
    }
    if (view.isIp6()) {
      MemorySegment.copy(frame.frame(), offset + 24, address6, JAVA_BYTE, 8, 16);
      return libc.send(socket6, packet, view.ipLength(), address6) >= 0;
    }
    return false;
  }

  @Override
  public void close() {
    libc.close(socket4);
    libc.close(socket6);
  }
}
