package dev.weir.nft.eval;

import dev.weir.core.diag.SourceSpan;
import dev.weir.core.hook.Family;
import dev.weir.core.path.InterfaceTable;
import dev.weir.nft.ast.Cmd;
import dev.weir.nft.ast.Expr;
import dev.weir.nft.ast.Stmt;
import dev.weir.nft.ast.Stmt.RelationalOperator;
import dev.weir.nft.eval.TypedStmt.MatchOperator;
import dev.weir.nft.type.Accounts;
import dev.weir.nft.type.DataTypes;
import dev.weir.nft.type.Symbols;
import dev.weir.nft.vm.CtKey;
import dev.weir.nft.vm.MetaKey;
import java.util.ArrayList;
import java.util.List;

/** Evaluates the statements of one rule in order. */
final class RuleEvaluator {
  private final Family family;
  private final SetScope sets;
  private final ConstantEvaluator constants;
  private final SetBuilder setBuilder;
  private final List<TypedStmt> out = new ArrayList<>();
  private final Dependencies dependencies;
  private final SelectorEvaluator selectors;

  RuleEvaluator(Family family, SetScope sets, ConstantEvaluator constants) {
    this.family = family;
    this.sets = sets;
    this.constants = constants;
    setBuilder = new SetBuilder(constants);
    dependencies = new Dependencies(new RuleProtocols(family), out);
    selectors = new SelectorEvaluator(constants, dependencies);
  }

  TypedRule evaluate(Cmd.Rule rule) {
    SourceSpan terminal = null;
    for (Stmt statement : rule.statements()) {
      if (terminal != null) {
        throw new Refusal(
            statement.span(), "Statement after terminal statement has no effect", terminal);
      }
      statement(statement);
      if (isTerminal(statement)) {
        terminal = statement.span();
      }
    }
    List<TypedStmt> statements = PayloadMerge.reorder(Redundancy.remove(family, out));
    return new TypedRule(rule.span(), family, statements, rule.comment());
  }

  private static boolean isTerminal(Stmt statement) {
    return switch (statement) {
      case Stmt.Verdict verdict -> verdict.verdict().kind() != Expr.VerdictKind.CONTINUE;
      case Stmt.Reject ignored -> true;
      case Stmt.Action action -> ActionEvaluator.isTerminal(action.action());
      case Stmt.Nat ignored -> true;
      default -> false;
    };
  }

  /** Statements that elements of sets have; they say the same in every table. */
  static List<TypedStmt> stateful(List<Stmt> statements) {
    if (statements.isEmpty()) {
      return List.of();
    }
    RuleEvaluator evaluator =
        new RuleEvaluator(
            Family.INET,
            name -> null,
            new ConstantEvaluator(new Symbols(new InterfaceTable(), Accounts.none())));
    statements.forEach(evaluator::statement);
    return List.copyOf(evaluator.out);
  }

  private void statement(Stmt statement) {
    switch (statement) {
      case Stmt.Match match -> match(match);
      case Stmt.Verdict verdict ->
          out.add(
              new TypedStmt.Verdict(verdict.span(), VerdictEvaluator.evaluate(verdict.verdict())));
      case Stmt.Vmap vmap -> vmap(vmap);
      case Stmt.Counter counter ->
          out.add(new TypedStmt.Counter(counter.span(), counter.packets(), counter.bytes()));
      case Stmt.MetaSet set -> metaSet(set);
      case Stmt.CtSet set -> ctSet(set);
      case Stmt.PayloadSet set -> payloadSet(set);
      case Stmt.ExtensionHeaderSet set -> extensionHeaderSet(set);
      case Stmt.TcpOptionReset reset ->
          out.add(new TypedStmt.TcpOptionReset(reset.span(), reset.kind()));
      case Stmt.Limit limit -> out.add(LimitEvaluator.evaluate(limit));
      case Stmt.Quota quota -> out.add(LimitEvaluator.evaluate(quota));
      case Stmt.SetUpdate update ->
          out.add(
              new SetUpdateEvaluator(
                      sets, selectors, (e, at) -> assigned(e, at.part(), at.statement()))
                  .evaluate(update));
      case Stmt.AnonymousChain chain -> anonymousChain(chain);
      case Stmt.ObjectReference reference -> objectReference(reference);
      case Stmt.Action action ->
          out.add(
              ActionEvaluator.evaluate(
                  action, dependencies.protocols(), constants, this::assigned));
      case Stmt.Nat nat -> out.add(NatEvaluator.evaluate(nat, this, dependencies.protocols()));
      case Stmt.ConnLimit count -> {
        CtEvaluator.checkFamily(family, count.span());
        out.add(new TypedStmt.ConnLimit(count.span(), count.count(), count.over()));
      }
      case Stmt.Last last -> out.add(new TypedStmt.Last(last.span(), last.usedMillis()));
      case Stmt.Notrack notrack -> out.add(new TypedStmt.Notrack(notrack.span()));
      case Stmt.Log log -> out.add(LogEvaluator.evaluate(log));
      case Stmt.Reject reject -> RejectEvaluator.evaluate(reject, constants, dependencies, out);
    }
  }

