package dev.weir.nft.eval;

import dev.weir.nft.ast.Cmd;
import dev.weir.nft.ast.Expr;
import dev.weir.nft.type.DataType;
import dev.weir.nft.type.DataType.ByteOrder;
import dev.weir.nft.vm.ObjectKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Evaluates declarations of named sets and maps, and changes to their elements. */
final class DeclarationEvaluator {
  private final ConstantEvaluator constants;
  private final SetBuilder builder;

  DeclarationEvaluator(ConstantEvaluator constants) {
    this.constants = constants;
    builder = new SetBuilder(constants);
  }

  TypedSet declare(Cmd.SetDeclaration declaration) {
    checkFlags(declaration);
    TypedExpr typeofKey = typeof(declaration.typeof());
    TypedExpr typeofData = typeof(declaration.dataTypeof());
    List<TypedSet.Part> key = parts(declaration.typeNames(), typeofKey, declaration);
    boolean intervals = hasFlag(declaration, "interval");
    TypedSet set =
        new TypedSet(
            declaration.span(),
            declaration.name().text(),
            false,
            key,
            declaration.map() ? data(declaration, typeofData) : null,
            intervals,
            hasFlag(declaration, "constant"),
            declaration.autoMerge(),
            declaration.sizeElements(),
            life(declaration),
            declaration.policy() == null ? null : declaration.policy().text(),
            declaration.comment(),
            typeofKey,
            typeofData,
            List.of());
    Expr.SetLiteral elements = declaration.elements();
    if (elements == null) {
      return set;
    }
    if (!declaration.map() && elements.elements().stream().anyMatch(e -> e.data() != null)) {
      throw new Refusal(declaration.name().span(), "set is not a map");
    }
    return add(set, elements, false);
  }

  private static TypedSet.Life life(Cmd.SetDeclaration declaration) {
    Long timeout = declaration.timeoutMillis();
    Long sweep = declaration.gcIntervalMillis();
    boolean timed = timeout != null || hasFlag(declaration, "timeout");
    List<TypedStmt> stateful = RuleEvaluator.stateful(declaration.stateful());
    String refused = null;
    if (sweep != null && sweep != 0 && !timed) {
      refused = "Invalid argument";
    } else if (stateful.size() > SetUpdateEvaluator.MAX_STATEFUL) {
      refused = "Argument list too long";
    } else if (hasFlag(declaration, "dynamic") && hasFlag(declaration, "interval")) {
      refused = "Operation not supported"; // KERNEL: no kind of set is both
    }
    if (refused != null) {
      throw new Refusal(declaration.name().span(), "Could not process rule: " + refused);
    }
    return new TypedSet.Life(
        hasFlag(declaration, "dynamic"),
        timed,
        timeout == null ? 0 : timeout,
        sweep == null ? 0 : sweep,
        stateful);
  }

  private static boolean hasFlag(Cmd.SetDeclaration declaration, String flag) {
    return declaration.flags().stream().anyMatch(name -> name.text().equals(flag));
  }

  private static void checkFlags(Cmd.SetDeclaration declaration) {
    for (Cmd.Name flag : declaration.flags()) {
      switch (flag.text()) {
        case "interval", "constant", "dynamic", "timeout" -> {}
        default -> throw new Refusal(flag.span(), "unknown set flag " + flag.text());
      }
    }
  }

  private @Nullable TypedExpr typeof(@Nullable Expr expr) {
    if (expr == null || expr instanceof Expr.VerdictExpr) {
      return null;
    }
    if (expr instanceof Expr.Concat concat) {
      List<TypedExpr> parts = new ArrayList<>();
      for (Expr part : concat.parts()) {
        parts.add(typeofPart(part));
      }
      return new TypedExpr.Concat(parts);
    }
    return typeofPart(expr);
  }

  private TypedExpr typeofPart(Expr part) {
    // The dependencies of the expression belong to rules that use the set.
    return new SelectorEvaluator(constants, Dependencies.none()).evaluate(part);
  }

