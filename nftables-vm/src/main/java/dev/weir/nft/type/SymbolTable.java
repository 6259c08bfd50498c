package dev.weir.nft.type;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words of one data type, in the order {@code nft describe} gives them.
 *
 * <p>Two words may stand for one number ({@code host} and {@code unicast}); the first is listed.
 */
final class SymbolTable {
  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final Map<Integer, String> words = new LinkedHashMap<>();

  /** A table of {@code "word number word number ..."}; numbers as {@link Integer#decode} reads. */
  static SymbolTable of(String rows) {
    SymbolTable table = new SymbolTable();
    String[] cells = rows.strip().split("\\s+");
    for (int i = 0; i < cells.length; i += 2) {
      table.add(cells[i], Integer.decode(cells[i + 1]));
    }
    return table;
  }

  /** A table read from lines {@code number word word ...}. */
  static SymbolTable ofLines(Iterable<String> lines) {
    SymbolTable table = new SymbolTable();
    for (String line : lines) {
      if (line.startsWith("#") || line.isBlank()) {
        continue;
      }
      String[] cells = line.strip().split("\\s+");
      for (int i = 1; i < cells.length; i++) {
        table.add(cells[i], Integer.parseInt(cells[0]));
      }
    }
    return table;
  }

  private void add(String word, int number) {
    numbers.putIfAbsent(word, number);
    words.putIfAbsent(number, word);
  }

  /** The number of a word, or null. */
  @Nullable Integer number(String word) {
    return numbers.get(word);
  }

  /** The first word of a number, or null. */
  @Nullable String word(int number) {
    return words.get(number);
  }

  /** Words and numbers in the order of the rows. */
  Map<String, Integer> rows() {
    return numbers;
  }
}
