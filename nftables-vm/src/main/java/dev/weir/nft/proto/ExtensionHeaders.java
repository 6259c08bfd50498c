package dev.weir.nft.proto;

import static dev.weir.nft.type.DataTypes.BOOLEAN;
import static dev.weir.nft.type.DataTypes.INET_PROTO;
import static dev.weir.nft.type.DataTypes.INTEGER;
import static dev.weir.nft.type.DataTypes.IPV6_ADDR;
import static dev.weir.nft.type.DataTypes.MH_TYPE;

import dev.weir.nft.proto.ExtensionHeaderField.Kind;
import dev.weir.nft.type.DataType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * IPv6 extension headers, TCP options and IPv4 options, and their fields: rows only.
 *
 * <p>{@code tcp option maxseg size} is 16 bits at bit 16 of option 2. A row with an empty field
 * name stands for the header's presence ({@code exthdr frag exists}). A word with an alias ({@code
 * noop} for {@code nop}) finds the rows of the word that nft lists.
 *
 * <p>{@code rt0 addr[N]} and {@code srh sid[N]} are not a row each, but made from their index.
 *
 * <p>Source: RFC 8200 §4, RFC 8754, RFC 6275, RFC 9293 §3.2, RFC 7323, 2018, 7413, 8684, RFC 791
 * §3.1, RFC 2113; names from {@code nft describe}, offsets from {@code nft --debug=netlink} 1.0.6.
 */
public final class ExtensionHeaders {
  private static final int ADDRESS_BITS = 128;
  private static final int ROUTING = 43;
  private static final int ROUTING_FIXED_BITS = 64;

  // @formatter:off
  private static final Map<String, String> ALIASES =
      Map.of(
          "noop", "nop",
          "mss", "maxseg",
          "sack-permitted", "sack-perm",
          "sack0", "sack");

  private static final List<ExtensionHeaderField> ROWS = rows();

  private static List<ExtensionHeaderField> rows() {
    List<ExtensionHeaderField> rows = new ArrayList<>();
    new Rows(rows, Kind.IPV6_EXTENSION_HEADER, "hbh", 0)
        .present()
        .field("nexthdr", INET_PROTO, 0, 8)
        .field("hdrlength", INTEGER, 8, 8);
    new Rows(rows, Kind.IPV6_EXTENSION_HEADER, "rt", ROUTING)
        .present()
        .field("nexthdr", INET_PROTO, 0, 8)
        .field("hdrlength", INTEGER, 8, 8)
        .field("type", INTEGER, 16, 8)
        .field("seg-left", INTEGER, 24, 8);
    new Rows(rows, Kind.IPV6_EXTENSION_HEADER, "srh", ROUTING)
        .field("last-entry", INTEGER, 32, 8)
        .field("flags", INTEGER, 40, 8)
        .field("tag", INTEGER, 48, 16);
    new Rows(rows, Kind.IPV6_EXTENSION_HEADER, "frag", 44)
        .present()
        .field("nexthdr", INET_PROTO, 0, 8)
        .field("reserved", INTEGER, 8, 8)
        .field("frag-off", INTEGER, 16, 13)
        .field("reserved2", INTEGER, 29, 2)
        .field("more-fragments", INTEGER, 31, 1)
        .field("id", INTEGER, 32, 32);
    new Rows(rows, Kind.IPV6_EXTENSION_HEADER, "dst", 60)
        .present()
        .field("nexthdr", INET_PROTO, 0, 8)
        .field("hdrlength", INTEGER, 8, 8);
    new Rows(rows, Kind.IPV6_EXTENSION_HEADER, "mh", 135)
        .present()
        .field("nexthdr", INET_PROTO, 0, 8)
        .field("hdrlength", INTEGER, 8, 8)
        .field("type", MH_TYPE, 16, 8)
        .field("reserved", INTEGER, 24, 8)
        .field("checksum", INTEGER, 32, 16);
    tcpOptions(rows);
    ipOptions(rows);
    SctpChunkRows.add(rows);
    return Collections.unmodifiableList(rows);
  }

  private static void tcpOptions(List<ExtensionHeaderField> rows) {
    new Rows(rows, Kind.TCP_OPTION, "eol", 0).present();
    new Rows(rows, Kind.TCP_OPTION, "nop", 1).present();
    new Rows(rows, Kind.TCP_OPTION, "maxseg", 2)
        .present()
        .field("length", INTEGER, 8, 8)
        .field("size", INTEGER, 16, 16);
    new Rows(rows, Kind.TCP_OPTION, "window", 3)
        .present()
        .field("length", INTEGER, 8, 8)
        .field("count", INTEGER, 16, 8);
    new Rows(rows, Kind.TCP_OPTION, "sack-perm", 4).present().field("length", INTEGER, 8, 8);
    new Rows(rows, Kind.TCP_OPTION, "sack", 5)
        .present()
        .field("length", INTEGER, 8, 8)
        .field("left", INTEGER, 16, 32)
        .field("right", INTEGER, 48, 32);
    new Rows(rows, Kind.TCP_OPTION, "sack1", 5)
        .present()
        .field("length", INTEGER, 8, 8)
        .field("left", INTEGER, 80, 32)
        .field("right", INTEGER, 112, 32);
    new Rows(rows, Kind.TCP_OPTION, "sack2", 5)
        .present()
        .field("length", INTEGER, 8, 8)
        .field("left", INTEGER, 144, 32)
        .field("right", INTEGER, 176, 32);
    new Rows(rows, Kind.TCP_OPTION, "sack3", 5)
        .present()
        .field("length", INTEGER, 8, 8)
        .field("left", INTEGER, 208, 32)
        .field("right", INTEGER, 240, 32);
    new Rows(rows, Kind.TCP_OPTION, "timestamp", 8)
        .present()
        .field("length", INTEGER, 8, 8)
        .field("tsval", INTEGER, 16, 32)
        .field("tsecr", INTEGER, 48, 32);
    new Rows(rows, Kind.TCP_OPTION, "fastopen", 34).present().field("length", INTEGER, 8, 8);
    new Rows(rows, Kind.TCP_OPTION, "md5sig", 19).present().field("length", INTEGER, 8, 8);
    new Rows(rows, Kind.TCP_OPTION, "mptcp", 30)
        .present()
        .field("length", INTEGER, 8, 8)
        .field("subtype", INTEGER, 16, 4);
  }