  private static List<TypedSet.Part> parts(
      @Nullable List<Cmd.Name> names, @Nullable TypedExpr typeof, Cmd.SetDeclaration declaration) {
    if (typeof != null) {
      return SetBuilder.parts(typeof);
    }
    if (names == null) {
      throw new Refusal(declaration.span(), "set definition does not specify key");
    }
    List<TypedSet.Part> parts = new ArrayList<>();
    for (Cmd.Name name : names) {
      parts.add(part(name, names, declaration));
    }
    return parts;
  }

  private static TypedSet.Part part(
      Cmd.Name name, List<Cmd.Name> all, Cmd.SetDeclaration declaration) {
    DataType type = Vocabulary.typeOrNull(name.text());
    if (type == null) {
      throw new Refusal(name.span(), "unknown datatype " + name.text());
    }
    if (type.sizeBits() == 0 && all.size() > 1) {
      throw new Refusal(
          name.span(),
          "can not use variable sized data types (" + name.text() + ") in concat expressions",
          all.getFirst().span().to(all.getLast().span()));
    }
    if (type.sizeBits() == 0) {
      throw new Refusal(
          declaration.name().span(),
          "unqualified type "
              + name.text()
              + " specified in set definition. Try \"typeof expression\" instead of \"type"
              + " datatype\".");
    }
    boolean host = type.order() == ByteOrder.HOST && !Vocabulary.isString(type);
    return new TypedSet.Part(type, type.sizeBits(), host);
  }

  private static TypedSet.Data data(Cmd.SetDeclaration declaration, @Nullable TypedExpr typeof) {
    ObjectKind objects = declaration.objects();
    if (objects != null) {
      return TypedSet.Data.of(objects);
    }
    if (typeof != null) {
      return intervals(declaration, SetBuilder.parts(typeof));
    }
    List<Cmd.Name> names = declaration.dataTypeNames();
    boolean verdict =
        declaration.dataTypeof() instanceof Expr.VerdictExpr
            || (names != null && names.size() == 1 && names.getFirst().text().equals("verdict"));
    if (verdict) {
      return new TypedSet.Data(List.of());
    }
    if (names == null) {
      throw new Refusal(declaration.span(), "map definition does not specify mapping data type");
    }
    List<TypedSet.Part> parts = new ArrayList<>();
    for (Cmd.Name name : names) {
      parts.add(part(name, names, declaration));
    }
    return intervals(declaration, parts);
  }

  private static TypedSet.Data intervals(
      Cmd.SetDeclaration declaration, List<TypedSet.Part> parts) {
    boolean intervals = declaration.dataIntervals();
    for (TypedSet.Part part : parts) {
      if (intervals && (part.hostOrder() || (parts.size() == 1 && part.lengthBits() < 32))) {
        // nft lists what it keeps of these upside down or not at all
        throw Refusal.notSupported(
            declaration.name().span(), "interval data of type " + part.type().name());
      }
    }
    return new TypedSet.Data(parts, intervals);
  }

  /** The set with more elements. */
  TypedSet add(TypedSet set, Expr.SetLiteral literal, boolean create) {
    List<TypedSet.Element> added = added(set, literal);
    if (create) {
      checkNew(set, added);
    }
    return set.withElements(combined(set, added));
  }

  /** The elements of a text to be added, without a look at those that are there. */
  List<TypedSet.Element> added(TypedSet set, Expr.SetLiteral literal) {
    List<TypedSet.Element> added =
        builder.elements(literal, set.keyParts(), set.data(), literal.span());
    for (TypedSet.Element element : added) {
      checkInterval(set, element);
      ElementExtras.check(set, element);
    }
    return added;
  }

  /** The elements of a text to be taken out, in the form in which the set holds them. */
  List<TypedSet.Element> removed(TypedSet set, Expr.SetLiteral literal) {
    return builder.elements(withoutData(literal), set.keyParts(), null, literal.span()).stream()
        .map(SetBuilder::canonical)
        .toList();
  }

  private static List<TypedSet.Element> combined(TypedSet set, List<TypedSet.Element> added) {
    if (set.intervals() && set.isConcat()) {
      List<TypedSet.Element> all = ConcatOverlaps.added(set.elements(), added);
      checkSize(set, all, added);
      return all;
    }
    List<TypedSet.Element> all = new ArrayList<>(set.elements());
    if (!set.intervals()) {
      all.addAll(added);
      checkSize(set, all, added);
      SetBuilder.checkDuplicates(all);
      return all;
    }
    added.forEach(element -> all.add(SetBuilder.canonical(element)));
    List<TypedSet.Element> combined =
        set.autoMerge() && !set.isMap() ? Intervals.merge(all) : Intervals.checked(all);
    checkSize(set, combined, added);
    return combined;
  }

