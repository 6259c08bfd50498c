package dev.weir.nft.json;

import dev.weir.nft.token.ReservedWords;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks JSON values for what they must be; what is missing or wrong is told in nft's words. */
final class Shape {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_.][A-Za-z0-9/_.-]{0,255}");
  private static final Pattern KEYWORD = Pattern.compile("[A-Za-z0-9_-]{1,64}( [a-z0-9-]{1,32})?");

  private Shape() {}

  static Located.Thing object(Located value) {
    if (value instanceof Located.Thing thing) {
      return thing;
    }
    throw new ShapeError(value, "Expected object, got " + value.typeWord());
  }

  static String string(Located value) {
    if (value instanceof Located.Text text) {
      return text.value();
    }
    throw new ShapeError(value, "Expected string, got " + value.typeWord());
  }

  static long integer(Located value) {
    if (value instanceof Located.Whole whole) {
      return whole.value();
    }
    throw new ShapeError(value, "Expected integer, got " + value.typeWord());
  }

  static Located member(Located.Thing thing, String name) {
    Located value = thing.members().get(name);
    if (value == null) {
      throw new ShapeError(thing, "Object item not found: " + name);
    }
    return value;
  }

  static @Nullable Located optional(Located.Thing thing, String name) {
    return thing.members().get(name);
  }

  static String string(Located.Thing thing, String name) {
    return string(member(thing, name));
  }

  static long integer(Located.Thing thing, String name) {
    return integer(member(thing, name));
  }

  static boolean isTrue(Located.Thing thing, String name) {
    Located value = thing.members().get(name);
    return value instanceof Located.Truth truth
        ? truth.value()
        : value instanceof Located.Whole whole && whole.value() != 0;
  }

  /** The one member of an object. */
  static Map.Entry<String, Located> only(Located value) {
    Located.Thing thing = object(value);
    if (thing.members().size() != 1) {
      boolean many = thing.members().size() > 1;
      throw new ShapeError(
          value, "Malformed object (too " + (many ? "many" : "few") + " properties)");
    }
    return thing.members().entrySet().iterator().next();
  }

  /** The two values of an array. */
  static List<Located> pair(Located value) {
    List<Located> items = array(value);
    if (items.size() < 2) {
      throw new ShapeError(value, "Array index " + items.size() + " out of range");
    }
    if (items.size() > 2) {
      throw new ShapeError(value, (items.size() - 2) + " array item(s) left unpacked");
    }
    return items;
  }

  static List<Located> array(Located value) {
    if (value instanceof Located.Many many) {
      return many.items();
    }
    throw new ShapeError(value, "Expected array, got " + value.typeWord());
  }

  /** The items of an array, or the one value. */
  static List<Located> oneOrMore(Located value) {
    return value instanceof Located.Many many ? many.items() : List.of(value);
  }

  /** The name of a table, chain, set or object. */
  static String name(Located value) {
    String name = string(value);
    if (!NAME.matcher(name).matches() || ReservedWords.isReserved(name)) {
      throw new ShapeError(value, "not supported yet: a name that nft text cannot have");
    }
    return name;
  }

  static String name(Located.Thing thing, String member) {
    return name(member(thing, member));
  }

  /** A word that becomes part of the text as it is. */
  static String keyword(Located value, String unknown) {
    String word = string(value);
    if (!KEYWORD.matcher(word).matches()) {
      throw new ShapeError(value, unknown + " '" + word + "'.");
    }
    return word;
  }

  static String keyword(Located.Thing thing, String member, String unknown) {
    return keyword(member(thing, member), unknown);
  }

  /** Text in quotes. */
  static String quoted(Located value) {
    String text = string(value);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c < ' ' || c == 0x7f) {
        throw new ShapeError(value, "not supported yet: text that nft text cannot have");
      }
    }
    return '"' + text + '"';
  }
}
