package dev.weir.core.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;

/**
 * What the live kernel answered to random trains of fragments: a verdict per packet and the
 * counters of {@link #RULES}.
 *
 * @param seed of {@link FragmentTrains}
 * @param crc of all frames, so that a changed generator is noticed
 * @param verdicts as {@code --verdicts} writes them, one character per frame
 * @param counters {@code packets/bytes} of each rule of the input chain
 */
public record FragmentAnswers(long seed, long crc, String verdicts, List<String> counters) {
  /** The rules of the recording. */
  public static final String RULES =
      """
      table ip t {
        chain in {
          type filter hook input priority 0; policy accept;
          counter
          ip frag-off 0x4000 counter
          ip ecn ce counter
          udp dport 53 counter drop
        }
      }
      """;

  private static final int TRAINS = 60;

  public FragmentAnswers {
    counters = List.copyOf(counters);
  }

  /** The frames of a seed. */
  public static List<byte[]> frames(long seed) {
    FragmentTrains trains = new FragmentTrains(seed);
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < TRAINS; i++) {
      frames.addAll(trains.train());
    }
    return frames;
  }

  /** A checksum of all frames. */
  public static long crc(List<byte[]> frames) {
    CRC32 crc = new CRC32();
    frames.forEach(crc::update);
    return crc.getValue();
  }

  /** What was recorded. */
  public static List<FragmentAnswers> read() throws IOException {
    List<FragmentAnswers> answers = new ArrayList<>();
    try (InputStream in = FragmentAnswers.class.getResourceAsStream("fragment-answers.txt");
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          answers.add(parse(line));
        }
      }
    }
    return answers;
  }

  private static FragmentAnswers parse(String line) {
    List<String> words = List.of(line.split(" ", -1));
    return new FragmentAnswers(
        Long.parseLong(words.get(0)),
        Long.parseLong(words.get(1)),
        words.get(2),
        words.subList(3, words.size()));
  }

  /** The line of the recording. */
  public String line() {
    return seed + " " + crc + " " + verdicts + " " + String.join(" ", counters);
  }
}