  /** Refuses the first element for which there is no room. */
  private static void checkSize(
      TypedSet set, List<TypedSet.Element> elements, List<TypedSet.Element> added) {
    Long size = set.sizeElements();
    if (size == null || size == 0 || elements.size() <= size) {
      return;
    }
    Set<TypedExpr> keys = new HashSet<>();
    for (TypedSet.Element element : elements) {
      if (!CatchAll.is(element)) {
        keys.add(element.key());
      }
      boolean isNew = added.stream().anyMatch(one -> one.span().equals(element.span()));
      if (keys.size() > size && isNew && !fillsAll(set, keys.size() - size, elements)) {
        throw new Refusal(element.span(), "Could not process rule: Too many open files in system");
      }
    }
  }

  /**
   * KERNEL: a set of intervals has room for two boundaries an element and one at zero; one element
   * more fits where zero is an element's begin and the highest value has no end.
   */
  private static boolean fillsAll(TypedSet set, long tooMany, List<TypedSet.Element> sorted) {
    if (!set.intervals() || set.isConcat() || tooMany > 1) {
      return false;
    }
    TypedExpr last = sorted.get(sorted.size() - (CatchAll.is(sorted.getLast()) ? 2 : 1)).key();
    return Intervals.low(sorted.getFirst().key()).signum() == 0
        && Intervals.high(last).bitCount() == last.lengthBits();
  }

  private static void checkInterval(TypedSet set, TypedSet.Element element) {
    if (set.intervals() || !SetBuilder.isInterval(element.key())) {
      return;
    }
    String kind = element.key() instanceof TypedExpr.Range ? "range" : "prefix";
    throw new Refusal(
        element.span(),
        "You must add 'flags interval' to your "
            + (set.isMap() ? "map" : "set")
            + " declaration if you want to add "
            + kind
            + " elements");
  }

  private static void checkNew(TypedSet set, List<TypedSet.Element> added) {
    Set<TypedExpr> present = new HashSet<>();
    set.elements().forEach(element -> present.add(element.key()));
    for (TypedSet.Element element : added) {
      if (!present.add(SetBuilder.canonical(element).key())) {
        throw new Refusal(element.span(), "Could not process rule: File exists");
      }
    }
  }

  /** The set without some elements. */
  TypedSet delete(TypedSet set, Expr.SetLiteral literal) {
    Map<TypedExpr, TypedSet.Element> wanted = new HashMap<>();
    for (TypedSet.Element element : removed(set, literal)) {
      if (wanted.put(element.key(), element) != null) {
        throw new Refusal(element.span(), missing(set));
      }
    }
    List<TypedSet.Element> left = new ArrayList<>();
    Set<TypedExpr> found = new HashSet<>();
    for (TypedSet.Element element : set.elements()) {
      if (wanted.containsKey(element.key())) {
        found.add(element.key());
      } else {
        left.add(element);
      }
    }
    for (Map.Entry<TypedExpr, TypedSet.Element> entry : wanted.entrySet()) {
      if (!found.contains(entry.getKey())) {
        throw new Refusal(entry.getValue().span(), missing(set));
      }
    }
    return set.withElements(left);
  }

  /** nft itself looks for intervals, the kernel for everything else. */
  private static String missing(TypedSet set) {
    return set.intervals() && !set.isConcat()
        ? "element does not exist"
        : "Could not process rule: No such file or directory";
  }

  private static Expr.SetLiteral withoutData(Expr.SetLiteral literal) {
    List<Expr.Element> keys = new ArrayList<>();
    for (Expr.Element element : literal.elements()) {
      Expr key =
          element.key() instanceof Expr.SetLiteral nested ? withoutData(nested) : element.key();
      keys.add(new Expr.Element(element.span(), key, null, null));
    }
    return new Expr.SetLiteral(literal.span(), keys);
  }
}
