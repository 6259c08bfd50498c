package dev.weir.nft.proto;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A header: its word, where it lies, the number by which the layer below names it, its fields.
 *
 * @param number the ARPHRD type (link headers), EtherType (vlan, network headers) or IP protocol
 *     (transport headers); -1 for {@code th}, which stands for any transport header
 */
public record ProtoDesc(String name, Base base, int number, List<ProtoField> fields) {
  public ProtoDesc {
    fields = List.copyOf(fields);
  }

  /** The layer a header's offsets count from. */
  public enum Base {
    LINK,
    NETWORK,
    TRANSPORT
  }

  /** The field of this name, or null. */
  public @Nullable ProtoField field(String field) {
    for (ProtoField row : fields) {
      if (row.name().equals(field)) {
        return row;
      }
    }
    return null;
  }
}
