package dev.weir.nft.parse;

import dev.weir.nft.proto.ExtensionHeaderField;
import dev.weir.nft.proto.ProtoField;
import dev.weir.nft.type.DataType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Enough header fields for tests of the grammar. */
final class SomeFields implements FieldCatalog {
  private static final DataType INTEGER =
      new DataType("integer", "integer", 0, DataType.ByteOrder.NETWORK, null);

  private static final Map<String, String> FIELDS =
      Map.of(
          "tcp", " sport dport flags ",
          "udp", " sport dport ",
          "th", " sport dport ",
          "ip", " saddr daddr protocol dscp ttl version ",
          "ip6", " saddr daddr nexthdr ",
          "icmp", " type code ",
          "icmpv6", " type code ",
          "ether", " saddr daddr type ");

  @Override
  public boolean isProtocol(String word) {
    return FIELDS.containsKey(word);
  }

  @Override
  public @Nullable ProtoField field(String protocol, String name) {
    return FIELDS.getOrDefault(protocol, "").contains(" " + name + " ")
        ? new ProtoField(protocol, name, INTEGER, 0, 16)
        : null;
  }

  @Override
  public @Nullable ExtensionHeaderField extension(
      ExtensionHeaderField.Kind kind, String header, String name) {
    boolean known = header.equals("frag") || header.equals("maxseg");
    return known && (name.isEmpty() || name.equals("id") || name.equals("size"))
        ? new ExtensionHeaderField(kind, header, 1, name, INTEGER, 0, 16)
        : null;
  }
}
