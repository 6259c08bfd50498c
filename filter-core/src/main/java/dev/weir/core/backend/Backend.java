package dev.weir.core.backend;

/**
 * Compiles a verified model into something that judges packets.
 *
 * @param <M> the backend's own model of a rule set
 */
public interface Backend<M> {
  /** The word of {@code --backend}: {@code vm}, {@code jit}, {@code xtables2}. */
  String name();

  /** Compiles a model that passed the front end's verification. */
  CompiledRuleset compile(M model);
}
