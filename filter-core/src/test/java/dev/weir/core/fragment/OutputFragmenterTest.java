package dev.weir.core.fragment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.fragment.Defragmenter.Point;
import dev.weir.core.packet.Checksums;
import dev.weir.core.packet.Device;
import dev.weir.core.packet.LinkType;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import dev.weir.core.packet.PacketMemory;
import dev.weir.core.packet.PacketParser;
import dev.weir.core.testkit.Packets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("checked")
class OutputFragmenterTest {
  private static final int MTU = 1500;
  private static final Device ETH0 = new Device("eth0", 2, Device.ARPHRD_ETHER);

  private final Defragmenter defragmenter = new Defragmenter(new FragmentStatistics());
  private final OutputFragmenter fragmenter = new OutputFragmenter(defragmenter);
  private final Packet packet = new Packet();
  private PacketBuffer buffer = new PacketBuffer(1);
  private Device input = ETH0;

  @AfterEach
  void close() {
    fragmenter.close();
    defragmenter.close();
    buffer.close();
  }

  private void show(byte[] frame, int captured) {
    buffer.close();
    buffer = PacketBuffer.of(Arrays.copyOf(frame, captured));
    PacketMemory.forbid(buffer);
    packet.reset(buffer.address(), captured, frame.length, LinkType.ETHERNET, 0);
    PacketParser.parse(packet);
    packet.setDevices(input, ETH0, ETH0);
  }

  private boolean add(Packets frame) {
    show(frame.bytes(), frame.bytes().length);
    return defragmenter.add(packet, Point.PREROUTING);
  }

  private static Packets four(int offset, int length, boolean more) {
    return Packets.ip4("10.0.0.1", "10.0.0.2").protocol(47, bytes(length)).fragment(offset, more);
  }

  private static Packets six(int offset, int length, boolean more) {
    return Packets.ip6("::2", "::3").fragment(offset, more).protocol(47, bytes(length));
  }

  private static String bytes(int length) {
    return "5a".repeat(length);
  }

