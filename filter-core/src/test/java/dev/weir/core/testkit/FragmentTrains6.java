package dev.weir.core.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * Random trains of IPv6 fragments: as {@link FragmentTrains}, and with extension headers before and
 * behind the fragment header, atomic fragments, first fragments without their transport header,
 * ends between multiples of 8, jumbo lengths.
 *
 * <p>Example: {@code new FragmentTrains6(7).train()} is a list of Ethernet frames.
 */
public final class FragmentTrains6 {
  private static final List<Integer> PORTS = List.of(22, 53, 80, 443, 8080);
  private static final String PADDING = "010400000000";

  private final Gen gen;
  private final Random shuffler;
  private int identification;

  /** One fragment's place in its datagram. */
  private record Piece(int offset, int length, boolean more) {}

  /** What fragments of one datagram share. */
  private record Headers(
      String source, String destination, int chain, int protocol, int trafficClass) {}

  /** Trains of this seed. */
  public FragmentTrains6(long seed) {
    gen = new Gen(seed);
    shuffler = new Random(seed);
    identification = gen.below(0x10000);
  }

  /** Fragments of one to four datagrams. */
  public List<byte[]> train() {
    List<List<byte[]>> datagrams = new ArrayList<>();
    int count = gen.percent(60) ? 1 : gen.between(2, 4);
    for (int i = 0; i < count; i++) {
      datagrams.add(datagram());
    }
    List<byte[]> frames = new ArrayList<>();
    while (!datagrams.isEmpty()) {
      int chosen = gen.below(datagrams.size());
      frames.add(datagrams.get(chosen).removeFirst());
      if (datagrams.get(chosen).isEmpty()) {
        datagrams.remove(chosen);
      }
    }
    return frames;
  }

  private List<byte[]> datagram() {
    if (!gen.percent(5)) {
      identification = (identification + 1) & 0xffff;
    }
    int protocol = gen.pick(List.of(17, 17, 6, 58, 47));
    Headers headers =
        new Headers(
            "2001:db8::" + gen.between(1, 3),
            "2001:db8:1::" + gen.between(1, 2),
            gen.percent(60) ? 0 : gen.below(16),
            gen.percent(15) ? 60 : protocol,
            gen.percent(50) ? 0 : gen.below(256));
    byte[] bytes = payload(headers, protocol);
    List<Piece> pieces = pieces(bytes.length);
    disturb(pieces);
    arrange(pieces);
    boolean plain = gen.percent(50);
    List<byte[]> frames = new ArrayList<>();
    for (Piece piece : pieces) {
      Packets packet = packet(headers, plain);
      packet.fragment(piece.offset, piece.more).protocol(headers.protocol, hex(bytes, piece));
      if (!plain && gen.percent(2)) {
        packet.length(gen.percent(50) ? 0 : Math.min(gen.below(60), piece.length));
      }
      frames.add(gen.percent(50) ? packet.padded() : packet.bytes());
    }
    return frames;
  }

  private byte[] payload(Headers headers, int protocol) {
    byte[] bytes = gen.bytes(length());
    int at = 0;
    if (headers.protocol == 60) {
      System.arraycopy(HexFormat.of().parseHex("0000" + PADDING), 0, bytes, 0, 8);
      bytes[0] = (byte) protocol;
      at = 8;
    }
    int port = gen.pick(PORTS);
    bytes[at] = (byte) 200;
    bytes[at + 2] = (byte) (port >> 8);
    bytes[at + 3] = (byte) port;
    return bytes;
  }

  private Packets packet(Headers headers, boolean plain) {
    Packets packet = Packets.ip6(headers.source, headers.destination);
    packet.identification(identification).tos(headers.trafficClass);
    int chain = headers.chain;
    if (!plain) {
      vary(packet, headers.trafficClass);
      if (gen.percent(5)) {
        chain = gen.below(16);
      }
    }
    if ((chain & 1) != 0) {
      packet.hopByHop(PADDING);
    }
    if ((chain & 2) != 0) {
      packet.destinationOptions(PADDING);
    }
    if ((chain & 12) == 4) {
      packet.routing(4, 0);
    }
    if ((chain & 12) == 12) {
      packet.destinationOptions("01fc" + "00".repeat(252));
    }
    return packet;
  }

