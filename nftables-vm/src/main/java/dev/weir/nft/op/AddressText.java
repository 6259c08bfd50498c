package dev.weir.nft.op;

/** Addresses in text, as rules write them; not for the packet path unless somebody listens. */
final class AddressText {
  private AddressText() {}

  static String of4(byte[] address) {
    return (address[0] & 0xff)
        + "."
        + (address[1] & 0xff)
        + "."
        + (address[2] & 0xff)
        + "."
        + (address[3] & 0xff);
  }

  /** The longest run of zero groups, of two or more, is {@code ::}. */
  static String of6(byte[] address) {
    int bestFrom = -1;
    int bestLength = 1;
    for (int from = 0; from < 8; from++) {
      int length = 0;
      while (from + length < 8 && group(address, from + length) == 0) {
        length++;
      }
      if (length > bestLength) {
        bestFrom = from;
        bestLength = length;
      }
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == bestFrom) {
        out.append("::");
        i += bestLength - 1;
      } else {
        boolean separated = out.isEmpty() || out.charAt(out.length() - 1) == ':';
        out.append(separated ? "" : ":").append(Integer.toHexString(group(address, i)));
      }
    }
    return out.toString();
  }

  private static int group(byte[] address, int index) {
    return (address[2 * index] & 0xff) << 8 | (address[2 * index + 1] & 0xff);
  }
}
