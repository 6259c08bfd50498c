package dev.weir.nft.parse;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.weir.core.diag.Diagnostic;
import dev.weir.core.diag.SourceSpan;
import dev.weir.nft.Nft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Mutated rule files: loading never throws, and every place it names lies inside the text. */
class ParserFuzzTest {
  private static final int ROUNDS = 3_000;
  private static final String[] PIECES = {
    "{",
    "}",
    "(",
    ")",
    ";",
    "\n",
    ",",
    ":",
    ".",
    "-",
    "/",
    "@",
    "$",
    "*",
    "!",
    "==",
    "!=",
    "<<",
    "&",
    "|",
    " vmap ",
    " map ",
    " accept ",
    " jump ",
    " comment ",
    "\"",
    "#",
    "\\\n",
    "0x",
    "::",
    "1.2.3.4",
    " define x = ",
    " include ",
    " set ",
    " elements = ",
    " type ",
    " ip saddr ",
    " tcp dport ",
    " meta ",
    " ct state ",
    " reject ",
    " log prefix ",
    "99999999999999999999",
    "\0",
    "é"
  };

  private static List<String> seeds() throws IOException {
    List<String> texts = new ArrayList<>();
    Path samples = Path.of(Objects.requireNonNull(System.getProperty("weir.root")), "rulesets/nft");
    try (Stream<Path> files = Files.list(samples)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".nft")).sorted().toList()) {
        if (Files.size(file) < 20_000) {
          texts.add(Files.readString(file));
        }
      }
    }
    return texts;
  }

  @Test
  void neverThrowsOnMutatedFiles() throws IOException {
    List<String> texts = seeds();
    long seed = Long.getLong("weir.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      String text = mutate(texts.get(random.nextInt(texts.size())), random);
      try {
        check(Nft.load(List.of(Nft.Source.text("f", text)), Nft.Options.plain()));
      } catch (RuntimeException | StackOverflowError e) {
        fail("seed " + seed + " round " + round + ":\n" + text, e);
      }
    }
  }

  private static String mutate(String text, Random random) {
    StringBuilder out = new StringBuilder(text);
    int changes = 1 + random.nextInt(6);
    for (int i = 0; i < changes && !out.isEmpty(); i++) {
      int at = random.nextInt(out.length());
      int end = Math.min(out.length(), at + 1 + random.nextInt(20));
      switch (random.nextInt(5)) {
        case 0 -> out.delete(at, end);
        case 1 -> out.insert(at, PIECES[random.nextInt(PIECES.length)]);
        case 2 -> out.replace(at, end, PIECES[random.nextInt(PIECES.length)]);
        case 3 -> out.insert(random.nextInt(out.length()), out.substring(at, end));
        default -> out.setCharAt(at, (char) (32 + random.nextInt(95)));
      }
    }
    return out.toString();
  }

  private static void check(Nft.Result result) {
    for (Diagnostic diagnostic : result.diagnostics().all()) {
      SourceSpan span = diagnostic.span();
      int length = span.source().text().length();
      assertTrue(0 <= span.start() && span.start() <= length, diagnostic.message());
      assertTrue(span.start() <= span.end() && span.end() <= length + 1, diagnostic.message());
    }
    assertTrue(result.diagnostics().hasErrors() == (result.ruleset() == null));
    result.diagnostics().render();
  }
}
