package dev.weir.nft.proto;

import dev.weir.nft.type.DataType;

/**
 * One field of an IPv6 extension header, a TCP option or an IPv4 option, or the presence of the
 * header itself.
 *
 * @param header the header's word in rule text: {@code frag}, {@code maxseg}, {@code lsrr}
 * @param number the extension header's protocol number or the option's kind
 * @param name the field's word; empty where the row stands for the header's presence
 * @param offsetBits from the start of the header or option
 */
public record ExtensionHeaderField(
    Kind kind,
    String header,
    int number,
    String name,
    DataType type,
    int offsetBits,
    int lengthBits) {

  /** Which chain of headers is walked. */
  public enum Kind {
    IPV6_EXTENSION_HEADER,
    TCP_OPTION,
    IPV4_OPTION,
    SCTP_CHUNK
  }

  /** Whether this row is a boolean: the header is there or not. */
  public boolean isPresence() {
    return name.isEmpty();
  }

  /** The same bits under another name. */
  public ExtensionHeaderField named(String other) {
    return new ExtensionHeaderField(kind, header, number, other, type, offsetBits, lengthBits);
  }
}
