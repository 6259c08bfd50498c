package dev.weir.nft.corpus;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks the installed nft about many lines in one process.
 *
 * <p>{@code nft -i} reads commands from a pipe inside a private network namespace. Words that are
 * no command mark where the answers to a line begin and end; when nft dies (some rules make it
 * abort) the line that did it is refused and a new process goes on behind it.
 */
final class LiveNft {
  private static final String BETWEEN = "weirbetween";
  private static final String END = "weirend";

  private LiveNft() {}

  /** Why nft cannot be asked here, or null. */
  static @Nullable String unavailable() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return "needs root for a network namespace";
    }
    for (String tool : List.of("/usr/sbin/nft", "/usr/bin/unshare", "/usr/bin/stdbuf")) {
      if (!Files.isExecutable(Path.of(tool))) {
        return tool + " is missing";
      }
    }
    return null;
  }

  static List<NftAnswer> ask(List<CorpusLine> lines) throws IOException, InterruptedException {
    List<NftAnswer> answers = new ArrayList<>();
    while (answers.size() < lines.size()) {
      int before = answers.size();
      session(lines.subList(before, lines.size()), answers);
      if (answers.size() < lines.size()) {
        answers.add(NftAnswer.refused("nft aborts"));
      }
    }
    return answers;
  }

  private static void session(List<CorpusLine> lines, List<NftAnswer> answers)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("unshare", "-n", "stdbuf", "-oL", "nft", "-i", "--debug=netlink")
            .redirectErrorStream(true)
            .start();
    Thread writer = Thread.ofPlatform().start(() -> write(process, lines));
    StringBuilder text = new StringBuilder();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line;
      while ((line = reader.readLine()) != null) {
        text.append(line).append('\n');
        if (line.equals(END)) {
          answers.add(answer(text.toString()));
          text.setLength(0);
        }
      }
    }
    process.waitFor();
    writer.join();
  }

  private static void write(Process process, List<CorpusLine> lines) {
    try (Writer out = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8)) {
      for (CorpusLine line : lines) {
        String table = line.family().word() + " t";
        out.write(line.commands());
        out.write(
            BETWEEN + "\nlist table " + table + "\ndelete table " + table + "\n" + END + "\n");
        out.flush();
      }
    } catch (IOException e) {
      // nft aborted; the reader sees the end of its output
      if (process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join().isAlive()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static NftAnswer answer(String text) {
    int between = text.indexOf("\n" + BETWEEN + "\n");
    String commands = text.substring(0, Math.max(0, between));
    String after = text.substring(between + 1);
    // the marker is refused in two lines: the message before it, the carets behind it
    int last = commands.lastIndexOf("Error: ");
    commands = last < 0 ? commands : commands.substring(0, last);
    int error = commands.indexOf("Error: ");
    if (error >= 0) {
      return NftAnswer.refused(commands.substring(error + 7, commands.indexOf('\n', error)));
    }
    int table = after.indexOf("\ntable ");
    int end = after.indexOf("\n}\n", table);
    if (table < 0 || end < 0) {
      return NftAnswer.refused("nothing listed");
    }
    return new NftAnswer("", ProgramText.of(commands), after.substring(table + 1, end + 3));
  }
}
