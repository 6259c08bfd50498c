package dev.weir.nft.ruleset;

import dev.weir.nft.eval.TypedSet;
import dev.weir.nft.eval.TypedStmt;
import java.util.ArrayList;
import java.util.List;

/** A named set that is being changed; keeps what it was after each command, for blame. */
final class SetDraft {
  final long handle;
  private final List<Version> versions = new ArrayList<>();

  private record Version(int sequence, TypedSet set) {}

  SetDraft(long handle, TypedSet set, int sequence) {
    this.handle = handle;
    versions.add(new Version(sequence, set));
  }

  /** Whether a command of this transaction brought the set. */
  boolean isNew() {
    return versions.getFirst().sequence() > 0;
  }

  TypedSet set() {
    return versions.getLast().set();
  }

  void change(TypedSet set, int sequence) {
    // Only verdict maps can make a rule set invalid; of others the last version is enough.
    if (!set.isVerdictMap()) {
      versions.clear();
    }
    versions.add(new Version(sequence, set));
  }

  /** Ways to other chains as they were after command {@code sequence}. */
  List<TypedStmt.Jump> jumps(int sequence) {
    for (Version version : versions.reversed()) {
      if (version.sequence() <= sequence) {
        return version.set().jumps();
      }
    }
    return List.of();
  }
}
