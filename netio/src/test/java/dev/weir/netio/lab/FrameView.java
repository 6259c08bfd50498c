package dev.weir.netio.lab;

/**
 * Where the IP packet of a frame stands; the little the lab needs to know to send it or to tell a
 * fragment.
 */
final class FrameView {
  private static final int ETHERNET = 14;
  private static final int TYPE_IP4 = 0x0800;
  private static final int TYPE_IP6 = 0x86dd;
  private static final int IP6_HEADER = 40;
  private static final int FRAGMENT_HEADER = 44;

  private final byte[] frame;
  private int offset = ETHERNET;
  private int type;

  FrameView(byte[] frame) {
    this.frame = frame;
    type = frame.length >= ETHERNET ? big16(12) : 0;
    while ((type == 0x8100 || type == 0x88a8) && frame.length >= offset + 4) {
      type = big16(offset + 2);
      offset += 4;
    }
  }

  boolean isIp4() {
    return type == TYPE_IP4 && frame.length >= offset + 20;
  }

  boolean isIp6() {
    return type == TYPE_IP6 && frame.length >= offset + IP6_HEADER;
  }

  int ipOffset() {
    return offset;
  }

  /** Length of the IP packet without Ethernet padding. */
  int ipLength() {
    int present = frame.length - offset;
    int stated = isIp4() ? big16(offset + 2) : big16(offset + 4) + IP6_HEADER;
    int least = isIp4() ? 20 : IP6_HEADER + 1;
    return stated >= least && stated < present ? stated : present;
  }

  boolean isFragment() {
    if (isIp4()) {
      return (big16(offset + 6) & 0x3fff) != 0;
    }
    if (!isIp6()) {
      return false;
    }
    int next = frame[offset + 6] & 0xff;
    int at = offset + IP6_HEADER;
    while (at + 8 <= frame.length) {
      if (next == FRAGMENT_HEADER) {
        return true;
      }
      if (next != 0 && next != 43 && next != 60) {
        return false;
      }
      next = frame[at] & 0xff;
      at += ((frame[at + 1] & 0xff) + 1) * 8;
    }
    return false;
  }

  private int big16(int at) {
    return (frame[at] & 0xff) << 8 | (frame[at + 1] & 0xff);
  }
}
