package dev.weir.nft.proto;

import dev.weir.nft.type.DataType;

/**
 * One field of a header, a row of {@link Protocols}.
 *
 * @param protocol the header's word in rule text, {@code tcp}
 * @param name the field's word, {@code dport}
 * @param offsetBits from the start of the header
 */
public record ProtoField(
    String protocol, String name, DataType type, int offsetBits, int lengthBits) {}
