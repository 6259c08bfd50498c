package dev.weir.core.fragment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.weir.core.fragment.Defragmenter.Point;
import dev.weir.core.packet.Device;
import dev.weir.core.packet.LinkType;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import dev.weir.core.packet.PacketMemory;
import dev.weir.core.packet.PacketParser;
import dev.weir.core.testkit.AllocationGuard;
import dev.weir.core.testkit.FragmentTrains;
import dev.weir.core.testkit.FragmentTrains6;
import dev.weir.core.testkit.Gen;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random trains of both families through reassembly and a plain model of it. */
@Tag("checked")
class DefragmenterPropertyTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Device ETH0 = new Device("eth0", 2, Device.ARPHRD_ETHER);
  private static final int MTU = 65_535;

  private static List<byte[]> train(Gen gen, FragmentTrains four, FragmentTrains6 six) {
    return gen.percent(50) ? four.train() : six.train();
  }

  // Used again and again: in a checked run every packet's range is asked at every load.
  private final Packet packet = new Packet();
  private final Packet fragment = new Packet();

  private void show(PacketBuffer buffer, long nanos) {
    int length = buffer.capacity();
    packet.reset(buffer.address(), length, length, LinkType.ETHERNET, nanos);
    PacketMemory.forbid(buffer);
    PacketParser.parse(packet);
    packet.setDevices(ETH0, Device.NONE, ETH0);
  }

  private static byte[] network(Packet packet) {
    byte[] bytes = new byte[packet.networkLength()];
    PacketMemory.copyOut(packet.address() + packet.networkOffset(), bytes, 0, bytes.length);
    return bytes;
  }

  /** Order, repetition, overlap, loss, time, several datagrams at once. */
  @Test
  void everyFragmentDoesWhatThePlainModelSays() {
    int whole = 0;
    for (long seed = 0; seed < 60; seed++) {
      Gen gen = new Gen(seed);
      FragmentTrains four = new FragmentTrains(seed);
      FragmentTrains6 six = new FragmentTrains6(seed);
      ReassemblyModel model = new ReassemblyModel();
      long nanos = 0;
      try (Defragmenter defragmenter = new Defragmenter(new FragmentStatistics())) {
        for (int i = 0; i < 20; i++) {
          for (byte[] frame : train(gen, four, six)) {
            nanos += gen.percent(3) ? gen.below(40) * SECOND : 1000;
            whole += judge(defragmenter, model, frame, nanos, "seed " + seed) ? 1 : 0;
          }
        }
      }
    }
    assertTrue(whole > 500, "whole datagrams: " + whole);
  }

  /** Whether the fragment completed a datagram. */
  private boolean judge(
      Defragmenter defragmenter, ReassemblyModel model, byte[] frame, long nanos, String seed) {
    try (PacketBuffer buffer = PacketBuffer.of(frame)) {
      show(buffer, nanos);
      if (packet.nfproto() == 0) {
        return false;
      }
      byte[] before = network(packet);
      byte @Nullable [] expected = model.add(before, nanos);
      boolean goesOn = defragmenter.add(packet, Point.PREROUTING);
      byte @Nullable [] actual = goesOn ? network(packet) : null;
      String text = seed + " " + HexFormat.of().formatHex(before, 0, Math.min(80, before.length));
      assertEquals(hex(expected), hex(actual), text);
      return goesOn && packet.fragmentMaxSize() > 0;
    }
  }

  private static String hex(byte @Nullable [] bytes) {
    return bytes == null ? "held" : HexFormat.of().formatHex(bytes);
  }

  /** Taking apart and putting together again changes nothing. */
  @Test
  void whatLeavesInFragmentsArrivesWhole() {
    int several = 0;
    for (long seed = 0; seed < 40; seed++) {
      Gen gen = new Gen(seed);
      FragmentTrains four = new FragmentTrains(seed);
      FragmentTrains6 six = new FragmentTrains6(seed);
      try (Defragmenter first = new Defragmenter(new FragmentStatistics());
          Defragmenter second = new Defragmenter(new FragmentStatistics());
          OutputFragmenter output = new OutputFragmenter(first)) {
        for (int i = 0; i < 20; i++) {
          for (byte[] frame : train(gen, four, six)) {
            several += cross(first, output, second, frame, "seed " + seed);
          }
        }
      }
    }
    assertTrue(several > 300, "datagrams of several fragments: " + several);
  }

  private int cross(
      Defragmenter first, OutputFragmenter output, Defragmenter second, byte[] frame, String seed) {
    try (PacketBuffer buffer = PacketBuffer.of(frame)) {
      show(buffer, 0);
      if (!first.add(packet, Point.PREROUTING) || packet.fragmentMaxSize() == 0) {
        return 0;
      }
      int count = output.split(packet, MTU);
      for (int i = 0; i < count; i++) {
        output.show(i, fragment);
        assertTrue(fragment.networkLength() <= Math.max(packet.fragmentMaxSize(), 1280), seed);
        boolean whole = second.add(fragment, Point.PREROUTING);
        assertEquals(i == count - 1, whole, seed);
        if (whole && !isAltered(packet)) {
          assertEquals(content(packet), content(fragment), seed);
        }
      }
      return count > 1 ? 1 : 0;
    }
  }

  /** IPv4 options become NOPs; the kernel's next-header offset of IPv6 is one byte. */
  private static boolean isAltered(Packet packet) {
    return packet.nfproto() == Packet.NFPROTO_IPV4
        ? (packet.u8(packet.networkOffset()) & 0xf) > 5
        : packet.transportOffset() > 0xff || !packet.hasTransport();
  }

  /** Without what DF's loss changes. */
  private static String content(Packet packet) {
    byte[] bytes = network(packet);
    if (packet.nfproto() == Packet.NFPROTO_IPV4) {
      bytes[6] = 0;
      bytes[10] = 0;
      bytes[11] = 0;
    }
    return HexFormat.of().formatHex(bytes);
  }

  @Test
  void putsTogetherAndTakesApartWithoutAllocation() {
    assumeFalse(PacketMemory.CHECKED, "checks allocate");
    FragmentTrains four = new FragmentTrains(3);
    FragmentTrains6 six = new FragmentTrains6(3);
    List<PacketBuffer> buffers = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      four.train().forEach(frame -> buffers.add(PacketBuffer.of(frame)));
      six.train().forEach(frame -> buffers.add(PacketBuffer.of(frame)));
    }
    long[] time = new long[1];
    try (Defragmenter defragmenter = new Defragmenter(new FragmentStatistics());
        OutputFragmenter output = new OutputFragmenter(defragmenter)) {
      AllocationGuard.assertAllocatesNothing(
          "reassembly",
          () -> {
            time[0] += 61 * SECOND;
            for (int i = 0; i < buffers.size(); i++) {
              PacketBuffer buffer = buffers.get(i);
              int length = buffer.capacity();
              packet.reset(buffer.address(), length, length, LinkType.ETHERNET, time[0]);
              PacketParser.parse(packet);
              if (packet.nfproto() != 0 && defragmenter.add(packet, Point.PREROUTING)) {
                int count = output.split(packet, MTU);
                for (int j = 0; j < count; j++) {
                  output.show(j, fragment);
                }
              }
            }
          });
    }
    buffers.forEach(PacketBuffer::close);
  }
}