  private void match(Stmt.Match match) {
    TypedExpr left = SpecialEvaluator.compared(selectors.evaluate(match.left()), match.right());
    SecurityMarks.checkCompared(left, match.right());
    compared(HourRanges.ordered(match, left, constants), left);
  }

  private void compared(Stmt.Match match, TypedExpr left) {
    MatchOperator operator = operator(match.operator());
    TypedExpr right =
        switch (match.right()) {
          case Expr.SetLiteral literal -> ownSet(match, left, literal);
          case Expr.SetReference reference -> reference(match, left, reference);
          case Expr.Concat concat -> throw singleton(match, concat);
          default -> constant(match, left);
        };
    if (match.operator() == RelationalOperator.IMPLICIT
        && right instanceof TypedExpr.Value
        && DataTypes.BITMASK.equals(left.type().base())
        && !(left instanceof TypedExpr.Binary)) {
      operator = MatchOperator.ANY_OF;
    }
    TypedStmt.Match typed =
        BitwiseForms.simplify(new TypedStmt.Match(match.span(), false, left, operator, right));
    out.add(typed);
    dependencies.learn(left, operator, right, match.span());
  }

  private static Refusal singleton(Stmt.Match match, Expr.Concat concat) {
    return new Refusal(
        match.left().span(),
        "Use concatenations with sets and maps, not singleton values",
        concat.span());
  }

  private TypedExpr constant(Stmt.Match match, TypedExpr left) {
    if (left instanceof TypedExpr.Concat concat) {
      throw new Refusal(
          match.right().span(),
          "invalid data type, expected " + SetBuilder.describe(SetBuilder.parts(concat)));
    }
    if (BitwiseForms.isShift(left)) {
      throw new Refusal(
          match.right().span(),
          "datatype mismatch, expected "
              + left.type().description()
              + ", expression has type integer",
          match.left().span());
    }
    TypedExpr right = constants.evaluate(match.right(), left.type(), left.lengthBits());
    String kind =
        switch (right) {
          case TypedExpr.Prefix ignored -> "prefix";
          case TypedExpr.Range ignored -> "range";
          default -> null;
        };
    if (kind != null) {
      checkEquality(match, kind);
    }
    if (left instanceof TypedExpr.Binary && right instanceof TypedExpr.Prefix) {
      throw Refusal.notSupported(match.right().span(), "prefix compared with a masked value");
    }
    return right;
  }

  private static void checkEquality(Stmt.Match match, String kind) {
    switch (match.operator()) {
      case IMPLICIT, EQUAL, NOT_EQUAL -> {}
      default ->
          throw new Refusal(
              match.right().span(),
              "Relational expression ("
                  + match.operator().sign()
                  + ") is undefined for "
                  + kind
                  + " expressions",
              operatorSpan(match));
    }
  }

  /** The sign between the two sides; the tree does not keep its place. */
  private static SourceSpan operatorSpan(Stmt.Match match) {
    SourceSpan left = match.left().span();
    int at = left.source().text().indexOf(match.operator().sign(), left.end());
    return new SourceSpan(left.source(), at, at + match.operator().sign().length());
  }

  private static MatchOperator operator(RelationalOperator operator) {
    return switch (operator) {
      case IMPLICIT, EQUAL -> MatchOperator.EQUAL;
      case NOT_EQUAL -> MatchOperator.NOT_EQUAL;
      case LESS -> MatchOperator.LESS;
      case LESS_OR_EQUAL -> MatchOperator.LESS_OR_EQUAL;
      case GREATER -> MatchOperator.GREATER;
      case GREATER_OR_EQUAL -> MatchOperator.GREATER_OR_EQUAL;
    };
  }

