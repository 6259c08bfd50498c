package dev.weir.nft.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a JSON document with the places of its values.
 *
 * <p>A hostile document costs bounded time and memory: depth, number of values, and lengths of
 * strings and numbers are limited.
 */
final class LocatedReader {
  private static final int MAX_DEPTH = 400;

  /** A set of a million prefixes has four million values. */
  private static final int MAX_VALUES = 6_000_000;

  private static final int MAX_STRING = 1 << 16;
  private static final int LONG_BITS = 63;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_STRING)
                  .maxNameLength(MAX_STRING)
                  .build())
          .build();

  private final JsonParser parser;
  private int values;

  private LocatedReader(JsonParser parser) {
    this.parser = parser;
  }

  /** The one value of a document; damage is thrown as Jackson describes it. */
  static Located read(String text) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      LocatedReader reader = new LocatedReader(parser);
      Located value = reader.value(parser.nextToken());
      if (parser.nextToken() != null) {
        throw new ShapeError(reader.here(), "end of file expected behind the JSON object");
      }
      return value;
    }
  }

  private int start() {
    return (int) parser.currentTokenLocation().getCharOffset();
  }

  private int end() {
    return (int) parser.currentLocation().getCharOffset();
  }

  private Located here() {
    return new Located.Nothing(start(), start() + 1);
  }

  private Located value(JsonToken token) throws IOException {
    if (++values > MAX_VALUES) {
      throw new ShapeError(here(), "more than " + MAX_VALUES + " JSON values");
    }
    int start = start();
    return switch (token) {
      case START_OBJECT -> object(start);
      case START_ARRAY -> array(start);
      case VALUE_STRING -> {
        String text = parser.getText();
        yield new Located.Text(start, end(), text);
      }
      case VALUE_NUMBER_INT -> whole(start);
      case VALUE_NUMBER_FLOAT -> {
        int length = parser.getTextLength();
        yield new Located.Real(start, start + length);
      }
      case VALUE_TRUE -> new Located.Truth(start, end(), true);
      case VALUE_FALSE -> new Located.Truth(start, end(), false);
      default -> new Located.Nothing(start, end());
    };
  }

  private Located whole(int start) throws IOException {
    int end = start + parser.getTextLength();
    BigInteger number = parser.getBigIntegerValue();
    if (number.bitLength() > LONG_BITS) {
      throw new ShapeError(new Located.Nothing(start, end), "too big integer");
    }
    return new Located.Whole(start, end, number.longValue());
  }

  private Located array(int start) throws IOException {
    List<Located> items = new ArrayList<>(2);
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(value(token));
    }
    return new Located.Many(start, end(), items);
  }

  private Located object(int start) throws IOException {
    Map<String, Located> members = LinkedHashMap.newLinkedHashMap(2);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      members.put(name, value(parser.nextToken()));
    }
    return new Located.Thing(start, end(), members);
  }
}
