package dev.weir.nft.eval;

import dev.weir.nft.ast.ActionStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A typed {@link ActionStmt}. */
public sealed interface TypedAction {
  /** The expressions in it, in the order they are loaded. */
  default List<TypedExpr> expressions() {
    List<TypedExpr> found = new ArrayList<>();
    with(expr -> {
      found.add(expr);
      return expr;
    });
    return found;
  }

  /** The same with its expressions replaced. */
  TypedAction with(UnaryOperator<TypedExpr> change);

  private static @Nullable TypedExpr apply(
      @Nullable TypedExpr expr, UnaryOperator<TypedExpr> change) {
    return expr == null ? null : change.apply(expr);
  }

  /**
   * {@code queue}.
   *
   * @param number a Value, a Range, or what chooses one
   */
  record Queue(TypedExpr number, boolean bypass, boolean fanout) implements TypedAction {
    @Override
    public Queue with(UnaryOperator<TypedExpr> change) {
      boolean constant = number instanceof TypedExpr.Value || number instanceof TypedExpr.Range;
      return constant ? this : new Queue(change.apply(number), bypass, fanout);
    }
  }

  /** {@code dup}; of netdev without an address. */
  record Dup(@Nullable TypedExpr address, @Nullable TypedExpr device) implements TypedAction {
    @Override
    public Dup with(UnaryOperator<TypedExpr> change) {
      return new Dup(TypedAction.apply(address, change), TypedAction.apply(device, change));
    }
  }

  /**
   * {@code fwd}.
   *
   * @param nfproto of the address, 0 without one
   */
  record Fwd(TypedExpr device, @Nullable TypedExpr address, int nfproto) implements TypedAction {
    @Override
    public Fwd with(UnaryOperator<TypedExpr> change) {
      return new Fwd(change.apply(device), TypedAction.apply(address, change), nfproto);
    }
  }

  /**
   * {@code tproxy}.
   *
   * @param nfproto the packets it is for, 0 for both
   */
  record Tproxy(int nfproto, @Nullable TypedExpr address, @Nullable TypedExpr port)
      implements TypedAction {
    @Override
    public Tproxy with(UnaryOperator<TypedExpr> change) {
      return new Tproxy(
          nfproto, TypedAction.apply(address, change), TypedAction.apply(port, change));
    }
  }

  /**
   * {@code synproxy}.
   *
   * @param sized whether mss or wscale was given
   */
  record Synproxy(boolean sized, int mss, int windowScale, boolean timestamp, boolean selective)
      implements TypedAction {
    @Override
    public Synproxy with(UnaryOperator<TypedExpr> change) {
      return this;
    }
  }

  /** {@code flow add}. */
  record Flow(String flowtable) implements TypedAction {
    @Override
    public Flow with(UnaryOperator<TypedExpr> change) {
      return this;
    }
  }
}
