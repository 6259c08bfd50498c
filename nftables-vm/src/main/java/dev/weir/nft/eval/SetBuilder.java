package dev.weir.nft.eval;

import dev.weir.core.diag.SourceSpan;
import dev.weir.nft.ast.Expr;
import dev.weir.nft.type.DataType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Evaluates the elements of sets and maps and puts them together. */
final class SetBuilder {
  private final ConstantEvaluator constants;

  SetBuilder(ConstantEvaluator constants) {
    this.constants = constants;
  }

  /** A rule's own set with elements that need no further check. */
  static TypedSet anonymous(
      SourceSpan span,
      List<TypedSet.Part> key,
      TypedSet.@Nullable Data data,
      boolean intervals,
      List<TypedSet.Element> elements) {
    return new TypedSet(
        span,
        data == null ? "__set%d" : data.objects() == null ? "__map%d" : "__objmap%d",
        true,
        key,
        data,
        intervals,
        true,
        false,
        null,
        TypedSet.Life.PLAIN,
        null,
        null,
        null,
        null,
        elements);
  }

  /** A rule's own set or map from its text. */
  TypedSet anonymous(
      Expr.SetLiteral literal,
      List<TypedSet.Part> key,
      TypedSet.@Nullable Data data,
      SourceSpan left) {
    List<TypedSet.Element> elements = elements(literal, key, data, left);
    if (elements.size() > 1) {
      elements.forEach(ElementExtras::checkOwn);
    }
    boolean intervals = hasIntervals(elements);
    if (!intervals) {
      checkDuplicates(elements);
    } else if (key.size() > 1) {
      elements = ConcatOverlaps.added(List.of(), elements);
    } else if (elements.size() > 1) {
      elements = elements.stream().map(SetBuilder::canonical).toList();
      elements = data == null ? Intervals.merge(elements) : Intervals.checked(elements);
    }
    return anonymous(literal.span(), key, data, intervals, elements);
  }

  static TypedSet.Element canonical(TypedSet.Element element) {
    return element.withKey(Intervals.canonical(element.key()));
  }

  static boolean hasIntervals(List<TypedSet.Element> elements) {
    for (TypedSet.Element element : elements) {
      if (isInterval(element.key())) {
        return true;
      }
    }
    return false;
  }

  static boolean isInterval(TypedExpr key) {
    return switch (key) {
      case TypedExpr.Prefix ignored -> true;
      case TypedExpr.Range ignored -> true;
      case TypedExpr.Concat concat -> concat.parts().stream().anyMatch(SetBuilder::isInterval);
      default -> false;
    };
  }

  /**
   * The elements of a literal, nested ones included, in the order of the text.
   *
   * @param left what is looked up, underlined where an element does not fit it
   */
  List<TypedSet.Element> elements(
      Expr.SetLiteral literal,
      List<TypedSet.Part> key,
      TypedSet.@Nullable Data data,
      SourceSpan left) {
    List<TypedSet.Element> elements = new ArrayList<>();
    add(elements, literal, key, data, left);
    return elements;
  }

  private void add(
      List<TypedSet.Element> elements,
      Expr.SetLiteral literal,
      List<TypedSet.Part> key,
      TypedSet.@Nullable Data data,
      SourceSpan left) {
    for (Expr.Element element : literal.elements()) {
      if (element.key() instanceof Expr.SetLiteral nested) {
        add(elements, nested, key, data, left);
        continue;
      }
      Expr value = element.data();
      if (value != null && data == null) {
        throw new Refusal(element.key().span(), "mapping outside of map context");
      }
      if (value == null && data != null) {
        throw new Refusal(element.key().span(), "Could not process rule: Invalid argument");
      }
      TypedExpr typedKey = key(element.key(), key, left);
      TypedExpr typedData = value == null || data == null ? null : data(value, data);
      if (data != null && typedData != null && data.intervals() && !isInterval(typedData)) {
        // KERNEL: not the kernel's fault, nft sends a single value without its end
        throw new Refusal(element.key().span(), "Could not process rule: Invalid argument");
      }
      elements.add(
          new TypedSet.Element(
              element.key().span(),
              typedKey,
              typedData,
              element.comment(),
              ElementExtras.of(element.options())));
    }
  }

