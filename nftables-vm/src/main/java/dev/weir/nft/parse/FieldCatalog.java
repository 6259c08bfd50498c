package dev.weir.nft.parse;

import dev.weir.nft.proto.ExtensionHeaderField;
import dev.weir.nft.proto.ProtoField;
import org.jspecify.annotations.Nullable;

/** The header fields the parser knows by name: rows of {@code proto.Protocols}. */
public interface FieldCatalog {
  /** Whether the word names a header with fields. */
  boolean isProtocol(String word);

  /** The row of a header's field, or null. */
  @Nullable ProtoField field(String protocol, String name);

  /**
   * The row of a field of an extension header or option, or null; an empty {@code name} asks for
   * the row of the header's presence.
   */
  @Nullable ExtensionHeaderField extension(
      ExtensionHeaderField.Kind kind, String header, String name);
}
