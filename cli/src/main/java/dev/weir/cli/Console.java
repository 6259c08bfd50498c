package dev.weir.cli;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Standard output and standard error of one command: data on the first, everything else on the
 * second.
 *
 * <p>Unlike {@code System.out} a write error is seen: a reader that went away ({@code weir list |
 * head -1}) ends the command silently with 141, a full disk ends it with 4. Owned by the main
 * thread.
 */
final class Console {
  private final Writer out;
  private final Writer err;
  private boolean quiet;
  private boolean verbose;

  Console(Writer out, Writer err) {
    this.out = out;
    this.err = err;
  }

  /** The process's own streams, UTF-8. */
  static Console ofProcess() {
    return new Console(writer(FileDescriptor.out), writer(FileDescriptor.err));
  }

  private static Writer writer(FileDescriptor descriptor) {
    return new BufferedWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), 1 << 16);
  }

  void quiet(boolean value) {
    quiet = value;
  }

  void verbose(boolean value) {
    verbose = value;
  }

  boolean isQuiet() {
    return quiet;
  }

  boolean isVerbose() {
    return verbose;
  }

  /** Writes data. */
  void print(CharSequence text) {
    try {
      out.append(text);
    } catch (IOException e) {
      throw closed(e);
    }
  }

  void println(CharSequence text) {
    print(text);
    print("\n");
  }

  /** Writes a remark that {@code -q} silences. */
  void note(CharSequence text) {
    if (!quiet) {
      error(text);
    }
  }

  /** Writes an error or warning line; never silenced. */
  void error(CharSequence text) {
    try {
      out.flush();
      err.append(text);
      if (text.length() > 0 && text.charAt(text.length() - 1) != '\n') {
        err.append('\n');
      }
      err.flush();
    } catch (IOException e) {
      throw closed(e);
    }
  }

  void flush() {
    try {
      out.flush();
      err.flush();
    } catch (IOException e) {
      throw closed(e);
    }
  }

  private static CommandFailure closed(IOException e) {
    String message = String.valueOf(e.getMessage());
    // The JDK has no type for EPIPE, only the C library's text.
    if (message.contains("Broken pipe")) {
      return new CommandFailure(ExitCode.BROKEN_PIPE, "");
    }
    return CommandFailure.ioFailure("cannot write: " + message);
  }
}
