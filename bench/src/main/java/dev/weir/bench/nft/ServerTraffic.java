package dev.weir.bench.nft;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;

/**
 * Frames of 64 bytes as the server of {@code rulesets/nft/server.nft} meets them: web and DNS
 * clients, management, scanners, answers to its own questions, spoofed sources.
 */
final class ServerTraffic {
  private static final int FRAME_BYTES = 64;
  private static final int ETHER_BYTES = 14;
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int ICMP = 1;
  private static final int SYN = 0x02;
  private static final int ACK = 0x10;
  private static final int SERVER = 0xcb00710a; // 203.0.113.10

  private final Random random;

  ServerTraffic(long seed) {
    random = new Random(seed);
  }

  /** One frame; half of them TCP to the web server. */
  byte[] next() {
    int client = 0x05000000 | random.nextInt(1 << 24);
    int high = 32768 + random.nextInt(28_000);
    return switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> tcp(client, high, 443, ACK);
      case 4, 5 -> tcp(client, high, 80, random.nextBoolean() ? SYN : ACK);
      case 6 -> udp(client, high, 53);
      case 7 -> udp(0xc6336435, 53, high); // 198.51.100.53, a resolver of ours
      case 8 -> tcp(0xc6336411, high, 22, SYN); // 198.51.100.17, management
      case 9 -> tcp(client, high, random.nextInt(65_536), SYN);
      case 10 -> random.nextBoolean() ? icmp(client) : udp(client, high, 9999);
      default -> tcp(client, List.of(53, 80, 443).get(random.nextInt(3)), high, ACK);
    };
  }

  private byte[] tcp(int source, int sourcePort, int destinationPort, int flags) {
    ByteBuffer frame = ip4(source, TCP);
    frame.putShort((short) sourcePort).putShort((short) destinationPort);
    frame.putInt(random.nextInt()).putInt(random.nextInt());
    frame.put((byte) 0x50).put((byte) flags).putShort((short) 0xfff0);
    return frame.array();
  }

  private byte[] udp(int source, int sourcePort, int destinationPort) {
    ByteBuffer frame = ip4(source, UDP);
    frame.putShort((short) sourcePort).putShort((short) destinationPort);
    frame.putShort((short) (frame.remaining() + 4));
    return frame.array();
  }

  private byte[] icmp(int source) {
    ByteBuffer frame = ip4(source, ICMP);
    frame.put((byte) 8);
    return frame.array();
  }

  private ByteBuffer ip4(int source, int protocol) {
    ByteBuffer frame = ByteBuffer.allocate(FRAME_BYTES);
    frame.putShort((short) 0x0200).putInt(1).putShort((short) 0x0200).putInt(2);
    frame.putShort((short) 0x0800);
    frame.putShort((short) 0x4500).putShort((short) (FRAME_BYTES - ETHER_BYTES));
    frame.putShort((short) random.nextInt()).putShort((short) 0);
    frame.put((byte) 60).put((byte) protocol).putShort((short) 0);
    frame.putInt(source).putInt(SERVER);
    return frame;
  }
}
