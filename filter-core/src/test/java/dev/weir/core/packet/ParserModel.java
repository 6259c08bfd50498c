package dev.weir.core.packet;

/**
 * What a packet parser must find in an Ethernet frame that was captured whole, written as plainly
 * as possible and apart from the parser: no incremental state, one look at the bytes per question.
 */
final class ParserModel {
  private final byte[] frame;
  private final int network;

  ParserModel(byte[] frame) {
    this.frame = frame;
    int at = 12;
    boolean taggedOnce = false;
    boolean lastWasPriority = true;
    while (at + 6 <= frame.length && isTag(u16(at)) && lastWasPriority) {
      lastWasPriority = (u16(at + 2) & 0xfff) == 0;
      at += 4;
      taggedOnce = true;
    }
    network = taggedOnce || frame.length >= 14 ? at + 2 : -1;
  }

  private static boolean isTag(int type) {
    return type == 0x8100 || type == 0x88a8;
  }

  private int u8(int at) {
    return frame[at] & 0xff;
  }

  private int u16(int at) {
    return u8(at) << 8 | u8(at + 1);
  }

  private int left() {
    return frame.length - network;
  }

  private int type() {
    return network < 0 ? -1 : u16(network - 2);
  }

  boolean isGoodIp4() {
    if (type() != 0x0800 || left() < 20 || u8(network) >> 4 != 4) {
      return false;
    }
    int header = 4 * (u8(network) & 15);
    int total = u16(network + 2);
    return header >= 20 && header <= left() && total >= header && total <= left();
  }

  boolean isGoodIp6() {
    if (type() != 0x86dd || left() < 40 || u8(network) >> 4 != 6) {
      return false;
    }
    boolean jumbo = u16(network + 4) == 0 && u8(network + 6) == 0;
    return jumbo || u16(network + 4) + 40 <= left();
  }

  /** {@code protocol@offset/fragment}, or "none". */
  String transport() {
    if (isGoodIp4()) {
      return u8(network + 9) + "@" + 4 * (u8(network) & 15) + "/" + (u16(network + 6) & 0x1fff);
    }
    return isGoodIp6() ? chain(u8(network + 6), 40, networkLength()) : "none";
  }

  /** The extension header chain, recursively: one header at a time. */
  private String chain(int next, int at, int length) {
    boolean stepsOver = next == 0 || next == 43 || next == 44 || next == 60;
    if (!stepsOver) {
      boolean cutAuthentication = next == 51 && at + 2 > length;
      return cutAuthentication ? "none" : next + "@" + at + "/0";
    }
    if (at + (next == 43 || next == 44 ? 4 : 2) > length) {
      return "none";
    }
    int following = u8(network + at);
    if (next == 44) {
      int offset = u16(network + at + 2) & 0xfff8;
      if (offset != 0) {
        boolean another =
            following == 0
                || following == 43
                || following == 44
                || following == 51
                || following == 60;
        return another ? "none" : following + "@0/" + offset;
      }
      return chain(following, at + 8, length);
    }
    return chain(following, at + 8 * (u8(network + at + 1) + 1), length);
  }

  int networkOffset() {
    return network;
  }

  int networkLength() {
    if (isGoodIp4()) {
      return u16(network + 2);
    }
    boolean jumbo = u16(network + 4) == 0 && u8(network + 6) == 0;
    return jumbo ? left() : 40 + u16(network + 4);
  }
}
