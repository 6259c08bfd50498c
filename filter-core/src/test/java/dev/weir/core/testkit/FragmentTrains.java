package dev.weir.core.testkit;

import dev.weir.core.testkit.FragmentPieces.Piece;
import java.util.ArrayList;
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
  private final FragmentPieces pieces;
  private int identification;

  /** Trains of this seed. */
  public FragmentTrains(long seed) {
    gen = new Gen(seed);
    pieces = new FragmentPieces(gen, new Random(seed));
    identification = gen.below(0x10000);
  }

  /** Fragments of one to four datagrams. */
  public List<byte[]> train() {
    return pieces.mixed(this::datagram);
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
    List<Piece> cut = pieces(bytes.length);
    pieces.disturb(cut, false);
    pieces.arrange(cut);
    boolean plain = gen.percent(50);
    int tos = gen.percent(50) ? 0 : gen.below(256);
    List<byte[]> frames = new ArrayList<>();
    for (Piece piece : cut) {
      Packets packet =
          Packets.ip4(source, destination)
              .protocol(protocol, piece.hex(bytes, 64_000))
              .identification(identification)
              .fragment(piece.offset(), piece.more())
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