  /** The fragments from their network headers on. */
  private List<String> split(int mtu) {
    int count = fragmenter.split(packet, mtu);
    Packet fragment = new Packet();
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      fragmenter.show(i, fragment);
      byte[] bytes = new byte[fragment.networkLength()];
      long at = fragment.address() + fragment.networkOffset();
      PacketMemory.copyOut(at, bytes, 0, bytes.length);
      shown.add(HexFormat.of().formatHex(bytes));
      if (fragment.nfproto() == Packet.NFPROTO_IPV4) {
        assertEquals(0, Checksums.internet(at, (bytes[0] & 0xf) * 4));
      }
    }
    return shown;
  }

  private static List<String> network(Packets... frames) {
    return Arrays.stream(frames).map(f -> HexFormat.of().formatHex(f.network())).toList();
  }

  @Test
  void fragmentsLeaveAsTheyCame() {
    assertFalse(add(four(40, 5, false)));
    assertFalse(add(four(24, 16, true)));
    assertFalse(add(four(24, 16, true)), "repeated");
    assertTrue(add(four(0, 24, true)));
    assertEquals(network(four(0, 24, true), four(24, 16, true), four(40, 5, false)), split(MTU));
    assertFalse(add(six(1208, 300, false)));
    assertTrue(add(six(0, 1208, true)));
    assertEquals(network(six(0, 1208, true), six(1208, 300, false)), split(MTU));
  }

  @Test
  void whatWasNotPutTogetherLeavesAsItIs() {
    show(four(0, 100, false).bytes(), 134);
    assertEquals(OutputFragmenter.AS_IT_IS, fragmenter.split(packet, MTU));
    show(Packets.arp(1, "10.0.0.1", "10.0.0.2"), 42);
    assertEquals(OutputFragmenter.AS_IT_IS, fragmenter.split(packet, 20));
  }

  @Test
  void longPacketsAreCutOrRefused() {
    byte[] frame = four(0, 3000, false).bytes();
    show(frame, frame.length);
    assertEquals(
        network(four(0, 1480, true), four(1480, 1480, true), four(2960, 40, false)), split(MTU));
    assertFalse(OutputFragmenter.exceedsMtu(packet, MTU));
    frame = four(0, 3000, false).dontFragment().bytes();
    show(frame, frame.length);
    assertEquals(OutputFragmenter.TOO_BIG, fragmenter.split(packet, MTU));
    assertTrue(OutputFragmenter.exceedsMtu(packet, MTU));
    frame = Packets.ip6("::2", "::3").protocol(47, bytes(3000)).bytes();
    show(frame, frame.length);
    assertEquals(OutputFragmenter.TOO_BIG, fragmenter.split(packet, MTU));
    assertTrue(OutputFragmenter.exceedsMtu(packet, MTU));
    assertFalse(OutputFragmenter.exceedsMtu(packet, 3040));
  }

  @Test
  void aFragmentIsCutIntoFragments() {
    byte[] frame = four(160, 80, true).bytes();
    show(frame, frame.length);
    assertEquals(network(four(160, 48, true), four(208, 32, true)), split(68));
  }

  @Test
  void fragmentsTooLongForTheDeviceAreCutAnew() {
    assertFalse(add(four(0, 1480, true)));
    assertTrue(add(four(1480, 20, false)));
    assertFalse(OutputFragmenter.exceedsMtu(packet, 1000));
    assertEquals(network(four(0, 976, true), four(976, 524, false)), split(1000));
    assertFalse(add(six(0, 1448, true)));
    assertTrue(add(six(1448, 20, false)));
    assertTrue(OutputFragmenter.exceedsMtu(packet, 1400));
    assertEquals(OutputFragmenter.TOO_BIG, fragmenter.split(packet, 1400));
    assertFalse(OutputFragmenter.exceedsMtu(packet, 1496));
    assertEquals(2, fragmenter.split(packet, 1496));
  }

  @Test
  void doNotFragmentIsLostUnlessCutAnewAndTooLongIsRefused() {
    add(four(0, 80, true).dontFragment());
    assertTrue(add(four(80, 8, false).dontFragment()));
    assertEquals(network(four(0, 80, true), four(80, 8, false)), split(MTU));
    assertEquals(OutputFragmenter.TOO_BIG, fragmenter.split(packet, 80));
    assertTrue(OutputFragmenter.exceedsMtu(packet, 80));
    // the first fragment's header is the longer one: pieces no longer fit behind it
    add(four(0, 72, true).options("94040000").dontFragment());
    add(four(72, 80, true).dontFragment());
    assertTrue(add(four(152, 8, false).dontFragment()));
    assertEquals(
        network(
            four(0, 72, true).options("94040000").dontFragment(),
            four(72, 72, true).options("94040000").dontFragment(),
            four(144, 16, false).options("94040000").dontFragment()),
        split(MTU));
  }

  private static Packets tcp(int offset, int length, boolean more) {
    return Packets.ip4("10.0.0.1", "10.0.0.2").protocol(6, bytes(length)).fragment(offset, more);
  }

  @Test
  void aTcpHeaderInTwoFragmentsIsPulledIntoOne() {
    assertFalse(add(tcp(0, 16, true)));
    assertFalse(add(tcp(16, 24, true)));
    assertTrue(add(tcp(40, 3, false)));
    assertEquals(network(tcp(0, 24, true), tcp(24, 19, false)), split(MTU));
    packet.setDevices(Device.NONE, ETH0, ETH0);
    assertEquals(3, fragmenter.split(packet, MTU), "sent by this host");
    assertFalse(add(tcp(0, 16, true)));
    assertTrue(add(tcp(16, 3, false)));
    assertEquals(network(tcp(0, 16, true), tcp(16, 3, false)), split(MTU), "no TCP header");
  }

  @Test
  void optionsThatOnlyTheFirstFragmentHasBecomeNops() {
    String options = "070400009404000044040000";
    String copied = "010101019404000001010101";
    add(four(0, 16, true).options(options));
    add(four(16, 16, true));
    assertTrue(add(four(32, 8, false)));
    assertEquals(
        network(
            four(0, 16, true).options(options),
            four(16, 16, true).options(copied),
            four(32, 8, false).options(copied)),
        split(MTU));
    packet.setDevices(Device.NONE, ETH0, ETH0);
    assertEquals(network(four(16, 16, true).options(options)).getFirst(), split(MTU).get(1));
  }

  @Test
  void ip6DatagramsThatFitIntoTheirLongestFragmentStayWhole() {
    add(six(0, 800, true));
    assertTrue(add(six(800, 8, false)));
    assertEquals(OutputFragmenter.AS_IT_IS, fragmenter.split(packet, MTU));
    assertTrue(add(six(0, 800, false)), "an atomic fragment");
    assertEquals(OutputFragmenter.AS_IT_IS, fragmenter.split(packet, MTU));
  }

  @Test
  void aDatagramCutAnewCanBeOneFragment() {
    add(six(0, 64, true));
    assertTrue(add(six(64, 80, false)));
    packet.setFragmentMaxSize(100);
    input = Device.NONE;
    packet.setDevices(Device.NONE, ETH0, ETH0);
    assertEquals(2, fragmenter.split(packet, MTU));
    add(
        Packets.ip6("::2", "::3")
            .hopByHop("010400000000")
            .fragment(0, true)
            .protocol(47, bytes(64)));
    assertTrue(add(six(64, 80, false)));
    Packets one = Packets.ip6("::2", "::3").hopByHop("010400000000");
    assertEquals(network(one.fragment(0, false).protocol(47, bytes(144))), split(MTU));
  }

  @Test
  void ip6OptionsBehindTheFragmentHeaderGoInFrontOfIt() {
    String options = "2f00010400000000";
    add(Packets.ip6("::2", "::3").fragment(0, true).protocol(60, options + bytes(64)));
    assertTrue(add(Packets.ip6("::2", "::3").fragment(72, false).protocol(60, bytes(80))));
    Packets first = Packets.ip6("::2", "::3").destinationOptions("010400000000");
    Packets second = Packets.ip6("::2", "::3").destinationOptions("010400000000");
    assertEquals(
        network(
            first.fragment(0, true).protocol(47, bytes(64)),
            second.fragment(64, false).protocol(47, bytes(80))),
        split(MTU));
  }

  @Test
  void longHeadersOfASentFirstFragmentNeedRoomInFrontOfTheOthers() {
    assertFalse(add(four(0, 16, true).options("94040000")));
    assertFalse(add(four(16, 24, true).options("94040000")));
    assertTrue(add(four(40, 24, false)));
    assertEquals(3, fragmenter.split(packet, MTU));
    packet.setDevices(Device.NONE, ETH0, ETH0);
    Packets whole = four(24, 24, true).options("94040000");
    assertEquals(network(whole).getFirst(), split(MTU).get(1));
  }

  @Test
  void metadataAreThePackets() {
    assertFalse(add(four(0, 24, true)));
    assertTrue(add(four(24, 5, false)));
    packet.setMark(7);
    packet.setPriority(8);
    packet.setPacketType(Packet.TYPE_BROADCAST);
    packet.setNowNanos(99);
    packet.conntrack().setZoneTemplate(3);
    packet.conntrack().attach(11, 2);
    assertEquals(2, fragmenter.split(packet, MTU));
    Packet fragment = new Packet();
    fragmenter.show(1, fragment);
    assertEquals(7, fragment.mark());
    assertEquals(8, fragment.priority());
    assertEquals(Packet.TYPE_BROADCAST, fragment.packetType());
    assertEquals(99, fragment.nowNanos());
    assertEquals(11, fragment.conntrack().entry());
    assertEquals(3, fragment.conntrack().zone());
    assertEquals(ETH0, fragment.oif());
    assertTrue(fragment.hasLinkHeader());
    assertEquals(0, fragment.fragmentMaxSize());
  }

  @Test
  void cutDatagramsGiveCutFragments() {
    byte[] first = four(0, 24, true).bytes();
    show(first, first.length - 3);
    assertFalse(defragmenter.add(packet, Point.PREROUTING));
    assertTrue(add(four(24, 8, false)));
    assertEquals(2, fragmenter.split(packet, MTU));
    Packet fragment = new Packet();
    fragmenter.show(0, fragment);
    assertEquals(44, fragment.networkLength());
    assertEquals(14 + 41, fragment.capturedLength());
    fragmenter.show(1, fragment);
    assertEquals(28, fragment.networkLength());
    assertEquals(14 + 20, fragment.capturedLength());
  }

  @Test
  void cutsFollowWhatCame() {
    FragmentStarts starts = new FragmentStarts();
    List<Integer> offsets = new ArrayList<>(List.of(65528, 0, 512, 8, 1024));
    offsets.forEach(starts::add);
    FragmentCuts cuts = new FragmentCuts();
    assertTrue(cuts.follow(starts, 0, 65535));
    Collections.sort(offsets);
    for (int i = 0; i < offsets.size(); i++) {
      assertEquals(offsets.get(i), cuts.start(i));
    }
    assertTrue(cuts.fit(65528 - 1024));
    assertFalse(cuts.fit(65520 - 1024));
    assertFalse(cuts.follow(starts, 0, 65528), "the last piece would be empty");
  }
}
