package dev.weir.netio.pcap;

import java.nio.charset.StandardCharsets;

/**
 * What a file that is no capture looks like, for the error message.
 *
 * <p>Example: {@code rules.nft: not a capture: looks like text}.
 *
 * <p>Source: the magic numbers of file(1) and of wireshark's wiretap readers, as facts.
 */
final class FileKind {
  /** A magic number in hexadecimal at offset 0, and its name. */
  private record Magic(String hex, String name) {}

  // @formatter:off
  private static final Magic[] MAGICS = {
    new Magic("7f454c46", "an ELF file"),
    new Magic("736e6f6f70000000", "a Sun snoop capture"),
    new Magic("6274736e6f6f7000", "a btsnoop capture"),
    new Magic("697074726163652031", "an AIX iptrace capture"),
    new Magic("697074726163652032", "an AIX iptrace capture"),
    new Magic("474d4255", "a Microsoft Network Monitor capture"),
    new Magic("52545353", "a Microsoft Network Monitor capture"),
    new Magic("58435000", "a NetXRay capture"),
    new Magic("54525349464653", "a Sniffer capture"),
    new Magic("a1b2cd34", "a modified pcap (Kuznetzov)"),
    new Magic("34cdb2a1", "a modified pcap (Kuznetzov)"),
    new Magic("1f8b", "gzip within a compressed file"),
    new Magic("28b52ffd", "zstd within a compressed file"),
    new Magic("425a68", "a bzip2 file"),
    new Magic("fd377a585a00", "an xz file"),
    new Magic("04224d18", "an lz4 file"),
    new Magic("504b0304", "a zip file"),
    new Magic("25504446", "a PDF file"),
    new Magic("89504e47", "a PNG image"),
    new Magic("cafebabe", "a Java class file"),
    new Magic("53514c69746520666f726d6174", "an SQLite database"),
  };
  // @formatter:on

  private static final int ERF_MAX_TYPE = 48;

  private FileKind() {}

  /** Names the kind of file that starts with these bytes. */
  static String describe(byte[] bytes, int offset, int length) {
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < Math.min(length, 16); i++) {
      hex.append(Character.forDigit(bytes[offset + i] >> 4 & 15, 16));
      hex.append(Character.forDigit(bytes[offset + i] & 15, 16));
    }
    for (Magic magic : MAGICS) {
      if (hex.indexOf(magic.hex()) == 0) {
        return "looks like " + magic.name();
      }
    }
    if (isText(bytes, offset, length)) {
      return "looks like text";
    }
    if (isErf(bytes, offset, length)) {
      return "looks like an Endace ERF capture";
    }
    return "unknown file type, starts with " + hex;
  }

  private static boolean isText(byte[] bytes, int offset, int length) {
    String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
    // the last characters may be cut
    return text.chars().limit(Math.max(1, text.length() - 3)).allMatch(FileKind::isTextCharacter);
  }

  private static boolean isTextCharacter(int c) {
    boolean layout = (c >= '\t' && c <= '\r') || c == 0x1b;
    return layout || (c >= ' ' && c != 0x7f && c != 0xfffd);
  }

  /** ERF has no magic: time 8, type 1, flags 1, record length 2, lost 2, wire length 2. */
  private static boolean isErf(byte[] bytes, int offset, int length) {
    if (length < 16) {
      return false;
    }
    int type = bytes[offset + 8] & 0x7f;
    int recordLength = (bytes[offset + 10] & 0xff) << 8 | (bytes[offset + 11] & 0xff);
    int seconds = bytes[offset + 7] & 0xff; // high byte of the little-endian seconds
    return type >= 1 && type <= ERF_MAX_TYPE && recordLength >= 16 && seconds >= 0x20;
  }
}