  private TypedExpr key(Expr expr, List<TypedSet.Part> parts, SourceSpan left) {
    if (expr instanceof Expr.Wildcard) {
      TypedSet.Part part = parts.getFirst();
      return new TypedExpr.Wildcard(part.type(), part.lengthBits());
    }
    if (parts.size() == 1) {
      TypedSet.Part part = parts.getFirst();
      return constants.evaluate(expr, part.type(), part.lengthBits());
    }
    if (!(expr instanceof Expr.Concat concat)) {
      throw new Refusal(expr.span(), "invalid data type, expected " + describe(parts));
    }
    return concat(concat, parts, left);
  }

  private TypedExpr concat(Expr.Concat concat, List<TypedSet.Part> parts, SourceSpan left) {
    if (concat.parts().size() > parts.size()) {
      throw new Refusal(concat.span(), "too many concatenation components", left);
    }
    if (concat.parts().size() < parts.size()) {
      throw new Refusal(
          concat.span(),
          "datatype mismatch, expected "
              + describe(parts)
              + ", expression has type "
              + describe(parts.subList(0, concat.parts().size())),
          left);
    }
    List<TypedExpr> typed = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      TypedSet.Part part = parts.get(i);
      typed.add(
          Intervals.canonical(
              constants.evaluate(concat.parts().get(i), part.type(), part.lengthBits())));
    }
    return new TypedExpr.Concat(typed);
  }

  private TypedExpr data(Expr expr, TypedSet.Data data) {
    if (data.objects() != null) {
      return ObjectReferences.name(expr, data.objects());
    }
    if (data.isVerdict()) {
      if (expr instanceof Expr.VerdictExpr verdict) {
        return VerdictEvaluator.evaluate(verdict);
      }
      throw new Refusal(expr.span(), "Can't parse symbolic netfilter verdict expressions");
    }
    if (expr instanceof Expr.VerdictExpr) {
      throw ConstantEvaluator.mismatch(expr.span(), data.parts().getFirst().type(), "verdict");
    }
    TypedExpr value = key(expr, data.parts(), expr.span());
    if (isInterval(value) && !data.intervals()) {
      throw new Refusal(expr.span(), "Value must be a singleton");
    }
    return value instanceof TypedExpr.Concat ? value : Intervals.canonical(value);
  }

  /** Refuses a key that is there twice with different data; twice with the same is allowed. */
  static void checkDuplicates(List<TypedSet.Element> elements) {
    Map<TypedExpr, TypedSet.Element> seen = new HashMap<>();
    for (TypedSet.Element element : elements) {
      if (element.data() == null) {
        return;
      }
      TypedSet.Element first = seen.putIfAbsent(element.key(), element);
      if (first != null && !sameData(first, element)) {
        throw new Refusal(element.span(), "Could not process rule: File exists");
      }
    }
  }

  static boolean sameData(TypedSet.Element left, TypedSet.Element right) {
    return Objects.equals(left.data(), right.data());
  }

  /** A type or concatenation as nft's messages name it. */
  static String describe(List<TypedSet.Part> parts) {
    if (parts.size() == 1) {
      return parts.getFirst().type().description();
    }
    StringBuilder text = new StringBuilder("concatenation of (");
    for (int i = 0; i < parts.size(); i++) {
      text.append(i == 0 ? "" : ", ").append(parts.get(i).type().description());
    }
    return text.append(')').toString();
  }

  /** The parts of the key that a selector makes. */
  static List<TypedSet.Part> parts(TypedExpr selector) {
    if (selector instanceof TypedExpr.Concat concat) {
      List<TypedSet.Part> parts = new ArrayList<>();
      concat.parts().forEach(part -> parts.add(part(part)));
      return parts;
    }
    return List.of(part(selector));
  }

  private static TypedSet.Part part(TypedExpr selector) {
    return new TypedSet.Part(
        selector.type(), selector.lengthBits(), isHostOrder(selector, selector.type()));
  }

  private static boolean isHostOrder(TypedExpr selector, DataType type) {
    return switch (selector) {
      case TypedExpr.MetaLoad meta -> Vocabulary.isHostOrder(meta.key());
      case TypedExpr.CtLoad ct -> Vocabulary.isHostOrder(ct.key());
      case TypedExpr.SelectorLoad load -> load.selector().isHostOrder();
      case TypedExpr.HashLoad ignored -> true;
      case TypedExpr.Binary binary -> isHostOrder(binary.left(), type);
      default -> false;
    };
  }
}
