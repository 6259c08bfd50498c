package dev.weir.nft.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.weir.core.diag.Diagnostics;
import dev.weir.core.diag.SourceSpan;
import dev.weir.core.diag.SourceText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads rule sets in the JSON of {@code nft -j}: every command becomes one line of nft text, which
 * the parser takes as any other.
 *
 * <pre>{@code
 * {"nftables": [{"add": {"table": {"family": "inet", "name": "t"}}}]}    add table inet t
 * }</pre>
 *
 * <p>A line remembers the place of its command: it is as if the document included it. Text that is
 * no JSON rule set is left alone.
 *
 * <p>Source: libnftables-json(5); nft 1.0.6 for what that page leaves open.
 */
public final class JsonRules {
  private static final long SCHEMA_VERSION = 1;
  private static final String KEY = "\"nftables\"";

  private JsonRules() {}

  /** Whether a text is a JSON rule set rather than nft text, whatever its file is called. */
  public static boolean isJson(SourceText source) {
    String text = source.text();
    int at = 0;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() && text.charAt(at) == '{';
  }

  /** The lines of a document in order; what is wrong is reported, and such commands left out. */
  public static List<SourceText> lines(SourceText source, Diagnostics diagnostics) {
    List<SourceText> lines = new ArrayList<>();
    try {
      for (Located command : commands(LocatedReader.read(source.text()))) {
        line(source, command, lines, diagnostics);
      }
    } catch (ShapeError error) {
      diagnostics.error(span(source, error.place), error.text);
    } catch (JsonProcessingException error) {
      int at = error.getLocation() == null ? 0 : (int) error.getLocation().getCharOffset();
      int start = Math.max(0, Math.min(at, source.text().length()));
      String message = error.getOriginalMessage().lines().findFirst().orElse("not JSON");
      diagnostics.error(new SourceSpan(source, start, start + 1), "damaged JSON: " + message);
    } catch (IOException error) {
      diagnostics.error(new SourceSpan(source, 0, 1), "damaged JSON: " + error.getMessage());
    }
    return lines;
  }

  private static List<Located> commands(Located document) {
    Located list = Shape.member(Shape.object(document), KEY.substring(1, KEY.length() - 1));
    if (list instanceof Located.Many many) {
      return many.items();
    }
    throw new ShapeError(list, "Value of property \"nftables\" must be an array.");
  }

  private static void line(
      SourceText source, Located command, List<SourceText> lines, Diagnostics diagnostics) {
    try {
      if (command instanceof Located.Thing thing && thing.members().containsKey("metainfo")) {
        check(thing.members());
        return;
      }
      CommandReader reader = new CommandReader();
      String text = reader.line(command);
      SourceSpan place = span(source, command);
      lines.add(SourceText.translated(place, text));
      String loss = reader.loss();
      if (loss != null) {
        diagnostics.warning(place, loss);
      }
    } catch (ShapeError error) {
      diagnostics.error(span(source, error.place), error.text);
    }
  }

  /** Only the version of the schema matters. */
  private static void check(Map<String, Located> members) {
    if (members.get("metainfo") instanceof Located.Thing info
        && info.members().get("json_schema_version") instanceof Located.Whole version
        && version.value() > SCHEMA_VERSION) {
      throw new ShapeError(
          version,
          "Schema version " + version.value() + " not supported, maximum supported version is 1");
    }
  }

  private static SourceSpan span(SourceText source, Located place) {
    int length = source.text().length();
    int start = Math.min(place.start(), length);
    return new SourceSpan(source, start, Math.max(start + 1, Math.min(place.end(), length)));
  }
}
