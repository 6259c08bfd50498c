package dev.weir.nft.parse;

import dev.weir.core.diag.SourceSpan;
import dev.weir.core.diag.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads rule files and finds included ones.
 *
 * <p>A name that begins with {@code /}, {@code ./} or {@code ../} is looked up as it is; another
 * one in the include directories only, as in nft. A pattern ({@code *}, {@code ?}, {@code [})
 * stands for the files it matches in alphabetical order, none is fine, and files whose name begins
 * with a dot are left out. Directories are passed over.
 */
public final class RuleFiles {
  /** Bytes of all files of one load. */
  private static final long MAX_BYTES = 64L << 20;

  private static final int MAX_FILES = 10_000;

  private final List<Path> includeDirectories;
  private long bytesRead;
  private int filesRead;

  public RuleFiles(List<Path> includeDirectories) {
    this.includeDirectories = List.copyOf(includeDirectories);
  }

  /** A file was not read; the message is for the user. */
  public static final class Unreadable extends Exception {
    static final long serialVersionUID = 1;

    Unreadable(String message) {
      super(message);
    }
  }

  /** Reads one file, called {@code name} in messages. */
  public SourceText read(String name, Path path, @Nullable SourceSpan includedFrom)
      throws Unreadable {
    try {
      if (!Files.exists(path)) {
        throw new Unreadable("Could not open file \"" + name + "\": No such file or directory");
      }
      if (!Files.isRegularFile(path)) {
        throw new Unreadable("Not a regular file: \"" + name + "\"");
      }
      long size = Files.size(path);
      if (bytesRead + size > MAX_BYTES) {
        throw new Unreadable("Could not open file \"" + name + "\": rule text over 64 MB");
      }
      if (++filesRead > MAX_FILES) {
        throw new Unreadable(
            "Could not open file \"" + name + "\": more than " + MAX_FILES + " files");
      }
      bytesRead += size;
      byte[] bytes;
      try (var in = Files.newInputStream(path)) {
        bytes = in.readNBytes((int) size);
      }
      return new SourceText(name, new String(bytes, StandardCharsets.UTF_8), includedFrom);
    } catch (IOException | SecurityException e) {
      throw new Unreadable("Could not open file \"" + name + "\": " + reason(e));
    }
  }

  private static String reason(Exception e) {
    return e instanceof AccessDeniedException
        ? "Permission denied"
        : String.valueOf(e.getMessage());
  }

  /**
   * The names an include statement stands for, as they are to be called in messages; empty if there
   * is none.
   */
  List<String> resolve(String name) {
    boolean asItIs = name.startsWith("/") || name.startsWith("./") || name.startsWith("../");
    try {
      if (!asItIs) {
        for (Path directory : includeDirectories) {
          List<String> found = matches(directory.resolve(name).toString());
          if (!found.isEmpty()) {
            return found;
          }
        }
      }
      return asItIs ? matches(name) : List.of();
    } catch (InvalidPathException | PatternSyntaxException | IOException e) {
      return List.of();
    }
  }

  static boolean isPattern(String name) {
    return name.indexOf('*') >= 0 || name.indexOf('?') >= 0 || name.indexOf('[') >= 0;
  }

  private static List<String> matches(String name) throws IOException {
    if (!isPattern(name)) {
      return Files.exists(Path.of(name)) ? List.of(name) : List.of();
    }
    List<String> bases = List.of(name.startsWith("/") ? "/" : "");
    for (String part : name.split("/", -1)) {
      if (!part.isEmpty()) {
        bases = extend(bases, part);
      }
    }
    return bases;
  }

  private static List<String> extend(List<String> bases, String part) throws IOException {
    List<String> out = new ArrayList<>();
    for (String base : bases) {
      if (!isPattern(part)) {
        String whole = join(base, part);
        if (Files.exists(Path.of(whole))) {
          out.add(whole);
        }
        continue;
      }
      Path directory = Path.of(base.isEmpty() ? "." : base);
      if (Files.isDirectory(directory)) {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + quoted(part));
        try (Stream<Path> entries = Files.list(directory)) {
          entries
              .map(entry -> entry.getFileName())
              .filter(entry -> part.startsWith(".") || !entry.toString().startsWith("."))
              .filter(matcher::matches)
              .map(Path::toString)
              .sorted()
              .forEach(entry -> out.add(join(base, entry)));
        }
      }
    }
    return out;
  }

  /** Braces are plain characters for nft. */
  private static String quoted(String part) {
    return part.replace("{", "\\{").replace("}", "\\}");
  }

  private static String join(String base, String part) {
    return base.isEmpty() || base.endsWith("/") ? base + part : base + "/" + part;
  }
}
