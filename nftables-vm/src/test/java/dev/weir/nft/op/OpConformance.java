package dev.weir.nft.op;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.weir.core.counter.CounterArray;
import dev.weir.core.netns.NetworkNamespace;
import dev.weir.core.packet.LinkType;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import dev.weir.core.packet.PacketMemory;
import dev.weir.core.packet.PacketParser;
import dev.weir.core.testkit.AllocationGuard;
import dev.weir.core.testkit.Gen;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every op must do; a subclass gives samples with the text nft 1.0.6 printed for them. */
@Tag("checked")
abstract class OpConformance {
  private static final long SEED = 1_121;
  static final int SLOTS = 8;

  /** An op and its listing. */
  record Sample(Op op, String listing) {}

  abstract List<Sample> samples();

  static Sample sample(Op op, String listing) {
    return new Sample(op, listing);
  }

  static VmContext context(Packet packet) {
    return new VmContext(new CounterArray(SLOTS).newSlab(), packet, NetworkNamespace.fresh());
  }

  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  /** Registers holding these words from word 0 on. */
  static Registers registers(int... words) {
    Registers registers = new Registers();
    System.arraycopy(words, 0, registers.words, 0, words.length);
    return registers;
  }

  /** Runs an op on an Ethernet frame with fresh registers. */
  static Registers run(Op op, byte[] frame) {
    Registers registers = registers();
    registers.fill(0x5a5a5a5a);
    try (PacketBuffer buffer = PacketBuffer.of(frame)) {
      Packet packet = new Packet();
      buffer.show(packet, frame.length, LinkType.ETHERNET);
      op.eval(registers, context(packet));
    }
    return registers;
  }

  /** Whether a comparison of these registers holds. */
  static boolean holds(Op op, Registers registers) {
    op.eval(registers, context(new Packet()));
    assertTrue(
        registers.verdict == Verdicts.CONTINUE || registers.verdict == Verdicts.BREAK,
        registers::toString);
    return registers.verdict == Verdicts.CONTINUE;
  }

  @Test
  void isListedAsNftDoes() {
    for (Sample sample : samples()) {
      assertEquals(sample.listing(), sample.op().dump());
    }
  }

  @Test
  void touchesOnlyTheRegistersItDeclares() {
    Gen gen = new Gen(SEED);
    Random random = new Random(SEED);
    for (Sample sample : samples()) {
      for (int i = 0; i < 100; i++) {
        byte[] frame = gen.frame();
        try (PacketBuffer buffer = PacketBuffer.of(frame)) {
          Packet packet = new Packet();
          buffer.show(packet, frame.length, LinkType.ETHERNET);
          checkRegisters(sample.op(), packet, random);
        }
      }
    }
  }

  private static void checkRegisters(Op op, Packet packet, Random random) {
    Registers one = new Registers();
    Registers other = new Registers();
    for (int word = 0; word < Registers.WORDS; word++) {
      one.words[word] = random.nextInt(4) * 0x01000000;
      boolean read = (op.reads() & 1 << word) != 0;
      other.words[word] = read ? one.words[word] : random.nextInt();
    }
    int[] before = one.words.clone();
    int[] otherBefore = other.words.clone();
    op.eval(one, context(packet));
    op.eval(other, context(packet));
    assertEquals(one.verdict, other.verdict, op::dump);
    for (int word = 0; word < Registers.WORDS; word++) {
      boolean written = (op.writes() & 1 << word) != 0;
      if (!written) {
        assertEquals(before[word], one.words[word], op::dump);
        assertEquals(otherBefore[word], other.words[word], op::dump);
      } else if (one.verdict == Verdicts.CONTINUE) {
        assertEquals(one.words[word], other.words[word], op::dump);
      }
    }
    boolean decides = (op.writes() & Registers.VERDICT_MASK) != 0;
    assertTrue(
        decides || one.verdict == Verdicts.CONTINUE || one.verdict == Verdicts.BREAK, op::dump);
  }

  @Test
  void allocatesNothing() {
    assumeFalse(PacketMemory.CHECKED, "checks allocate");
    byte[] frame = new Gen(SEED).frame();
    try (PacketBuffer buffer = PacketBuffer.of(frame)) {
      Packet packet = new Packet();
      buffer.show(packet, frame.length, LinkType.ETHERNET);
      VmContext context = context(packet);
      Registers registers = new Registers();
      for (Sample sample : samples()) {
        Op op = sample.op();
        AllocationGuard.assertAllocatesNothing(op.dump(), () -> op.eval(registers, context));
      }
    }
  }

  @Test
  void neverThrowsOnPacketsCutAnywhere() {
    Gen gen = new Gen(SEED + 1);
    Packet packet = new Packet();
    VmContext context = context(packet);
    Registers registers = new Registers();
    for (int i = 0; i < 60; i++) {
      byte[] frame = gen.frame();
      try (PacketBuffer buffer = PacketBuffer.of(frame)) {
        for (int captured = 0; captured <= frame.length; captured++) {
          for (int original : new int[] {captured, frame.length}) {
            packet.reset(buffer.address(), captured, original, LinkType.ETHERNET, 0);
            PacketParser.parse(packet);
            for (Sample sample : samples()) {
              sample.op().eval(registers, context);
            }
          }
        }
      }
    }
  }

  @Test
  void comesBackFromItsListing() {
    for (Sample sample : samples()) {
      Op op = sample.op();
      if (op.isListed()) {
        OpParser parser = new OpParser(name -> op.set(), name -> 7, 0);
        assertEquals(op, parser.parse("  " + sample.listing()));
      }
    }
  }

  static void assertWords(int[] expected, Registers registers) {
    int[] actual = Arrays.copyOf(registers.words, expected.length);
    assertArrayEquals(expected, actual, registers::toString);
  }
}
