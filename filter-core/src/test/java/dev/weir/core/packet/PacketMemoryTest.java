package dev.weir.core.packet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("checked")
class PacketMemoryTest {
  @Test
  void loadsAreBigEndian() {
    try (PacketBuffer buffer = PacketBuffer.of(new byte[] {1, 2, 3, 4, 5, 6, 7, (byte) 0x88})) {
      long at = buffer.address();
      assertEquals(0x01, PacketMemory.u8(at));
      assertEquals(0x88, PacketMemory.u8(at + 7));
      assertEquals(0x0788, PacketMemory.u16(at + 6));
      assertEquals(0x02030405, PacketMemory.i32(at + 1));
      assertEquals(0x0102030405060788L, PacketMemory.i64(at));
    }
  }

  @Test
  void copiesOverlap() {
    try (PacketBuffer buffer = PacketBuffer.of(new byte[] {1, 2, 3, 4, 0, 0})) {
      PacketMemory.copy(buffer.address(), buffer.address() + 2, 4);
      assertArrayEquals(new byte[] {1, 2, 1, 2, 3, 4}, buffer.get(6));
    }
  }

  @Test
  void checkedLoadsOutsideThePacketThrow() throws Exception {
    Assumptions.assumeTrue(PacketMemory.CHECKED, "only with -Dweir.checked=true");
    // Ranges are by thread: this one has none that other tests left behind.
    FutureTask<@Nullable Void> task =
        new FutureTask<>(PacketMemoryTest::loadOutsideThePacket, null);
    Thread.ofPlatform().start(task);
    task.get();
  }

  @Test
  void checkedLoadsOfAPacketWhoseBufferIsClosedThrow() {
    Assumptions.assumeTrue(PacketMemory.CHECKED, "only with -Dweir.checked=true");
    Packet packet = new Packet();
    long at;
    try (PacketBuffer buffer = PacketBuffer.of(new byte[20])) {
      at = buffer.address();
      packet.reset(at, 20, 20, LinkType.RAW, 0);
      assertEquals(0, PacketMemory.i64(at));
    }
    assertThrows(IllegalStateException.class, () -> PacketMemory.i64(at));
    assertThrows(IllegalStateException.class, () -> packet.i64(0));
  }

  private static void loadOutsideThePacket() {
    Packet packet = new Packet();
    try (PacketBuffer buffer = PacketBuffer.of(new byte[20])) {
      PacketMemory.forbid(buffer);
      packet.reset(buffer.address() + 4, 8, 8, LinkType.RAW, 0);
      assertEquals(0, packet.i64(0));
      assertThrows(IllegalStateException.class, () -> packet.u8(-1));
      assertThrows(IllegalStateException.class, () -> packet.u8(8));
      assertThrows(IllegalStateException.class, () -> packet.i32(5));
      assertThrows(IllegalStateException.class, () -> PacketMemory.u16(buffer.address()));
    }
  }
}
