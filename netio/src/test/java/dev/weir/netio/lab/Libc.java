package dev.weir.netio.lab;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The system calls of the lab, as glibc wraps them. Results below zero mean failure with the error
 * in {@link #errno()}; {@link #check} turns it into an exception.
 *
 * <p>Source: socket(7), netlink(7), raw(7), the kernel's tuntap.rst; x86-64 and arm64 Linux share
 * all constants used.
 */
final class Libc {
  static final int EAGAIN = 11;
  static final int AF_INET = 2;
  static final int AF_INET6 = 10;
  static final int AF_NETLINK = 16;
  static final int SOCK_RAW = 3;
  static final int SOCK_CLOEXEC = 0x80000;
  static final int SOL_SOCKET = 1;
  static final int SO_BROADCAST = 6;
  static final int SO_SNDBUFFORCE = 32;
  static final int SO_RCVBUFFORCE = 33;
  static final int MSG_DONTWAIT = 0x40;
  static final int IPPROTO_RAW = 255;
  private static final int CLONE_NEWNET = 0x40000000;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle UNSHARE =
      handle("unshare", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle GETEUID = handle("geteuid", FunctionDescriptor.of(JAVA_INT));
  private static final MethodHandle OPEN =
      handle(
          "open",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle IOCTL =
      handle(
          "ioctl",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle CLOSE =
      handle("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle SOCKET =
      handle("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle BIND =
      handle("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle SETSOCKOPT =
      handle(
          "setsockopt",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle READ =
      handle("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
  private static final MethodHandle WRITE =
      handle("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
  private static final MethodHandle RECV =
      handle("recv", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
  private static final MethodHandle RECVMMSG =
      handle(
          "recvmmsg",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
  private static final MethodHandle SENDTO =
      handle(
          "sendto",
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle POLL =
      handle("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));

  private static final MethodHandle IF_NAMETOINDEX =
      handle("if_nametoindex", FunctionDescriptor.of(JAVA_INT, ADDRESS));

  private final MemorySegment state = Arena.ofAuto().allocate(STATE);
  private final MemorySegment pollEntry = Arena.ofAuto().allocate(8, 4);

  private static MethodHandle handle(String name, FunctionDescriptor type, Linker.Option... more) {
    Linker.Option[] options = new Linker.Option[more.length + 1];
    options[0] = Linker.Option.captureCallState("errno");
    System.arraycopy(more, 0, options, 1, more.length);
    return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), type, options);
  }

  int errno() {
    return (int) ERRNO.get(state, 0L);
  }

  /** The value, or an exception that names the call and the error number. */
  long check(String call, long value) throws LabException {
    if (value < 0) {
      throw new LabException(call + " failed with error " + errno());
    }
    return value;
  }

  int geteuid() {
    try {
      return (int) GETEUID.invokeExact(state);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  int unshareNetwork() {
    try {
      return (int) UNSHARE.invokeExact(state, CLONE_NEWNET);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  /** The index of an interface of the calling thread's namespace. */
  int interfaceIndex(String name) throws LabException {
    try (Arena arena = Arena.ofConfined()) {
      int index = (int) IF_NAMETOINDEX.invokeExact(state, arena.allocateFrom(name));
      return (int) check("if_nametoindex(" + name + ")", index == 0 ? -1 : index);
    } catch (LabException e) {
      throw e;
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  int open(MemorySegment path, int flags) {
    try {
      return (int) OPEN.invokeExact(state, path, flags);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  int ioctl(int fd, long request, MemorySegment argument) {
    try {
      return (int) IOCTL.invokeExact(state, fd, request, argument);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  int close(int fd) {
    try {
      return (int) CLOSE.invokeExact(state, fd);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  int socket(int domain, int type, int protocol) {
    try {
      return (int) SOCKET.invokeExact(state, domain, type, protocol);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  int bind(int fd, MemorySegment address) {
    try {
      return (int) BIND.invokeExact(state, fd, address, (int) address.byteSize());
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  int setOption(int fd, int level, int name, int value) {
    try (Arena arena = Arena.ofConfined()) {
      return setOption(fd, level, name, arena.allocateFrom(JAVA_INT, value));
    }
  }

  int setOption(int fd, int level, int name, MemorySegment value) {
    try {
      return (int) SETSOCKOPT.invokeExact(state, fd, level, name, value, (int) value.byteSize());
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  long read(int fd, MemorySegment to) {
    try {
      return (long) READ.invokeExact(state, fd, to, to.byteSize());
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  long write(int fd, MemorySegment from, long length) {
    try {
      return (long) WRITE.invokeExact(state, fd, from, length);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  long recv(int fd, MemorySegment to, int flags) {
    try {
      return (long) RECV.invokeExact(state, fd, to, to.byteSize(), flags);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  int recvMany(int fd, MemorySegment headers, int count) {
    try {
      return (int)
          RECVMMSG.invokeExact(state, fd, headers, count, MSG_DONTWAIT, MemorySegment.NULL);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  long send(int fd, MemorySegment from, long length, MemorySegment address) {
    try {
      return (long)
          SENDTO.invokeExact(
              state, fd, from, length, MSG_DONTWAIT, address, (int) address.byteSize());
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  /** Waits until {@code fd} is readable or the time is over. */
  boolean awaitReadable(int fd, int millis) {
    pollEntry.set(JAVA_INT, 0, fd);
    pollEntry.set(JAVA_SHORT, 4, (short) 1);
    try {
      return (int) POLL.invokeExact(state, pollEntry, 1L, millis) > 0;
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  private static IllegalStateException broken(Throwable e) {
    return new IllegalStateException("foreign call", e);
  }
}
