package dev.weir.core.path;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.core.packet.LinkType;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import dev.weir.core.packet.PacketMemory;
import dev.weir.core.packet.PacketParser;
import dev.weir.core.testkit.Prop;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every frame at every truncation on every path, between canary bytes: none is read, none is
 * written.
 */
@Tag("checked")
class PathTruncationTest {
  private static final int CANARY = 64;
  private static final String OUTCOMES = "ADPKQLWI";

  private final Packet packet = new Packet();

  private char walk(PathWalker walker, byte[] frame, int length, int original, int canary) {
    byte[] padded = new byte[length + 2 * CANARY];
    Arrays.fill(padded, (byte) canary);
    System.arraycopy(frame, 0, padded, CANARY, length);
    try (PacketBuffer buffer = PacketBuffer.of(padded)) {
      PacketMemory.forbid(buffer);
      packet.reset(buffer.address() + CANARY, length, original, LinkType.ETHERNET, 0);
      PacketParser.parse(packet);
      char outcome = walker.walk(packet);
      PacketMemory.allow(buffer, buffer.address(), padded.length);
      assertEquals(0, Arrays.compare(padded, buffer.get(padded.length)), "bytes were written");
      PacketMemory.forbid(buffer);
      return outcome;
    }
  }

  @Test
  void nothingOutsideTheFrameMatters() {
    for (Path path : Path.values()) {
      PathOptions options = PathOptions.of(path);
      options.local().add("10.0.0.1");
      try (PathWalker walker = new PathWalker(new SilentRuleset(), options)) {
        Prop.forAll(
            7000,
            25,
            gen -> {
              byte[] frame = gen.frame();
              for (int length = 0; length <= frame.length; length++) {
                for (int original : new int[] {length, frame.length}) {
                  char outcome = walk(walker, frame, length, original, 0);
                  assertEquals(outcome, walk(walker, frame, length, original, 0xff));
                  assertEquals(true, OUTCOMES.indexOf(outcome) >= 0, "outcome " + outcome);
                }
              }
            });
      }
    }
  }
}
