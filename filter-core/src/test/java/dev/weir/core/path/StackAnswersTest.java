package dev.weir.core.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.packet.LinkType;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The stack model against recorded answers of the live kernel. */
@Tag("checked")
class StackAnswersTest {
  private record Answer(String outcomes, byte[] frame, String name) {}

  private static List<Answer> answers() throws IOException {
    List<Answer> answers = new ArrayList<>();
    try (InputStream in = StackAnswersTest.class.getResourceAsStream("stack-answers.txt");
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          String[] parts = line.split(" ", 3);
          answers.add(new Answer(parts[0], HexFormat.of().parseHex(parts[1]), parts[2]));
        }
      }
    }
    return answers;
  }

  @ParameterizedTest
  @EnumSource(names = {"FORWARD", "INPUT", "OUTPUT"})
  void everyFrameEndsAsInTheKernel(Path path) throws IOException {
    List<Answer> answers = answers();
    assertTrue(answers.size() > 1000, "answers: " + answers.size());
    Packet packet = new Packet();
    List<String> wrong = new ArrayList<>();
    try (PathWalker walker = new PathWalker(new RecordingRuleset(), PathOptions.of(path))) {
      for (Answer answer : answers) {
        char expected = answer.outcomes.charAt(path.ordinal() - Path.FORWARD.ordinal());
        try (PacketBuffer buffer = PacketBuffer.of(answer.frame)) {
          buffer.show(packet, answer.frame.length, LinkType.ETHERNET);
          char actual = walker.walk(packet);
          if (actual != expected) {
            wrong.add(answer.name + ": kernel " + expected + ", weir " + actual);
          }
        }
      }
    }
    assertEquals(List.of(), wrong);
  }
}
