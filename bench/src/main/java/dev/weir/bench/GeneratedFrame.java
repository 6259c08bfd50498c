package dev.weir.bench;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * Makes one Ethernet frame with random addresses and ports, TCP or UDP over IPv4 or IPv6, checksums
 * valid.
 *
 * <p>Example: {@code new GeneratedFrame(random).build(64)} is 64 bytes of IPv4 TCP with 10 bytes of
 * payload.
 */
final class GeneratedFrame {
  private static final int ETHER_BYTES = 14;
  private static final int IP4_BYTES = 20;
  private static final int IP6_BYTES = 40;
  private static final int TCP_BYTES = 20;
  private static final int UDP_BYTES = 8;
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int[] SERVICES = {22, 25, 53, 80, 123, 443, 993, 3306, 5432, 8080};

  private final SplittableRandom random;

  GeneratedFrame(SplittableRandom random) {
    this.random = random;
  }

  /** A frame of {@code length} bytes, IPv6 only where it fits. */
  byte[] build(int length) {
    boolean tcp = random.nextInt(10) < 7;
    int transportBytes = tcp ? TCP_BYTES : UDP_BYTES;
    boolean ip6 = length >= ETHER_BYTES + IP6_BYTES + transportBytes && random.nextInt(10) < 3;
    int headers = ETHER_BYTES + (ip6 ? IP6_BYTES : IP4_BYTES);
    if (length < headers + transportBytes) {
      throw new IllegalArgumentException("frame of " + length + " bytes is too short");
    }
    ByteBuffer frame = ByteBuffer.allocate(length);
    frame.putShort((short) 0x0200).putInt(1).putShort((short) 0x0200).putInt(2);
    frame.putShort((short) (ip6 ? 0x86dd : 0x0800));
    int protocol = tcp ? TCP : UDP;
    if (ip6) {
      putIp6(frame, length - headers, protocol);
    } else {
      putIp4(frame, length - ETHER_BYTES, protocol);
    }
    putTransport(frame, tcp);
    int addresses = ip6 ? 32 : 8;
    int sum = sum(frame, headers - addresses, length) + protocol + (length - headers);
    int at = headers + (tcp ? 16 : 6);
    int checksum = ~fold(sum) & 0xffff;
    frame.putShort(at, (short) (checksum == 0 ? 0xffff : checksum)); // 0 means none in UDP
    return frame.array();
  }

  private void putIp4(ByteBuffer frame, int totalLength, int protocol) {
    frame.putShort((short) 0x4500).putShort((short) totalLength);
    frame.putShort((short) random.nextInt()).putShort((short) 0x4000);
    frame.put((byte) random.nextInt(2, 129)).put((byte) protocol).putShort((short) 0);
    frame.putInt(0x0a000000 | random.nextInt(1 << 24)).putInt(0xc0a80000 | random.nextInt(1 << 16));
    int header = ETHER_BYTES;
    frame.putShort(header + 10, (short) ~fold(sum(frame, header, header + IP4_BYTES)));
  }

  private void putIp6(ByteBuffer frame, int payloadLength, int protocol) {
    frame.putInt(0x60000000).putShort((short) payloadLength);
    frame.put((byte) protocol).put((byte) random.nextInt(2, 129));
    frame.putLong(0x20010db800000000L).putLong(random.nextLong());
    frame.putLong(0x20010db800010000L).putLong(random.nextInt(1 << 16));
  }

  private void putTransport(ByteBuffer frame, boolean tcp) {
    int service =
        random.nextInt(4) == 0
            ? random.nextInt(1, 65536)
            : SERVICES[random.nextInt(SERVICES.length)];
    frame.putShort((short) random.nextInt(1024, 65536)).putShort((short) service);
    if (tcp) {
      int flags = random.nextInt(8) == 0 ? 0x02 : 0x10;
      frame.putInt(random.nextInt()).putInt(flags == 0x02 ? 0 : random.nextInt());
      frame.put((byte) 0x50).put((byte) flags).putShort((short) 0xfaf0).putInt(0);
    } else {
      frame.putShort((short) (frame.remaining() + 4)).putShort((short) 0);
    }
  }

  private static int sum(ByteBuffer frame, int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i++) {
      int value = frame.get(i) & 0xff;
      sum += (i - from) % 2 == 0 ? value << 8 : value;
    }
    return sum;
  }

  private static int fold(int sum) {
    int folded = (sum & 0xffff) + (sum >>> 16);
    return (folded & 0xffff) + (folded >>> 16);
  }
}
