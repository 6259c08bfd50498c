package dev.weir.netio.lab;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A netlink socket to netfilter. Used on the namespace's thread only. */
final class NetlinkSocket implements AutoCloseable {
  /** A reply without its headers: family of the nfgenmsg and the attributes. */
  record Reply(int type, int family, Attributes attributes) {}

  private static final int NETLINK_NETFILTER = 12;
  private static final int SOL_NETLINK = 270;
  private static final int NETLINK_NO_ENOBUFS = 5;
  private static final int NLMSG_ERROR = 2;
  private static final int NLMSG_DONE = 3;
  private static final int BUFFER_BYTES = 1 << 18;
  private static final int SOCKET_BYTES = 16 << 20;

  private final Libc libc;
  private final int fd;
  private final MemorySegment receive = Arena.ofAuto().allocate(BUFFER_BYTES, 8);
  private int sequence = 1;

  NetlinkSocket(Libc libc) throws LabException {
    this.libc = libc;
    fd =
        (int)
            libc.check(
                "socket(AF_NETLINK)",
                libc.socket(Libc.AF_NETLINK, Libc.SOCK_RAW | Libc.SOCK_CLOEXEC, NETLINK_NETFILTER));
    MemorySegment address = Arena.ofAuto().allocate(12, 4);
    address.set(JAVA_SHORT, 0, (short) Libc.AF_NETLINK);
    libc.check("bind(AF_NETLINK)", libc.bind(fd, address));
    libc.setOption(fd, Libc.SOL_SOCKET, Libc.SO_RCVBUFFORCE, SOCKET_BYTES);
    libc.setOption(fd, Libc.SOL_SOCKET, Libc.SO_SNDBUFFORCE, SOCKET_BYTES);
    libc.setOption(fd, SOL_NETLINK, NETLINK_NO_ENOBUFS, 1);
  }

  int fd() {
    return fd;
  }

  int nextSequence() {
    return sequence++;
  }

  /**
   * Sends messages of which the one numbered {@code last} asks for an acknowledgement, and waits
   * for it.
   */
  void transact(byte[] messages, int last) throws LabException {
    send(messages);
    while (true) {
      ByteBuffer in = receive();
      while (in.remaining() >= NetlinkMessage.HEADER) {
        int start = in.position();
        int length = in.getInt(start);
        int type = Short.toUnsignedInt(in.getShort(start + 4));
        int number = in.getInt(start + 8);
        if (type == NLMSG_ERROR) {
          int error = in.getInt(start + NetlinkMessage.HEADER);
          if (error != 0) {
            drain();
            throw new LabException(
                "the kernel refused netlink message " + number + " with error " + -error);
          }
          if (number == last) {
            return;
          }
        }
        in.position(Math.min(in.limit(), start + ((length + 3) & ~3)));
      }
    }
  }

  /** All replies to a dump request. */
  List<Reply> dump(byte[] request) throws LabException {
    send(request);
    List<Reply> replies = new ArrayList<>();
    while (true) {
      ByteBuffer in = receive();
      while (in.remaining() >= NetlinkMessage.HEADER) {
        int start = in.position();
        int length = in.getInt(start);
        int type = Short.toUnsignedInt(in.getShort(start + 4));
        if (type == NLMSG_DONE) {
          return replies;
        }
        if (type == NLMSG_ERROR) {
          throw new LabException(
              "the kernel refused a dump with error " + -in.getInt(start + NetlinkMessage.HEADER));
        }
        byte[] body = Arrays.copyOfRange(in.array(), start + NetlinkMessage.HEADER, start + length);
        replies.add(new Reply(type & 0xff, body[0], Attributes.parse(body, 4)));
        in.position(Math.min(in.limit(), start + ((length + 3) & ~3)));
      }
    }
  }

  private void send(byte[] messages) throws LabException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocateFrom(JAVA_BYTE, messages);
      libc.check("write(AF_NETLINK)", libc.write(fd, out, messages.length));
    }
  }

  private ByteBuffer receive() throws LabException {
    long n = libc.check("recv(AF_NETLINK)", libc.recv(fd, receive, 0));
    byte[] copy = receive.asSlice(0, n).toArray(JAVA_BYTE);
    return ByteBuffer.wrap(copy).order(ByteOrder.nativeOrder());
  }

  private void drain() {
    while (libc.recv(fd, receive, Libc.MSG_DONTWAIT) > 0) {
      // further errors of the same batch
    }
  }

  @Override
  public void close() {
    libc.close(fd);
  }
}
