package dev.weir.nft;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.path.InterfaceTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rules with words exchanged and lost: refused or compiled, never an exception. */
class EvaluatorFuzzTest {
  private static final Path CORPUS =
      Path.of(System.getProperty("weir.root"), "nftables-vm/src/test/resources/corpus/hand");
  private static final int ROUNDS = 12_000;

  @Test
  void neverThrowsForShuffledRules() throws IOException {
    long seed = Long.getLong("weir.seed", 20261121L);
    System.err.println("EvaluatorFuzzTest seed " + seed);
    Random random = new Random(seed);
    List<List<String>> lines = lines();
    int accepted = 0;
    for (int i = 0; i < ROUNDS; i++) {
      String family = List.of("ip", "ip6", "inet").get(random.nextInt(3));
      String text =
          "table "
              + family
              + " t {\nset s4 { type ipv4_addr; flags interval; }\n"
              + "map vm { type inet_service : verdict; }\nchain other { }\nchain c {\n"
              + "type filter hook input priority 0;\n"
              + mutated(random, lines)
              + "\n}\n}\n";
      Nft.Result result;
      try {
        result = Nft.load(List.of(Nft.Source.text("fuzz", text)), Nft.Options.plain());
        if (result.ruleset() != null) {
          new NftBackend(new InterfaceTable()).program(result.ruleset());
          accepted++;
        }
        result.diagnostics().render();
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + " round " + i + ":\n" + text, e);
      }
    }
    System.err.println("EvaluatorFuzzTest accepted " + accepted + " of " + ROUNDS);
    assertTrue(accepted > ROUNDS / 50, "too few rules survive: " + accepted);
  }

  private static List<List<String>> lines() throws IOException {
    List<List<String>> lines = new ArrayList<>();
    for (String family : List.of("ip", "ip6", "inet")) {
      for (String line : Files.readAllLines(CORPUS.resolve(family + ".t"))) {
        if (!line.isBlank() && !line.startsWith("#") && !line.contains("##")) {
          lines.add(List.of(line.split(" ")));
        }
      }
    }
    return lines;
  }

  private static String mutated(Random random, List<List<String>> lines) {
    List<String> words = new ArrayList<>(lines.get(random.nextInt(lines.size())));
    int changes = random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      List<String> other = lines.get(random.nextInt(lines.size()));
      String word = other.get(random.nextInt(other.size()));
      int at = random.nextInt(words.size());
      switch (random.nextInt(4)) {
        case 0 -> words.set(at, word);
        case 1 -> words.add(at, word);
        case 2 -> words.set(at, random.nextBoolean() ? "@s4" : "@vm");
        default -> {
          if (words.size() > 1) {
            words.remove(at);
          }
        }
      }
    }
    if (random.nextInt(3) == 0) {
      words.addAll(lines.get(random.nextInt(lines.size())));
    }
    return String.join(" ", words);
  }
}
