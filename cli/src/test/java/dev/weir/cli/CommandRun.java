package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.file.Path;

/** One command line run in this process: what it ended with and what it wrote. */
record CommandRun(int code, String out, String err) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Runs a command line; whatever happens, no stack trace and no internal error may come out. */
  static CommandRun of(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = String.valueOf(arguments[i]);
    }
    int code = Main.run(new Console(out, err), words);
    CommandRun run = new CommandRun(code, out.toString(), err.toString());
    assertFalse(run.err.contains("\tat "), run.err);
    assertTrue(code != ExitCode.INTERNAL, run.err);
    return run;
  }

  /** The same with this standard input. */
  static CommandRun withInput(byte[] input, Object... arguments) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input));
    try {
      return of(arguments);
    } finally {
      System.setIn(before);
    }
  }

  /** The file of the repository. */
  static Path file(String name) {
    return Path.of(System.getProperty("weir.root", ".")).resolve(name);
  }

  CommandRun expect(int expected) {
    assertEquals(expected, code, () -> out + err);
    return this;
  }

  CommandRun expectError(String part) {
    assertTrue(err.contains(part), () -> "no '" + part + "' in: " + err);
    return this;
  }

  JsonNode json() throws IOException {
    return JSON.readTree(out);
  }
}
