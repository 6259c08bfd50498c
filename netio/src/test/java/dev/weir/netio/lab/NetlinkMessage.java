package dev.weir.netio.lab;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Builds netlink messages with attributes: host byte order around, network byte order inside, as
 * nfnetlink wants.
 */
final class NetlinkMessage {
  static final int REQUEST = 1;
  static final int ACK = 4;
  static final int DUMP = 0x300;
  static final int CREATE = 0x400;
  static final int APPEND = 0x800;
  static final int HEADER = 16;
  private static final int NESTED = 0x8000;

  private ByteBuffer buffer = ByteBuffer.allocate(512).order(ByteOrder.nativeOrder());
  private int messageStart;

  /** Starts a message with its nfgenmsg. */
  NetlinkMessage start(int type, int flags, int sequence, int family, int resource) {
    room(HEADER + 4);
    messageStart = buffer.position();
    buffer.putInt(0).putShort((short) type).putShort((short) flags).putInt(sequence).putInt(0);
    buffer.put((byte) family).put((byte) 0).put((byte) (resource >> 8)).put((byte) resource);
    return this;
  }

  NetlinkMessage bytes(int type, byte[] value) {
    room(value.length + 8);
    buffer.putShort((short) (value.length + 4)).putShort((short) type).put(value);
    pad();
    return this;
  }

  NetlinkMessage text(int type, String value) {
    byte[] raw = value.getBytes(StandardCharsets.UTF_8);
    return bytes(type, Arrays.copyOf(raw, raw.length + 1));
  }

  NetlinkMessage big32(int type, int value) {
    return bytes(type, ByteBuffer.allocate(4).putInt(value).array());
  }

  NetlinkMessage big64(int type, long value) {
    return bytes(type, ByteBuffer.allocate(8).putLong(value).array());
  }

  /** Opens a nested attribute; give the result to {@link #end}. */
  int nest(int type) {
    room(8);
    int at = buffer.position();
    buffer.putShort((short) 0).putShort((short) (type | NESTED));
    return at;
  }

  NetlinkMessage end(int nest) {
    buffer.putShort(nest, (short) (buffer.position() - nest));
    return this;
  }

  /** Ends the message that {@link #start} began; further ones may follow in the same buffer. */
  NetlinkMessage finish() {
    buffer.putInt(messageStart, buffer.position() - messageStart);
    return this;
  }

  byte[] toBytes() {
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  private void pad() {
    while ((buffer.position() & 3) != 0) {
      buffer.put((byte) 0);
    }
  }

  private void room(int more) {
    if (buffer.remaining() < more) {
      ByteBuffer larger =
          ByteBuffer.allocate(Math.max(buffer.capacity() * 2, buffer.position() + more))
              .order(ByteOrder.nativeOrder());
      buffer.flip();
      larger.put(buffer);
      buffer = larger;
    }
  }
}
