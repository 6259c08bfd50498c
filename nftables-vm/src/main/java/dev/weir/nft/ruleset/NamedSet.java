package dev.weir.nft.ruleset;

import dev.weir.nft.eval.TypedSet;

/** A named set or map with its elements. */
public record NamedSet(long handle, TypedSet typed) {
  public String name() {
    return typed.name();
  }
}
