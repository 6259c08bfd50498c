package dev.weir.core.conntrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.testkit.Packets;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class SctpTrackerTest {
  private static final String INIT_TAIL = "0014%08x000000000000000000000000";

  private static Packets packet(boolean client, int tag, String chunks, boolean good) {
    String ports = client ? "00070008" : "00080007";
    byte[] bytes = HexFormat.of().parseHex(ports + "%08x00000000".formatted(tag) + chunks);
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(8, (int) crc.getValue() + (good ? 0 : 1));
    return Packets.ip4(client ? "1.0.0.1" : "1.0.0.2", client ? "1.0.0.2" : "1.0.0.1")
        .protocol(132, HexFormat.of().formatHex(bytes));
  }

  private static Packets client(int tag, String chunks) {
    return packet(true, tag, chunks, true);
  }

  private static Packets server(int tag, String chunks) {
    return packet(false, tag, chunks, true);
  }

  private static void associate(Wire wire) {
    assertEquals("new", wire.send(client(0, "0100" + INIT_TAIL.formatted(5))));
    assertEquals("established", wire.send(server(5, "0200" + INIT_TAIL.formatted(6))));
    assertEquals("established", wire.send(client(6, "0a000004")));
    assertEquals("established", wire.send(server(5, "0b000004")));
  }

  @Test
  void associationIsAssured() {
    try (Wire wire = new Wire()) {
      associate(wire);
      assertTrue(wire.has(ConntrackStatus.ASSURED));
      assertEquals(210, wire.expires());
      assertEquals("established", wire.send(client(6, "00000004")));
      assertEquals("invalid", wire.send(client(7, "00000004")));
    }
  }

  @Test
  void shutdownEndsIt() {
    try (Wire wire = new Wire()) {
      associate(wire);
      wire.send(client(6, "07000004"));
      assertEquals(3, wire.expires());
      wire.send(server(5, "08000004"));
      wire.send(client(6, "0e000004"));
      assertEquals(10, wire.expires());
    }
  }

  @Test
  void firstPacketMustBeginSomething() {
    try (Wire wire = new Wire()) {
      assertEquals("invalid", wire.send(client(1, "00000004")));
      assertEquals("invalid", wire.send(client(1, "06000004")));
      assertEquals("invalid", wire.send(client(1, "0b000004")));
      assertEquals("invalid", wire.send(client(1, "0100" + INIT_TAIL.formatted(5))));
      assertEquals("invalid", wire.send(client(0, "0100" + INIT_TAIL.formatted(5) + "00000004")));
      assertEquals("invalid", wire.send(client(0, "04000000")));
      assertEquals("new", wire.send(client(1, "04000004")));
      assertEquals(30, wire.expires());
    }
  }

  @Test
  void badChecksumIsInvalidOnlyIfVerified() {
    Packets bad = packet(true, 1, "04000004", false);
    try (Wire wire = new Wire()) {
      assertEquals("new", wire.send(bad));
    }
    try (Wire wire = new Wire(ConntrackOptions.defaults().withVerifiedChecksums(true))) {
      assertEquals("invalid", wire.send(bad));
      assertEquals("new", wire.send(client(1, "04000004")));
    }
  }
}
