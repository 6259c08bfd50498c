package dev.weir.core.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * What may happen to the fragments of a datagram on their way: lost, repeated, overlapping, too
 * long, without an end, out of order, mixed with those of other datagrams.
 *
 * <p>Example: {@code pieces.disturb(list, false); pieces.arrange(list)}.
 */
public final class FragmentPieces {
  private final Gen gen;
  private final Random shuffler;

  /**
   * One fragment's place in its datagram.
   *
   * @param more whether it says that more follow
   */
  public record Piece(int offset, int length, boolean more) {
    /** Its part of the datagram in hex; zeros where it goes beyond, never more than so many. */
    public String hex(byte[] datagram, int atMost) {
      byte[] part = new byte[Math.min(length, atMost)];
      int there = Math.max(0, Math.min(part.length, datagram.length - offset));
      System.arraycopy(datagram, Math.min(offset, datagram.length), part, 0, there);
      return HexFormat.of().formatHex(part);
    }
  }

  /**
   * Decisions by these.
   *
   * @param shuffler for orders
   */
  public FragmentPieces(Gen gen, Random shuffler) {
    this.gen = gen;
    this.shuffler = shuffler;
  }

  /** Fragments of one to four datagrams, one between the other's. */
  List<byte[]> mixed(Supplier<List<byte[]>> datagram) {
    List<List<byte[]>> datagrams = new ArrayList<>();
    int count = gen.percent(60) ? 1 : gen.between(2, 4);
    for (int i = 0; i < count; i++) {
      datagrams.add(datagram.get());
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

  /**
   * Breaks something, in half of the cases.
   *
   * @param evenEnds whether a last piece may be cut to a multiple of 8
   */
  public void disturb(List<Piece> pieces, boolean evenEnds) {
    int times = gen.percent(50) ? 0 : gen.between(1, 2);
    for (int i = 0; i < times && !pieces.isEmpty(); i++) {
      int at = gen.below(pieces.size());
      Piece piece = pieces.get(at);
      int kind = gen.below(evenEnds ? 11 : 10);
      if (evenEnds && kind == 9) {
        pieces.add(at, new Piece(piece.offset, piece.length & ~7, piece.more));
      } else {
        disturb(pieces, at, piece, kind);
      }
    }
  }

  private void disturb(List<Piece> pieces, int at, Piece piece, int kind) {
    switch (kind) {
      case 0, 1 -> pieces.add(at, piece);
      case 2 -> pieces.add(new Piece(piece.offset, Math.min(8, piece.length), true));
      case 3 -> pieces.add(at, new Piece(piece.offset, piece.length + 8, piece.more));
      case 4 -> pieces.add(at, new Piece(Math.max(0, piece.offset - 8), piece.length, piece.more));
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

  /** Backwards, at random, or as they are; never none. */
  public void arrange(List<Piece> pieces) {
    switch (gen.below(4)) {
      case 0 -> Collections.reverse(pieces);
      case 1 -> Collections.shuffle(pieces, shuffler);
      default -> {}
    }
    if (pieces.isEmpty()) {
      pieces.add(new Piece(0, 8, true));
    }
  }
}
