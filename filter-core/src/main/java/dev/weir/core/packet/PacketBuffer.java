package dev.weir.core.packet;

import java.lang.foreign.Arena;

/**
 * Native memory this process owns, for frames that come from the heap or must be rewritten
 * (captures are mapped read-only).
 *
 * <p>Example: {@code buffer.set(frame); packet.reset(buffer.address(), frame.length, frame.length,
 * LinkType.ETHERNET, 0);}
 *
 * <p><i>Life-cycle:</i> valid until {@link #close()}; packets over it must not be used afterwards.
 */
public final class PacketBuffer implements AutoCloseable {
  private final Arena arena = Arena.ofShared();
  private final long address;
  private final int capacity;

  /** Zeroed memory of this many bytes. */
  public PacketBuffer(int capacity) {
    this.capacity = capacity;
    this.address = arena.allocate(Math.max(1, capacity), 16).address();
    PacketMemory.allow(this, address, capacity);
  }

  /** A buffer that holds a copy of these bytes. */
  public static PacketBuffer of(byte[] bytes) {
    PacketBuffer buffer = new PacketBuffer(bytes.length);
    buffer.set(bytes);
    return buffer;
  }

  /** Native address of the first byte. */
  public long address() {
    return address;
  }

  /** Size in bytes. */
  public int capacity() {
    return capacity;
  }

  /** Copies heap bytes to the start of the buffer. */
  public void set(byte[] bytes) {
    PacketMemory.copyIn(bytes, 0, address, bytes.length);
  }

  /** A heap copy of {@code length} bytes from the start. */
  public byte[] get(int length) {
    byte[] bytes = new byte[length];
    PacketMemory.copyOut(address, bytes, 0, length);
    return bytes;
  }

  /** Points {@code packet} at the first {@code length} bytes, none cut off, and parses it. */
  public void show(Packet packet, int length, int linkType) {
    PacketMemory.forbid(this);
    packet.reset(address, length, length, linkType, 0);
    PacketParser.parse(packet);
  }

  @Override
  public void close() {
    PacketMemory.forbid(this);
    PacketMemory.forbidAll(address, capacity);
    arena.close();
  }
}
