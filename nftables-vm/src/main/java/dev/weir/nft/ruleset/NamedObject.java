package dev.weir.nft.ruleset;

import dev.weir.nft.ast.ObjectSpec;
import dev.weir.nft.vm.ObjectKind;

/** A named object of a table, with what it begins with. */
public record NamedObject(long handle, String name, ObjectSpec specification) {
  /** What tells objects of one table apart. */
  public record Key(ObjectKind kind, String name) {}

  public ObjectKind kind() {
    return specification.kind();
  }

  public Key key() {
    return new Key(kind(), name);
  }

  NamedObject with(ObjectSpec.Body body) {
    return new NamedObject(handle, name, new ObjectSpec(body, specification.comment()));
  }
}
