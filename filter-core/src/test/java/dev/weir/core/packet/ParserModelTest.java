package dev.weir.core.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.weir.core.testkit.AllocationGuard;
import dev.weir.core.testkit.Gen;
import dev.weir.core.testkit.Prop;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The parser against a model that is too simple to be wrong in the same way. */
class ParserModelTest {
  private final Packet packet = new Packet();
  private int good;

  private void compare(byte[] frame) {
    ParserModel model = new ParserModel(frame);
    try (PacketBuffer buffer = PacketBuffer.of(frame)) {
      buffer.show(packet, frame.length, LinkType.ETHERNET);
      boolean isIp = packet.nfproto() == 2 || packet.nfproto() == 10;
      boolean whole =
          packet.malformed() == Malformed.NONE
              || packet.malformed() == Malformed.BAD_EXTENSION_HEADERS;
      assertEquals(model.isGoodIp4(), whole && packet.nfproto() == 2, "is IPv4");
      assertEquals(model.isGoodIp6(), whole && packet.nfproto() == 10, "is IPv6");
      if (isIp && whole) {
        assertEquals(model.networkOffset(), packet.networkOffset());
        assertEquals(model.networkLength(), packet.networkLength());
        assertEquals(model.transport(), transport());
        good++;
      }
    }
  }

  private String transport() {
    return packet.hasTransport()
        ? packet.l4protocol() + "@" + packet.transportOffset() + "/" + packet.fragmentOffset()
        : "none";
  }

  @Test
  void agreesOnGeneratedFrames() {
    Prop.forAll(1, 20_000, gen -> compare(gen.frame()));
    assertTrue(good > 10_000, "frames that were IP: " + good);
  }

  @Test
  void agreesOnFramesWithFlippedBytes() {
    Prop.forAll(
        100_000,
        20_000,
        gen -> {
          byte[] frame = gen.frame();
          for (int i = gen.between(1, 4); i > 0; i--) {
            frame[12 + gen.below(Math.min(70, frame.length - 12))] = (byte) gen.any();
          }
          compare(gen.percent(80) ? frame : Arrays.copyOf(frame, gen.below(frame.length)));
        });
  }

  @Test
  void parsingAllocatesNothing() {
    assumeFalse(PacketMemory.CHECKED, "checks allocate");
    Gen gen = new Gen(3);
    PacketBuffer[] buffers = new PacketBuffer[64];
    for (int i = 0; i < buffers.length; i++) {
      buffers[i] = PacketBuffer.of(gen.frame());
    }
    AllocationGuard.assertAllocatesNothing(
        "parsing",
        () -> {
          for (PacketBuffer buffer : buffers) {
            packet.reset(buffer.address(), buffer.capacity(), buffer.capacity(), 1, 0);
            PacketParser.parse(packet);
          }
        });
    for (PacketBuffer buffer : buffers) {
      buffer.close();
    }
  }
}
