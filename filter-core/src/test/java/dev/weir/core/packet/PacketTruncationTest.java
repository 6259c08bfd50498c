package dev.weir.core.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.testkit.Gen;
import dev.weir.core.testkit.Prop;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every frame at every truncation, between canary bytes: what is found does not depend on the
 * canaries, and with checked loads no byte outside the frame is read.
 */
@Tag("checked")
class PacketTruncationTest {
  private static final int CANARY = 64;

  private final Packet packet = new Packet();

  /**
   * What the parser makes of the first {@code length} bytes of the frame between canaries of this
   * value.
   */
  private String facts(byte[] frame, int length, int original, int linkType, int canary) {
    byte[] padded = new byte[length + 2 * CANARY];
    Arrays.fill(padded, (byte) canary);
    System.arraycopy(frame, 0, padded, CANARY, length);
    try (PacketBuffer buffer = PacketBuffer.of(padded)) {
      PacketMemory.forbid(buffer);
      packet.reset(buffer.address() + CANARY, length, original, linkType, 0);
      PacketParser.parse(packet);
      assertTrue(packet.capturedEnd() <= length, "loads end inside the frame");
      assertTrue(packet.networkOffset() + packet.networkLength() <= original);
      String facts = describe();
      PacketParser.parseSent(packet);
      return facts + " sent " + describe();
    }
  }

  private String describe() {
    return packet.malformed()
        + " nfproto "
        + packet.nfproto()
        + " network "
        + packet.networkOffset()
        + "+"
        + packet.networkLength()
        + " transport "
        + packet.hasTransport()
        + " "
        + packet.l4protocol()
        + "@"
        + packet.transportOffset()
        + " fragment "
        + packet.fragmentOffset()
        + packet.isFragment()
        + " type "
        + packet.etherType()
        + " tags "
        + packet.vlanTags()
        + " end "
        + packet.capturedEnd();
  }

  private void checkAllTruncations(byte[] frame, int linkType) {
    for (int length = 0; length <= frame.length; length++) {
      for (int original : new int[] {length, frame.length}) {
        String zeros = facts(frame, length, original, linkType, 0);
        assertEquals(zeros, facts(frame, length, original, linkType, 0xff));
        assertEquals(zeros, facts(frame, length, original, linkType, 0x45));
      }
    }
  }

  @Test
  void generatedFramesAreReadOnlyInside() {
    Prop.forAll(1, 60, gen -> checkAllTruncations(gen.frame(), LinkType.ETHERNET));
  }

  @Test
  void allLinkTypesAreReadOnlyInside() {
    int[] linkTypes = {0, 1, 12, 14, 101, 108, 113, 276, 147};
    Prop.forAll(
        1000,
        30,
        gen -> {
          int linkType = linkTypes[gen.below(linkTypes.length)];
          checkAllTruncations(likely(gen), linkType);
        });
  }

  /** Bytes that now and then look like a header of some link type. */
  private static byte[] likely(Gen gen) {
    byte[] bytes = gen.percent(50) ? gen.frame() : gen.bytes(gen.below(80));
    byte[][] starts = {
      {2, 0, 0, 0}, {0, 0, 0, 24}, {0x45}, {0x60}, {8, 0}, {(byte) 0x86, (byte) 0xdd}
    };
    byte[] start = starts[gen.below(starts.length)];
    System.arraycopy(start, 0, bytes, 0, Math.min(start.length, bytes.length));
    if (bytes.length > 16 && gen.percent(50)) {
      bytes[14] = 8;
      bytes[15] = 0;
    }
    return bytes;
  }

  @Test
  void randomBytesNeverThrow() {
    Prop.forAll(
        5000,
        3000,
        gen -> {
          byte[] bytes = likely(gen);
          facts(bytes, bytes.length, bytes.length, gen.below(300), 0xaa);
        });
  }
}