  /** A set in the rule; one with a single plain element is that element. */
  private TypedExpr ownSet(Stmt.Match match, TypedExpr left, Expr.SetLiteral literal) {
    checkEquality(match, "set");
    List<TypedSet.Part> key = SetBuilder.parts(left);
    TypedSet set = setBuilder.anonymous(literal, key, null, match.left().span());
    boolean wasSingle =
        literal.elements().size() == 1
            && !(literal.elements().getFirst().key() instanceof Expr.SetLiteral);
    if (wasSingle && key.size() == 1) {
      return set.elements().getFirst().key();
    }
    CtEvaluator.checkKey(left, match.left().span());
    return new TypedExpr.AnonymousSet(set);
  }

  private TypedExpr reference(Stmt.Match match, TypedExpr left, Expr.SetReference reference) {
    checkEquality(match, "set reference");
    CtEvaluator.checkKey(left, match.left().span());
    TypedSet set = find(reference);
    SetTypes.check(set, SetBuilder.parts(left), reference.span(), match.left().span());
    return new TypedExpr.SetReference(reference.name(), set);
  }

  private TypedSet find(Expr.SetReference reference) {
    TypedSet set = sets.find(reference.name());
    if (set == null) {
      throw new Refusal(reference.span(), "No such file or directory");
    }
    return set;
  }

  private void vmap(Stmt.Vmap vmap) {
    TypedExpr key = selectors.evaluate(vmap.key());
    TypedExpr map = map(vmap.map(), vmap.key(), key, new TypedSet.Data(List.of()), vmap.span());
    out.add(new TypedStmt.Vmap(vmap.span(), key, map));
  }

  private TypedExpr map(
      Expr map, Expr keyText, TypedExpr key, TypedSet.Data data, SourceSpan statement) {
    CtEvaluator.checkKey(key, keyText.span());
    List<TypedSet.Part> parts = SetBuilder.parts(key);
    if (map instanceof Expr.SetLiteral literal) {
      return new TypedExpr.AnonymousSet(setBuilder.anonymous(literal, parts, data, keyText.span()));
    }
    if (!(map instanceof Expr.SetReference reference)) {
      throw new Refusal(map.span(), "Expression is not a map");
    }
    TypedSet set = find(reference);
    TypedSet.Data found = set.data();
    if (data.objects() != null) {
      ObjectReferences.checkMap(found, reference);
      SetTypes.checkMapKey(set, parts, reference.span(), keyText.span());
      return new TypedExpr.SetReference(reference.name(), set);
    }
    if (found == null || found.objects() != null) {
      throw new Refusal(reference.span(), "Expression is not a map");
    }
    SetTypes.checkMapKey(set, parts, reference.span(), keyText.span());
    SetTypes.checkData(found, data, keyText.span().to(reference.span()), statement);
    return new TypedExpr.SetReference(reference.name(), set);
  }

  private void anonymousChain(Stmt.AnonymousChain chain) {
    List<TypedRule> rules = new ArrayList<>();
    for (Cmd.Rule rule : chain.rules()) {
      rules.add(new RuleEvaluator(family, sets, constants).evaluate(rule));
    }
    out.add(new TypedStmt.AnonymousChain(chain.span(), chain.kind(), chain.name(), rules));
  }

  private void objectReference(Stmt.ObjectReference reference) {
    if (!(reference.value() instanceof Expr.MapLookup lookup)) {
      String name = ObjectReferences.name(reference, selects(reference.value()), selectors);
      out.add(new TypedStmt.ObjectReference(reference.value().span(), reference.kind(), name));
      return;
    }
    TypedExpr key = selectors.evaluate(lookup.key());
    ObjectReferences.checkKey(key, lookup.key().span());
    TypedSet.Data data = TypedSet.Data.of(reference.kind());
    TypedExpr map = map(lookup.map(), lookup.key(), key, data, reference.span());
    out.add(new TypedStmt.ObjectMap(reference.span(), ObjectReferences.kind(map), key, map));
  }

  private void metaSet(Stmt.MetaSet set) {
    MetaKey key = set.key();
    SecurityMarks.checkAssigned(set, selects(set.value()));
    if (!key.isSettable()) {
      throw Refusal.notSupported(set.span(), "meta " + Vocabulary.word(key) + " set");
    }
    TypedExpr.MetaLoad target = SelectorEvaluator.load(key);
    int bits = key == MetaKey.NFTRACE ? 1 : target.lengthBits();
    TypedSet.Part part = new TypedSet.Part(target.type(), bits, Vocabulary.isHostOrder(key));
    out.add(new TypedStmt.MetaSet(set.span(), key, assigned(set.value(), part, set.span())));
  }

