package dev.weir.nft.eval;

import org.jspecify.annotations.Nullable;

/** The named sets and maps a rule of one table can refer to. */
public interface SetScope {
  /** The set of this name as it is now, or null. */
  @Nullable TypedSet find(String name);
}
