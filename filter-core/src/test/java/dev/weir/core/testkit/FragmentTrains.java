package dev.weir.core.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * Random trains of IPv4 fragments, mostly of datagrams that can be put together, often with
 * something odd: order, repetition, overlap, loss, tiny or uneven pieces, options, DF and ECN bits
 * that differ from fragment to fragment, datagrams interleaved.
 *
 * <p>Example: {@code new FragmentTrains(7).train()} is a list of Ethernet frames.
 */
public final class FragmentTrains {
  private static final List<String> OPTIONS =
      List.of(
          "94040000",
          "01010100",
          "070b04000000000000000000",
          "4408090001020304",
          "00ff0000",
          "0703");
  private static final List<Integer> PORTS = List.of(22, 53, 80, 443, 8080);

  private final Gen gen;
  private final Random shuffler;
  private int identification;

  /** One fragment's place in its datagram. */
  private record Piece(int offset, int length, boolean more) {}

  /** Trains of this seed. */
  public FragmentTrains(long seed) {
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
    String source = "10.0.0." + gen.between(1, 3);
    String destination = "192.168.1." + gen.between(1, 2);
    int protocol = gen.pick(List.of(17, 17, 6, 1, 47));
    byte[] bytes = gen.bytes(length());
    bytes[2] = 0;
    int port = gen.pick(PORTS);
    bytes[2] = (byte) (port >> 8);
    bytes[3] = (byte) port;
    List<Piece> pieces = pieces(bytes.length);
    disturb(pieces);
    arrange(pieces);
    boolean plain = gen.percent(50);
    int tos = gen.percent(50) ? 0 : gen.below(256);
    List<byte[]> frames = new ArrayList<>();
    for (Piece piece : pieces) {
      Packets packet =
          Packets.ip4(source, destination)
              .protocol(protocol, hex(bytes, piece))
              .identification(identification)
              .fragment(piece.offset, piece.more)
              .tos(tos);
      if (!plain) {
        vary(packet, tos);
      }
      frames.add(gen.percent(50) ? packet.padded() : packet.bytes());
    }
    return frames;
  }

  private int length() {
    return switch (gen.below(10)) {
      case 0 -> gen.between(9, 24);
      case 1 -> gen.between(4000, 9000);
      case 2 -> gen.percent(20) ? gen.between(60_000, 66_000) : gen.between(9, 3000);
      default -> gen.between(9, 3000);
    };
  }

  /** Cuts a datagram; every piece but the last a multiple of 8. */
  private List<Piece> pieces(int length) {
    int most = Math.max(8, gen.pick(List.of(8, 64, 520, 1480, 1480)));
    most = Math.max(most, length / 40 & ~7);
    List<Piece> pieces = new ArrayList<>();
    for (int at = 0; at < length; ) {
      int size = gen.percent(60) ? most : Math.max(8, gen.between(1, most) & ~7);
      boolean last = at + size >= length;
      if (last && at == 0) {
        size = 8;
        last = false;
      }
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
      switch (gen.below(10)) {
        case 0, 1 -> pieces.add(at, piece);
        case 2 -> pieces.add(new Piece(piece.offset, Math.min(8, piece.length), true));
        case 3 -> pieces.add(at, new Piece(piece.offset, piece.length + 8, piece.more));
        case 4 ->
            pieces.add(at, new Piece(Math.max(0, piece.offset - 8), piece.length, piece.more));
        case 5 -> pieces.remove(at);
        case 6 -> pieces.set(at, new Piece(piece.offset, piece.length + gen.below(8), piece.more));
        case 7 -> pieces.set(at, new Piece(piece.offset, piece.length, !piece.more));
        case 8 -> pieces.add(at, new Piece(piece.offset, gen.below(8), gen.percent(50)));
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
    byte[] part = new byte[Math.min(piece.length, 64_000)];
    int there = Math.max(0, Math.min(part.length, bytes.length - piece.offset));
    System.arraycopy(bytes, Math.min(piece.offset, bytes.length), part, 0, there);
    return HexFormat.of().formatHex(part);
  }

  private void vary(Packets packet, int tos) {
    packet.ttl(gen.pick(List.of(1, 2, 64, 64, 64, 128, 255)));
    if (gen.percent(40)) {
      packet.tos(gen.percent(70) ? tos ^ gen.between(0, 3) : gen.below(256));
    }
    if (gen.percent(30)) {
      packet.dontFragment();
    }
    if (gen.percent(15)) {
      packet.options(gen.pick(OPTIONS));
    }
    if (gen.percent(15)) {
      packet.vlan(0);
    }
    if (gen.percent(30)) {
      packet.mac("02:00:00:00:00:" + gen.pick(List.of("0a", "1a", "2a")), "02:00:00:00:00:0b");
    }
    if (gen.percent(3)) {
      packet.badHeaderChecksum();
    }
  }
}