  private void ctSet(Stmt.CtSet set) {
    CtEvaluator.checkFamily(family, set.span());
    CtKey key = set.key();
    if (!key.isSettable()) {
      throw new Refusal(set.span(), "Could not process rule: Operation not supported");
    }
    SecurityMarks.checkAssigned(set, selects(set.value()));
    TypedExpr.CtLoad target = CtEvaluator.load(key, set.direction());
    TypedSet.Part part =
        new TypedSet.Part(target.type(), target.lengthBits(), Vocabulary.isHostOrder(key));
    TypedExpr value = assigned(set.value(), part, set.span());
    out.add(new TypedStmt.CtSet(set.span(), key, set.direction(), value));
  }

  private void payloadSet(Stmt.PayloadSet set) {
    TypedExpr target = selectors.evaluate(set.target());
    TypedSet.Part part = new TypedSet.Part(target.type(), target.lengthBits(), false);
    TypedExpr value = assigned(set.value(), part, set.span());
    HeaderWrites.check(set, target, value);
    out.add(new TypedStmt.PayloadSet(set.span(), target, value));
  }

  private void extensionHeaderSet(Stmt.ExtensionHeaderSet set) {
    TypedExpr target = selectors.evaluate(set.target());
    TypedSet.Part part = new TypedSet.Part(target.type(), target.lengthBits(), false);
    TypedExpr value = assigned(set.value(), part, set.span());
    HeaderWrites.check(set);
    TypedExpr.ExtensionHeaderLoad field = new TypedExpr.ExtensionHeaderLoad(set.target().field());
    out.add(new TypedStmt.ExtensionHeaderSet(set.span(), field, value));
  }

  /** A value for {@code target}: a constant, a load, or data of a map. */
  TypedExpr assigned(Expr value, TypedSet.Part target, SourceSpan statement) {
    SpecialEvaluator.checkAssigned(value);
    if (value instanceof Expr.MapLookup lookup) {
      return mapLookup(lookup, new TypedSet.Data(List.of(target)), statement);
    }
    return selects(value)
        ? loaded(value, target, statement)
        : constants.value(value, target.type(), target.lengthBits());
  }

  /** A constant, which may be a prefix or a range. */
  TypedExpr constant(Expr value, TypedSet.Part target) {
    return constants.evaluate(value, target.type(), target.lengthBits());
  }

  /** Whether a map gives more than one value at once. */
  boolean hasConcatenatedData(Expr.SetReference map) {
    TypedSet.Data data = find(map).data();
    return data != null && data.parts().size() > 1;
  }

  private static boolean selects(Expr expr) {
    return switch (expr) {
      case Expr.Binary binary -> selects(binary.left()) || selects(binary.right());
      case Expr.Payload ignored -> true;
      case Expr.RawPayload ignored -> true;
      case Expr.Meta ignored -> true;
      case Expr.Ct ignored -> true;
      case Expr.ExtensionHeader ignored -> true;
      case Expr.Selected ignored -> true;
      case Expr.Hash ignored -> true;
      default -> false;
    };
  }

  private TypedExpr loaded(Expr value, TypedSet.Part target, SourceSpan statement) {
    TypedExpr typed = selectors.evaluate(value);
    boolean sameType = typed.type().name().equals(target.type().name());
    boolean plainNumber =
        typed.type().name().equals("integer")
            && !target.type().equals(DataTypes.CT_LABEL)
            && (typed.lengthBits() == target.lengthBits()
                || typed instanceof TypedExpr.CtLoad
                || typed instanceof TypedExpr.ExtensionHeaderLoad
                || typed instanceof TypedExpr.SelectorLoad);
    if (!sameType && !plainNumber) {
      throw new Refusal(
          value.span(),
          "datatype mismatch: expected "
              + target.type().description()
              + ", expression has type "
              + SetTypes.describeWithLength(typed, target),
          statement);
    }
    return typed;
  }

  TypedExpr mapLookup(Expr.MapLookup lookup, TypedSet.Data data, SourceSpan statement) {
    TypedExpr key = selectors.evaluate(lookup.key());
    TypedExpr map = map(lookup.map(), lookup.key(), key, data, statement);
    return new TypedExpr.MapLookup(data.parts().getFirst().type(), data.lengthBits(), key, map);
  }
}
