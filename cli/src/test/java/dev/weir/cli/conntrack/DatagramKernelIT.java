package dev.weir.cli.conntrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.core.testkit.Gen;
import dev.weir.netio.lab.KernelLab;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The trackers other than TCP's against the kernel's, in random flows with ICMP errors. */
@Tag("kernel")
class DatagramKernelIT {
  private static final int FLOWS = 1500;

  @BeforeAll
  static void needsTheKernel() {
    String reason = KernelLab.unavailableReason();
    assumeTrue(reason == null, () -> "no kernel lab: " + reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"udp", "udplite", "icmp", "gre", "sctp", "dccp", "esp", "short tcp"})
  void randomFlows(String protocol) throws IOException {
    long seed = Long.getLong("weir.seed", 1);
    int rounds = Integer.getInteger("weir.rounds", 1);
    for (long round = seed; round < seed + rounds; round++) {
      Gen gen = new Gen(round);
      List<byte[]> frames = new ArrayList<>();
      List<String> stories = new ArrayList<>();
      for (int flow = 0; flow < FLOWS; flow++) {
        Datagrams datagrams = new Datagrams(gen, flow);
        String story = datagrams.client();
        for (int left = gen.between(1, 7); left > 0; left--) {
          frames.add(datagrams.next(protocol));
          story += ", " + datagrams.said;
          stories.add(story);
        }
      }
      for (String dropped : List.of("invalid", "related", "established", "untracked")) {
        check(frames, stories, dropped, round);
      }
    }
  }

  private static void check(List<byte[]> frames, List<String> stories, String dropped, long seed)
      throws IOException {
    List<String> differences = new ArrayList<>(BothTables.differences(frames, dropped));
    differences.replaceAll(d -> story(d, stories));
    assertEquals(
        "",
        String.join("\n", differences.subList(0, Math.min(10, differences.size()))),
        () -> differences.size() + " differences, seed " + seed);
  }

  private static String story(String difference, List<String> stories) {
    if (!difference.startsWith("frame ")) {
      return stories.stream()
          .filter(s -> difference.contains("=" + s.split(",", 2)[0] + " "))
          .reduce((earlier, later) -> later)
          .map(s -> difference + "\n    " + s)
          .orElse(difference);
    }
    int frame = Integer.parseInt(difference.substring(6, difference.indexOf(',')));
    return difference + "\n    " + stories.get(frame);
  }
}