  private static void ipOptions(List<ExtensionHeaderField> rows) {
    sourceRoute(new Rows(rows, Kind.IPV4_OPTION, "rr", 7));
    sourceRoute(new Rows(rows, Kind.IPV4_OPTION, "lsrr", 131));
    sourceRoute(new Rows(rows, Kind.IPV4_OPTION, "ssrr", 137));
    new Rows(rows, Kind.IPV4_OPTION, "ra", 148)
        .present()
        .field("type", INTEGER, 0, 8)
        .field("length", INTEGER, 8, 8)
        .field("value", INTEGER, 16, 16);
  }

  private static void sourceRoute(Rows rows) {
    rows.present()
        .field("type", INTEGER, 0, 8)
        .field("length", INTEGER, 8, 8)
        .field("ptr", INTEGER, 16, 8)
        .field("addr", INTEGER, 24, 32);
  }

  // @formatter:on

  private static final Map<String, ExtensionHeaderField> BY_NAME = byName();

  private ExtensionHeaders() {}

  /**
   * The row of a header's field, or null; an empty field name asks for the header's presence.
   * {@code rt0 addr[1]} and {@code srh sid[2]} are found too.
   */
  public static @Nullable ExtensionHeaderField field(Kind kind, String header, String field) {
    String word = kind == Kind.TCP_OPTION ? ALIASES.getOrDefault(header, header) : header;
    ExtensionHeaderField row = BY_NAME.get(key(kind, word, field));
    return row == null && kind == Kind.IPV6_EXTENSION_HEADER ? segment(header, field) : row;
  }

  /** Whether a word names a header or option of this kind. */
  public static boolean isHeader(Kind kind, String word) {
    if (kind == Kind.TCP_OPTION && ALIASES.containsKey(word)) {
      return true;
    }
    return ROWS.stream().anyMatch(row -> row.kind() == kind && row.header().equals(word))
        || (kind == Kind.IPV6_EXTENSION_HEADER && word.equals("rt0"));
  }

  /** A TCP option named by number: its presence. nft lists it by number, too. */
  public static ExtensionHeaderField tcpOption(int number) {
    for (ExtensionHeaderField row : ROWS) {
      if (row.kind() == Kind.TCP_OPTION && row.number() == number && row.isPresence()) {
        return row;
      }
    }
    return new ExtensionHeaderField(
        Kind.TCP_OPTION, Integer.toString(number), number, "", BOOLEAN, 0, 8);
  }

  /** {@code tcp option @number,offset,length}: any bits of any option. */
  public static ExtensionHeaderField rawTcpOption(int number, int offsetBits, int lengthBits) {
    return new ExtensionHeaderField(
        Kind.TCP_OPTION,
        "@" + number,
        number,
        offsetBits + "," + lengthBits,
        INTEGER,
        offsetBits,
        lengthBits);
  }

  /** All rows. */
  public static List<ExtensionHeaderField> all() {
    return ROWS;
  }

  /** {@code rt0 addr[N]} and {@code srh sid[N]}, N from 1: addresses behind the fixed part. */
  private static @Nullable ExtensionHeaderField segment(String header, String field) {
    String array = header.equals("rt0") ? "addr[" : header.equals("srh") ? "sid[" : "?";
    if (!field.startsWith(array) || !field.endsWith("]")) {
      return null;
    }
    String digits = field.substring(array.length(), field.length() - 1);
    if (!digits.matches("[1-9]|1[0-6]")) {
      return null;
    }
    int offsetBits = ROUTING_FIXED_BITS + (Integer.parseInt(digits) - 1) * ADDRESS_BITS;
    return new ExtensionHeaderField(
        Kind.IPV6_EXTENSION_HEADER, header, ROUTING, field, IPV6_ADDR, offsetBits, ADDRESS_BITS);
  }

  private static String key(Kind kind, String header, String field) {
    return kind + " " + header + " " + field;
  }

  private static Map<String, ExtensionHeaderField> byName() {
    Map<String, ExtensionHeaderField> map = new LinkedHashMap<>();
    for (ExtensionHeaderField row : ROWS) {
      map.put(key(row.kind(), row.header(), row.name()), row);
    }
    return Collections.unmodifiableMap(map);
  }

  /** One header or option being written down. */
  private record Rows(List<ExtensionHeaderField> rows, Kind kind, String header, int number) {
    Rows present() {
      return field("", BOOLEAN, 0, 8);
    }

    Rows field(String field, DataType type, int offsetBits, int lengthBits) {
      rows.add(new ExtensionHeaderField(kind, header, number, field, type, offsetBits, lengthBits));
      return this;
    }
  }
}
