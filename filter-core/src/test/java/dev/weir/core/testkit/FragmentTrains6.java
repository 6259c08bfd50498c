package dev.weir.core.testkit;

import dev.weir.core.testkit.FragmentPieces.Piece;
import java.util.ArrayList;
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
  private final FragmentPieces pieces;
  private int identification;

  /** What fragments of one datagram share. */
  private record Headers(
      String source, String destination, int chain, int protocol, int trafficClass) {}

  /** Trains of this seed. */
  public FragmentTrains6(long seed) {
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
    int protocol = gen.pick(List.of(17, 17, 6, 58, 47));
    Headers headers =
        new Headers(
            "2001:db8::" + gen.between(1, 3),
            "2001:db8:1::" + gen.between(1, 2),
            gen.percent(60) ? 0 : gen.below(16),
            gen.percent(15) ? 60 : protocol,
            gen.percent(50) ? 0 : gen.below(256));
    byte[] bytes = payload(headers, protocol);
    List<Piece> cut = pieces(bytes.length);
    pieces.disturb(cut, true);
    pieces.arrange(cut);
    boolean plain = gen.percent(50);
    List<byte[]> frames = new ArrayList<>();
    for (Piece piece : cut) {
      Packets packet = packet(headers, plain);
      packet
          .fragment(piece.offset(), piece.more())
          .protocol(headers.protocol, piece.hex(bytes, 63_000));
      if (!plain && gen.percent(2)) {
        packet.length(gen.percent(50) ? 0 : Math.min(gen.below(60), piece.length()));
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
