package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.backend.CompiledRuleset;
import dev.weir.core.packet.LinkType;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import dev.weir.core.packet.PacketMemory;
import dev.weir.core.packet.PacketParser;
import dev.weir.core.path.InterfaceTable;
import dev.weir.core.path.Path;
import dev.weir.core.path.PathOptions;
import dev.weir.core.path.PathWalker;
import dev.weir.netio.lab.CaptureFrames;
import dev.weir.netio.lab.CaptureFrames.CapturedFrame;
import dev.weir.netio.lab.Sample;
import dev.weir.nft.Nft;
import dev.weir.nft.NftBackend;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Packets of every sample capture, cut at every byte, through every sample rule set: no exception,
 * and what lies around the bytes is neither read nor written.
 */
@Tag("checked")
class SampleTruncationTest {
  private static final int CANARY_BYTES = 64;

  /** Headers and what rules look at lie here: every length is tried. */
  private static final int EVERY_LENGTH_BELOW = 200;

  private static final int FURTHER_STRIDE = 97;

  /** Of one frame in so many every length is tried. */
  private static final int WHOLE_EVERY = 64;

  private final Packet packet = new Packet();

  @ParameterizedTest
  @ValueSource(strings = {"web", "scan", "desktop", "containers", "office"})
  void nothingOutsideACutPacketMatters(String capture) throws IOException {
    List<CapturedFrame> frames =
        CaptureFrames.read(CommandRun.file("rulesets/captures/" + capture + ".pcapng"));
    for (Sample sample : Sample.values()) {
      boolean host = sample == Sample.SERVER || sample == Sample.DESKTOP;
      for (Path path : host ? List.of(Path.INPUT, Path.OUTPUT) : List.of(Path.FORWARD)) {
        PathOptions options = PathOptions.of(path);
        CompiledRuleset ruleset = load(sample, options.interfaces());
        // One each: what reassembly holds must be the same for both.
        try (PathWalker zeros = new PathWalker(ruleset, options);
            PathWalker ones = new PathWalker(ruleset, options)) {
          for (int i = sample.ordinal(); i < frames.size(); i += stride(frames.size())) {
            CapturedFrame frame = frames.get(i);
            boolean everyLength = i % WHOLE_EVERY == 0;
            String seen = outcomes(zeros, options.interfaces(), frame, everyLength, 0);
            assertEquals(seen, outcomes(ones, options.interfaces(), frame, everyLength, 0xff));
            assertTrue(seen.matches("[ADPKQLWSI]+"), seen);
          }
        }
      }
    }
  }

  /** All frames where loads are checked; some hundred of each capture otherwise. */
  private static int stride(int frames) {
    return PacketMemory.CHECKED ? 1 : Math.max(1, frames / 150);
  }

  private static CompiledRuleset load(Sample sample, InterfaceTable interfaces) {
    Nft.Options options = new Nft.Options(Map.of(), List.of(), interfaces);
    Nft.Result result = Nft.load(List.of(Nft.Source.file(sample.file())), options);
    return new NftBackend(interfaces)
        .compile(Objects.requireNonNull(result.ruleset(), result.diagnostics()::render));
  }

  private String outcomes(
      PathWalker walker,
      InterfaceTable interfaces,
      CapturedFrame frame,
      boolean everyLength,
      int canary) {
    byte[] bytes = frame.frame();
    byte[] padded = new byte[bytes.length + 2 * CANARY_BYTES];
    Arrays.fill(padded, (byte) canary);
    System.arraycopy(bytes, 0, padded, CANARY_BYTES, bytes.length);
    StringBuilder outcomes = new StringBuilder();
    try (PacketBuffer buffer = PacketBuffer.of(padded)) {
      int length = bytes.length;
      while (length >= 0) {
        PacketMemory.forbid(buffer);
        for (int original : new int[] {length, bytes.length}) {
          packet.reset(buffer.address() + CANARY_BYTES, length, original, LinkType.ETHERNET, 0);
          packet.setDirection(frame.direction());
          packet.setCaptureDevice(interfaces.device(frame.interfaceName()));
          PacketParser.parse(packet);
          outcomes.append(walker.walk(packet));
        }
        PacketMemory.allow(buffer, buffer.address(), padded.length);
        int next =
            everyLength || length <= EVERY_LENGTH_BELOW
                ? length - 1
                : Math.max(EVERY_LENGTH_BELOW, length - FURTHER_STRIDE);
        for (int cut = length; cut > Math.max(0, next); cut--) {
          PacketMemory.putU8(buffer.address() + CANARY_BYTES + cut - 1, canary);
        }
        length = next;
      }
      Arrays.fill(padded, (byte) canary);
      assertEquals(0, Arrays.compare(padded, buffer.get(padded.length)), "bytes were written");
    }
    return outcomes.toString();
  }
}
