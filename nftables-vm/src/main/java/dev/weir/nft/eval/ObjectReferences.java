package dev.weir.nft.eval;

import dev.weir.core.diag.SourceSpan;
import dev.weir.nft.ast.Expr;
import dev.weir.nft.ast.Stmt;
import dev.weir.nft.type.DataTypes;
import dev.weir.nft.vm.ObjectKind;
import org.jspecify.annotations.Nullable;

/**
 * Names of objects in rules and maps. Whether an object is there is not asked here: that is the
 * kernel's business.
 */
final class ObjectReferences {
  private ObjectReferences() {}

  /** The name behind {@code counter name}, where it is no map. */
  static String name(Stmt.ObjectReference reference, boolean selects, SelectorEvaluator selectors) {
    Expr value = reference.value();
    if (value instanceof Expr.Concat) {
      throw new Refusal(value.span(), "No symbol type information", reference.span());
    }
    if (selects) {
      throw new Refusal(
          value.span(),
          "datatype mismatch: expected string, expression has type "
              + selectors.evaluate(value).type().description(),
          reference.span());
    }
    return text(value);
  }

  /** An element's object. */
  static TypedExpr.ObjectName name(Expr data, ObjectKind kind) {
    return new TypedExpr.ObjectName(DataTypes.STRING, kind, text(data));
  }

  private static String text(Expr value) {
    return switch (value) {
      case Expr.Symbol symbol -> symbol.text();
      case Expr.Text text when text.text().endsWith("*") ->
          throw new Refusal(text.span(), "Prefix expression expected integer value");
      case Expr.Text text -> text.text();
      case Expr.Number number -> Long.toUnsignedString(number.value());
      case Expr.VerdictExpr verdict -> verdict.kind().word();
      default -> throw Refusal.notSupported(value.span(), "object name of this form");
    };
  }

  /** Refuses keys that nft lists, and compares, in another way than in other maps. */
  static void checkKey(TypedExpr key, SourceSpan span) {
    if (key.lengthBits() % 8 != 0) {
      throw Refusal.notSupported(span, "bit-field as the key of an object map");
    }
  }

  /** Refuses what is no map of objects. */
  static void checkMap(TypedSet.@Nullable Data data, Expr.SetReference reference) {
    if (data == null || data.objects() == null) {
      throw new Refusal(reference.span(), "Expression is not a map with objects");
    }
  }

  /** The kind a map holds; of a named one its own, whatever the statement says. */
  static ObjectKind kind(TypedExpr map) {
    ObjectKind kind =
        switch (map) {
          case TypedExpr.AnonymousSet own -> own.set().objects();
          case TypedExpr.SetReference reference -> reference.declaration().objects();
          default -> null;
        };
    if (kind == null) {
      throw new IllegalStateException("no map of objects: " + map);
    }
    return kind;
  }
}