  private int length() {
    return switch (gen.below(10)) {
      case 0 -> gen.between(17, 40);
      case 1 -> gen.between(4000, 9000);
      case 2 -> gen.percent(20) ? gen.between(63_000, 65_600) : gen.between(17, 3000);
      default -> gen.between(17, 3000);
    };
  }

  /** Cuts a datagram; every piece but the last a multiple of 8. */
  private List<Piece> pieces(int length) {
    int most = Math.max(gen.pick(List.of(8, 64, 520, 1432, 1432)), length / 40 & ~7);
    most = gen.percent(4) ? (length + 8) & ~7 : most;
    List<Piece> pieces = new ArrayList<>();
    for (int at = 0; at < length; ) {
      int size = gen.percent(60) ? most : Math.max(8, gen.between(1, most) & ~7);
      if (at == 0 && gen.percent(90)) {
        size = Math.max(size, 32);
      }
      boolean last = at + size >= length;
      int end = last ? length : at + size;
      pieces.add(new Piece(at, end - at, !last));
      at = end;
    }
    return pieces;
  }

  private void disturb(List<Piece> pieces) {
    int times = gen.percent(50) ? 0 : gen.between(1, 2);
    for (int i = 0; i < times && !pieces.isEmpty(); i++) {
      int at = gen.below(pieces.size());
      Piece piece = pieces.get(at);
      switch (gen.below(11)) {
        case 0, 1 -> pieces.add(at, piece);
        case 2 -> pieces.add(new Piece(piece.offset, Math.min(8, piece.length), true));
        case 3 -> pieces.add(at, new Piece(piece.offset, piece.length + 8, piece.more));
        case 4 ->
            pieces.add(at, new Piece(Math.max(0, piece.offset - 8), piece.length, piece.more));
        case 5 -> pieces.remove(at);
        case 6 -> pieces.set(at, new Piece(piece.offset, piece.length + gen.below(8), piece.more));
        case 7 -> pieces.set(at, new Piece(piece.offset, piece.length, !piece.more));
        case 8 -> pieces.add(at, new Piece(piece.offset, gen.below(8), gen.percent(50)));
        case 9 -> pieces.add(at, new Piece(piece.offset, piece.length & ~7, piece.more));
        default -> {
          Piece next = pieces.get(Math.min(at + 1, pieces.size() - 1));
          int length = next.offset + next.length - piece.offset;
          pieces.add(new Piece(piece.offset, Math.max(0, length), next.more));
        }
      }
    }
  }

  private void arrange(List<Piece> pieces) {
    switch (gen.below(4)) {
      case 0 -> Collections.reverse(pieces);
      case 1 -> Collections.shuffle(pieces, shuffler);
      default -> {}
    }
    if (pieces.isEmpty()) {
      pieces.add(new Piece(0, 8, true));
    }
  }

  private static String hex(byte[] bytes, Piece piece) {
    byte[] part = new byte[Math.min(piece.length, 63_000)];
    int there = Math.max(0, Math.min(part.length, bytes.length - piece.offset));
    System.arraycopy(bytes, Math.min(piece.offset, bytes.length), part, 0, there);
    return HexFormat.of().formatHex(part);
  }

  private void vary(Packets packet, int trafficClass) {
    packet.ttl(gen.pick(List.of(1, 2, 64, 64, 64, 128, 255)));
    if (gen.percent(40)) {
      packet.tos(gen.percent(70) ? trafficClass ^ gen.between(0, 3) : gen.below(256));
    }
    if (gen.percent(15)) {
      packet.vlan(0);
    }
    if (gen.percent(30)) {
      packet.mac("02:00:00:00:00:" + gen.pick(List.of("0a", "1a", "2a")), "02:00:00:00:00:0b");
    }
  }
}
