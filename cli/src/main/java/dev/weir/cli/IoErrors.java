package dev.weir.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Words for what went wrong with a file, as the C library has them. */
final class IoErrors {
  private IoErrors() {}

  /** The path of a name from the command line; not every text is one. */
  static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw CommandFailure.badInput(name + ": not a file name here: " + e.getReason());
    }
  }

  static String describe(Path file, IOException failure) {
    String reason =
        switch (failure) {
          case NoSuchFileException missing -> "No such file or directory";
          case AccessDeniedException denied -> "Permission denied";
          default -> String.valueOf(failure.getMessage());
        };
    return file + ": " + reason;
  }
}
