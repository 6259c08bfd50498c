package dev.weir.nft.ruleset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.nft.Nft;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random transactions one after the other: weir takes those the kernel takes, and ends up with the
 * same tables, chains, sets and rules under the same handles in the same order.
 */
@Tag("kernel")
class TransactionKernelIT {
  private static final int SEQUENCES = Integer.getInteger("weir.sequences", 40);
  private static final int FILES = 10;
  private static final Pattern HANDLE = Pattern.compile("^\\s*(.*?) # handle (\\d+)$");

  @TempDir private Path folder;

  @Test
  void randomTransactionsEndAsInTheKernel() throws Exception {
    LiveNft.assumeUsable();
    long seed = Long.getLong("weir.seed", System.nanoTime());
    System.err.println("TransactionKernelIT: -Dweir.seed=" + seed);
    int accepted = 0;
    for (int i = 0; i < SEQUENCES; i++) {
      accepted += compare(seed + i);
    }
    System.err.println(
        "TransactionKernelIT: " + accepted + " of " + SEQUENCES * FILES + " files accepted");
  }

  private int compare(long seed) throws Exception {
    RandomCommands commands = new RandomCommands(new Random(seed));
    List<String> taken = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      taken.add(i == 0 ? commands.start() : commands.file());
      List<Nft.Source> sources = new ArrayList<>();
      taken.forEach(text -> sources.add(Nft.Source.text("f", text)));
      Nft.Result result = Nft.load(sources, Nft.Options.plain());
      String answer = kernel(taken);
      String story = "seed " + seed + "\n" + String.join("--\n", taken) + "nft: " + answer;
      story += "weir: " + result.diagnostics().render();
      assertEquals(answer.startsWith("yes"), result.ruleset() != null, story);
      if (result.ruleset() != null) {
        assertEquals(listed(answer), handles(result.ruleset()), story);
      } else {
        // The kernel does not give back the handles of a transaction that failed: start anew.
        taken.removeLast();
      }
    }
    return taken.size();
  }

  /** What the kernel says of the last of these files, and what it holds then. */
  private String kernel(List<String> files) throws Exception {
    StringBuilder script = new StringBuilder("cd " + folder + "\n");
    for (int i = 0; i < files.size(); i++) {
      Files.writeString(folder.resolve("f" + i), files.get(i));
      script.append("nft -f f").append(i).append(" >error 2>&1 && a=yes || a=no\n");
    }
    script.append("echo $a; cat error; nft -a list ruleset\n");
    Path file = Files.writeString(folder.resolve("script.sh"), script);
    return LiveNft.run("unshare -n bash " + file);
  }

  private static List<String> listed(String text) {
    List<String> lines = new ArrayList<>();
    for (String line : text.split("\n")) {
      Matcher matcher = HANDLE.matcher(line);
      if (matcher.matches()) {
        String[] words = matcher.group(1).split(" ");
        boolean container = matcher.group(1).endsWith("{");
        String name =
            !container
                ? "rule"
                : words[0] + " " + words[1] + (words.length > 3 ? " " + words[2] : "");
        lines.add(name + " " + matcher.group(2));
      }
    }
    return lines;
  }

  private static List<String> handles(Ruleset ruleset) {
    List<String> lines = new ArrayList<>();
    for (Table table : ruleset.tables()) {
      lines.add("table " + table.family().word() + " " + table.name() + " " + table.handle());
      for (NamedSet set : table.sets()) {
        lines.add((set.typed().isMap() ? "map " : "set ") + set.name() + " " + set.handle());
      }
      for (Chain chain : table.chains()) {
        lines.add("chain " + chain.name() + " " + chain.handle());
        for (Rule rule : chain.rules()) {
          lines.add("rule " + rule.handle());
        }
      }
    }
    return lines;
  }
}
