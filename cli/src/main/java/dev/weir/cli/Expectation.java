package dev.weir.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code --expect FILE}: a JSON document that a result must contain.
 *
 * <p><i>Meaning:</i> an expected object matches when each of its members does; an expected array of
 * objects matches when each of its entries matches the entry of the result that has the same names
 * ({@code family}, {@code table}, ...); other values must be equal. What the result has beyond that
 * does not matter.
 */
final class Expectation {
  /** Members that say which rule or policy an entry is about, rather than what was counted. */
  private static final List<String> IDENTITY =
      List.of(
          "type", "name", "family", "table", "chain", "handle", "index", "file", "line", "text");

  private final List<String> differences = new ArrayList<>();

  private Expectation() {}

  /** What {@code actual} lacks of {@code expected}, one line each; empty if it matches. */
  static List<String> differences(JsonNode expected, JsonNode actual) {
    Expectation expectation = new Expectation();
    expectation.compare("", expected, actual);
    return expectation.differences;
  }

  private void compare(String path, JsonNode expected, JsonNode actual) {
    if (expected.isObject() && actual.isObject()) {
      for (Map.Entry<String, JsonNode> member : expected.properties()) {
        JsonNode value = actual.path(member.getKey());
        compare(path + "/" + member.getKey(), member.getValue(), value);
      }
    } else if (expected.isArray() && actual.isArray()) {
      compareArrays(path, expected, actual);
    } else if (!sameValue(expected, actual)) {
      differences.add(
          (path.isEmpty() ? "/" : path)
              + ": expected "
              + expected
              + ", got "
              + (actual.isMissingNode() ? "nothing" : actual));
    }
  }

  private void compareArrays(String path, JsonNode expected, JsonNode actual) {
    for (int i = 0; i < expected.size(); i++) {
      JsonNode wanted = expected.get(i);
      if (!wanted.isObject()) {
        compare(path + "/" + i, wanted, actual.path(i));
        continue;
      }
      JsonNode found = find(wanted, actual);
      if (found == null) {
        differences.add(path + "/" + i + ": nothing in the result is " + identityOf(wanted));
      } else {
        compare(path + "/" + i, wanted, found);
      }
    }
  }

  private static @Nullable JsonNode find(JsonNode wanted, JsonNode actual) {
    for (JsonNode candidate : actual) {
      boolean same = true;
      for (String name : IDENTITY) {
        same &= !wanted.has(name) || sameValue(wanted.get(name), candidate.path(name));
      }
      if (same) {
        return candidate;
      }
    }
    return null;
  }

  private static String identityOf(JsonNode wanted) {
    List<String> parts = new ArrayList<>();
    for (String name : IDENTITY) {
      if (wanted.has(name)) {
        parts.add(name + " " + wanted.get(name));
      }
    }
    return String.join(", ", parts);
  }

  private static boolean sameValue(JsonNode expected, JsonNode actual) {
    if (expected.isIntegralNumber() && actual.isIntegralNumber()) {
      return expected.longValue() == actual.longValue();
    }
    return expected.equals(actual);
  }
}
