package dev.weir.cli.random;

import dev.weir.core.testkit.FragmentPieces;
import dev.weir.core.testkit.FragmentPieces.Piece;
import dev.weir.core.testkit.Gen;
import dev.weir.core.testkit.Packets;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Packets of flows in fragments, to which everything happens that happens to fragments. */
final class FlowFragments {
  private static final int LINK = 14;
  private static final int HEADER4 = 20;
  private static final int HEADER6 = 40;

  private final Gen gen;
  private final FragmentPieces changes;
  private int identification;

  FlowFragments(Gen gen) {
    this.gen = gen;
    this.changes = new FragmentPieces(gen, new Random(gen.any()));
    this.identification = gen.below(60_000);
  }

  /** Whether the packet can be cut: whole, with a plain header and some payload. */
  static boolean canCut(Traffic.Packet packet) {
    byte[] frame = packet.frame();
    int header = packet.six() ? HEADER6 : HEADER4;
    if (frame.length < LINK + header + 16) {
      return false;
    }
    int length = packet.six() ? big16(frame, LINK + 4) + HEADER6 : big16(frame, LINK + 2);
    return (packet.six() || frame[LINK] == 0x45) && length == frame.length - LINK;
  }

  /** The fragments in the order in which they come; facts of the whole stand at the last one. */
  List<Traffic.Packet> cut(Traffic.Packet whole) {
    byte[] frame = whole.frame();
    boolean six = whole.six();
    int header = six ? HEADER6 : HEADER4;
    byte[] datagram = Arrays.copyOfRange(frame, LINK + header, frame.length);
    List<Piece> pieces = pieces(datagram.length);
    if (gen.percent(40)) {
      changes.disturb(pieces, six);
    }
    changes.arrange(pieces);
    identification = (identification + 1) & 0xffff;
    List<Traffic.Packet> out = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      byte[] bytes = write(frame, six, datagram, pieces.get(i));
      List<Fact> facts = i == pieces.size() - 1 ? whole.facts() : List.of();
      out.add(new Traffic.Packet(bytes, six, facts, whole.entersBy(), "fragment of a flow"));
    }
    return out;
  }

  private List<Piece> pieces(int length) {
    int most = gen.pick(List.of(8, 16, 40, 64, 512));
    List<Piece> pieces = new ArrayList<>();
    for (int at = 0; at < length; at += most) {
      int end = Math.min(length, at + most);
      pieces.add(new Piece(at, end - at, end < length));
    }
    return pieces;
  }

  private byte[] write(byte[] frame, boolean six, byte[] datagram, Piece piece) {
    int addresses = LINK + (six ? 8 : 12);
    int width = six ? 16 : 4;
    String source = address(frame, addresses, width);
    String destination = address(frame, addresses + width, width);
    int protocol = frame[LINK + (six ? 6 : 9)] & 0xff;
    int tos = six ? big16(frame, LINK) >> 4 & 0xff : frame[LINK + 1] & 0xff;
    return (six ? Packets.ip6(source, destination) : Packets.ip4(source, destination))
        .identification(identification)
        .tos(tos)
        .ttl(frame[LINK + (six ? 7 : 8)] & 0xff)
        .fragment(piece.offset(), piece.more())
        .protocol(protocol, piece.hex(datagram, 2000))
        .bytes();
  }

  private static String address(byte[] frame, int at, int width) {
    BigInteger number = new BigInteger(1, Arrays.copyOfRange(frame, at, at + width));
    return width == 4 ? Addresses.ip4(number) : Addresses.ip6(number);
  }

  private static int big16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }
}
