package dev.weir.core.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.hook.Hook;
import dev.weir.core.packet.Ip4;
import dev.weir.core.packet.LinkType;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import dev.weir.core.testkit.FragmentAnswers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reassembly against recorded answers of the live kernel. */
@Tag("checked")
class FragmentAnswersTest {
  private final Packet packet = new Packet();

  /** Counts as the rules of the recording do. */
  private static final class Counts {
    private final long[] packets = new long[4];
    private final long[] bytes = new long[4];

    /** Whether the last rule drops. */
    boolean judge(Packet p) {
      int base = p.networkOffset();
      count(0, p, true);
      count(1, p, p.u16(base + Ip4.FRAGMENT) == Ip4.DONT_FRAGMENT);
      count(2, p, (p.u8(base + Ip4.TOS) & 3) == 3);
      int port = base + p.transportOffset() + 2;
      boolean drop = p.l4protocol() == 17 && p.canLoad(port, 2) && p.u16(port) == 53;
      count(3, p, drop);
      return drop;
    }

    private void count(int rule, Packet p, boolean hit) {
      if (hit) {
        packets[rule]++;
        bytes[rule] += p.networkLength();
      }
    }

    List<String> words() {
      List<String> words = new ArrayList<>();
      for (int i = 0; i < packets.length; i++) {
        words.add(packets[i] + "/" + bytes[i]);
      }
      return words;
    }
  }

  @Test
  void everyTrainEndsAsInTheKernel() throws IOException {
    List<FragmentAnswers> answers = FragmentAnswers.read();
    assertTrue(answers.size() >= 20, "answers: " + answers.size());
    for (FragmentAnswers answer : answers) {
      List<byte[]> frames = FragmentAnswers.frames(answer.seed());
      assertEquals(answer.crc(), FragmentAnswers.crc(frames), "the generator changed: record anew");
      assertEquals(answer, judge(answer, frames));
    }
  }

  private FragmentAnswers judge(FragmentAnswers answer, List<byte[]> frames) {
    Counts counts = new Counts();
    RecordingRuleset ruleset = new RecordingRuleset();
    ruleset.judging((hook, p) -> hook == Hook.INPUT && counts.judge(p));
    StringBuilder verdicts = new StringBuilder();
    try (PathWalker walker = new PathWalker(ruleset, PathOptions.of(Path.INPUT))) {
      for (byte[] frame : frames) {
        try (PacketBuffer buffer = PacketBuffer.of(frame)) {
          buffer.show(packet, frame.length, LinkType.ETHERNET);
          char outcome = walker.walk(packet);
          // The lab cannot tell a fragment with bad options (K) from one that is held.
          verdicts.append(outcome == 'K' ? 'Q' : outcome);
          assertEquals(buffer.address(), packet.address(), "shows the original again");
        }
      }
    }
    return new FragmentAnswers(answer.seed(), answer.crc(), verdicts.toString(), counts.words());
  }
}
