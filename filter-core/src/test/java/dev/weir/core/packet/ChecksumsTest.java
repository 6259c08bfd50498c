package dev.weir.core.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.core.testkit.Packets;
import dev.weir.core.testkit.Prop;
import org.junit.jupiter.api.Test;

class ChecksumsTest {
  @Test
  void isZeroOverAnIntactHeader() {
    byte[] header = Packets.ip4("10.0.0.1", "10.0.0.2").udp(1, 2).options("94040000").network();
    try (PacketBuffer buffer = PacketBuffer.of(header)) {
      assertEquals(0, Checksums.internet(buffer.address(), 24));
    }
  }

  @Test
  void knowsTheExampleOfRfc1071() {
    byte[] bytes = {
      0x00, 0x01, (byte) 0xf2, 0x03, (byte) 0xf4, (byte) 0xf5, (byte) 0xf6, (byte) 0xf7
    };
    try (PacketBuffer buffer = PacketBuffer.of(bytes)) {
      assertEquals(0xddf2, Checksums.sum(buffer.address(), 8));
    }
  }

  @Test
  void equalsAPlainSumForEveryLength() {
    Prop.forAll(
        1,
        300,
        gen -> {
          byte[] bytes = gen.bytes(gen.below(1600));
          int expected = 0;
          for (int i = 0; i < bytes.length; i++) {
            expected += (bytes[i] & 0xff) << (i % 2 == 0 ? 8 : 0);
            expected = (expected & 0xffff) + (expected >>> 16);
          }
          try (PacketBuffer buffer = PacketBuffer.of(bytes)) {
            assertEquals(expected, Checksums.sum(buffer.address(), bytes.length));
          }
        });
  }

  @Test
  void incrementalUpdateEqualsFullSum() {
    Prop.forAll(
        1,
        500,
        gen -> {
          byte[] header = gen.bytes(20);
          header[10] = 0;
          header[11] = 0;
          try (PacketBuffer buffer = PacketBuffer.of(header)) {
            int before = Checksums.internet(buffer.address(), 20);
            int at = 2 * gen.below(5);
            int oldWord = PacketMemory.u16(buffer.address() + at);
            int newWord = gen.below(0x10000);
            PacketMemory.putU16(buffer.address() + at, newWord);
            assertEquals(
                Checksums.internet(buffer.address(), 20),
                Checksums.update(before, oldWord, newWord));
          }
        });
  }

  @Test
  void ttlDecrementEqualsTheGeneralUpdateExceptForNegativeZero() {
    for (int checksum = 0; checksum <= 0xffff; checksum++) {
      int general = Checksums.update(checksum, 0x4011, 0x3f11);
      int expected = general == 0xffff ? 0 : general;
      assertEquals(expected, Checksums.afterTtlDecrement(checksum), "checksum " + checksum);
    }
  }
}
