package dev.weir.nft.proto;

import dev.weir.nft.proto.ExtensionHeaderField.Kind;
import dev.weir.nft.type.DataType;
import dev.weir.nft.type.DataTypes;
import java.util.List;

/**
 * The chunks of SCTP and their fields: rows only.
 *
 * <p>{@code sctp chunk data tsn} is 32 bits at bit 32 of the first chunk of type 0.
 *
 * <p>Source: RFC 9260 section 3.3, RFC 5061 section 4.1, RFC 3758 section 3.2; names and offsets
 * from {@code nft --debug=netlink} 1.0.6.
 */
final class SctpChunkRows {
  private SctpChunkRows() {}

  // @formatter:off
  static void add(List<ExtensionHeaderField> rows) {
    new Chunk(rows, "data", 0)
        .field("tsn", 32, 32)
        .field("stream", 64, 16)
        .field("ssn", 80, 16)
        .field("ppid", 96, 32);
    initiation(new Chunk(rows, "init", 1));
    initiation(new Chunk(rows, "init-ack", 2));
    new Chunk(rows, "sack", 3)
        .field("cum-tsn-ack", 32, 32)
        .field("a-rwnd", 64, 32)
        .field("num-gap-ack-blocks", 96, 16)
        .field("num-dup-tsns", 112, 16);
    new Chunk(rows, "heartbeat", 4);
    new Chunk(rows, "heartbeat-ack", 5);
    new Chunk(rows, "abort", 6);
    new Chunk(rows, "shutdown", 7).field("cum-tsn-ack", 32, 32);
    new Chunk(rows, "shutdown-ack", 8);
    new Chunk(rows, "error", 9);
    new Chunk(rows, "cookie-echo", 10);
    new Chunk(rows, "cookie-ack", 11);
    new Chunk(rows, "ecne", 12).field("lowest-tsn", 32, 32);
    new Chunk(rows, "cwr", 13).field("lowest-tsn", 32, 32);
    new Chunk(rows, "shutdown-complete", 14);
    new Chunk(rows, "asconf-ack", 128).field("seqno", 32, 32);
    new Chunk(rows, "forward-tsn", 192).field("new-cum-tsn", 32, 32);
    new Chunk(rows, "asconf", 193).field("seqno", 32, 32);
  }

  // @formatter:on

  private static void initiation(Chunk chunk) {
    chunk
        .field("init-tag", 32, 32)
        .field("a-rwnd", 64, 32)
        .field("num-outbound-streams", 96, 16)
        .field("num-inbound-streams", 112, 16)
        .field("initial-tsn", 128, 32);
  }

  /** One chunk being written down; all have a type, flags and a length. */
  private static final class Chunk {
    private final List<ExtensionHeaderField> rows;
    private final String name;
    private final int number;

    Chunk(List<ExtensionHeaderField> rows, String name, int number) {
      this.rows = rows;
      this.name = name;
      this.number = number;
      add("", DataTypes.BOOLEAN, 0, 8);
      field("type", 0, 8).field("flags", 8, 8).field("length", 16, 16);
    }

    Chunk field(String field, int offsetBits, int lengthBits) {
      add(field, DataTypes.INTEGER, offsetBits, lengthBits);
      return this;
    }

    private void add(String field, DataType type, int offsetBits, int lengthBits) {
      rows.add(
          new ExtensionHeaderField(
              Kind.SCTP_CHUNK, name, number, field, type, offsetBits, lengthBits));
    }
  }
}
