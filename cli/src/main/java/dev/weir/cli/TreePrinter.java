package dev.weir.cli;

import dev.weir.core.diag.SourceSpan;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prints a tree of records, one node a line, its members indented below it.
 *
 * <p>The trees of the compiler are records all through, so one printer serves them all; places in
 * the text are shown as line and column.
 */
final class TreePrinter {
  private final StringBuilder out = new StringBuilder();

  private TreePrinter() {}

  static String print(Object tree) {
    TreePrinter printer = new TreePrinter();
    printer.node("", "", tree);
    return printer.out.toString();
  }

  private void node(String indent, String label, @Nullable Object value) {
    out.append(indent).append(label);
    switch (value) {
      case SourceSpan span -> line(span.line() + ":" + span.firstColumn());
      case List<?> list when list.isEmpty() -> line("[]");
      case List<?> list -> {
        line("");
        for (Object member : list) {
          node(indent + "  ", "- ", member);
        }
      }
      case Record row when row.getClass().getRecordComponents().length == 0 ->
          line(row.getClass().getSimpleName());
      case Record row -> {
        line(row.getClass().getSimpleName());
        for (RecordComponent component : row.getClass().getRecordComponents()) {
          Object member = member(row, component);
          if (member != null) {
            node(indent + "  ", component.getName() + ": ", member);
          }
        }
      }
      case null -> line("null");
      default -> line(value.toString());
    }
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  private static @Nullable Object member(Record row, RecordComponent component) {
    try {
      return component.getAccessor().invoke(row);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("record accessors are public", e);
    }
  }
}
