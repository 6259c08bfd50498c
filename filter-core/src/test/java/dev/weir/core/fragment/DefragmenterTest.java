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
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("checked")
class DefragmenterTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Device ETH9 = new Device("eth9", 9, Device.ARPHRD_ETHER);

  private final FragmentStatistics statistics = new FragmentStatistics();
  private final Defragmenter defragmenter = new Defragmenter(statistics);
  private final Packet packet = new Packet();
  private PacketBuffer buffer = new PacketBuffer(1);
  private long now;

  @AfterEach
  void close() {
    defragmenter.close();
    buffer.close();
  }

  private static Packets four(int offset, String payload, boolean more) {
    return Packets.ip4("10.0.0.1", "10.0.0.2").protocol(47, payload).fragment(offset, more);
  }

  private static Packets six(int offset, String payload, boolean more) {
    return Packets.ip6("2001:db8::1", "2001:db8::2").fragment(offset, more).protocol(47, payload);
  }

  private void show(byte[] frame, int captured) {
    buffer.close();
    buffer = PacketBuffer.of(Arrays.copyOf(frame, captured));
    PacketMemory.forbid(buffer);
    packet.reset(buffer.address(), captured, frame.length, LinkType.ETHERNET, 0);
    packet.setNowNanos(now);
    PacketParser.parse(packet);
  }

  private void show(Packets frame) {
    byte[] bytes = frame.bytes();
    show(bytes, bytes.length);
  }

  private boolean add(Packets frame, Point point) {
    show(frame);
    return defragmenter.add(packet, point);
  }

  private boolean add(Packets frame) {
    return add(frame, Point.PREROUTING);
  }

  /** What the packet shows, from its network header on. */
  private String shown() {
    byte[] bytes = new byte[packet.networkLength()];
    PacketMemory.copyOut(packet.address() + packet.networkOffset(), bytes, 0, bytes.length);
    return HexFormat.of().formatHex(bytes);
  }

  private static String whole(Packets datagram) {
    return HexFormat.of().formatHex(datagram.network());
  }

  private static final String FIRST = "0001003500180000" + "11".repeat(8);
  private static final String LAST = "22".repeat(5);

  @Test
  void whatIsNoFragmentPasses() {
    assertTrue(add(Packets.ip4("10.0.0.1", "10.0.0.2").udp(1, 2)));
    assertEquals(buffer.address(), packet.address());
    assertTrue(add(Packets.ip6("::2", "::3").hopByHop("010400000000").udp(1, 2)));
    show(Packets.arp(1, "10.0.0.1", "10.0.0.2"), 42);
    assertTrue(defragmenter.add(packet, Point.PREROUTING));
    assertEquals(0, statistics.heldFragments());
  }

  @Test
  void fragmentsOfDifferentPointsAndZonesNeverJoin() {
    assertFalse(add(four(0, FIRST, true), Point.PREROUTING));
    assertFalse(add(four(16, LAST, false), Point.OUTPUT));
    assertFalse(add(four(16, LAST, false), Point.LOCAL_DELIVERY));
    show(four(16, LAST, false));
    packet.conntrack().setZoneTemplate(7);
    assertFalse(defragmenter.add(packet, Point.PREROUTING));
    assertTrue(add(four(16, LAST, false), Point.PREROUTING));
    assertTrue(add(four(0, FIRST, true), Point.LOCAL_DELIVERY));
  }

  @Test
  void untrackedFragmentsPassButNotToLocalDelivery() {
    for (Packets frame : new Packets[] {four(0, FIRST, true), six(0, FIRST, true)}) {
      show(frame);
      packet.conntrack().setUntracked();
      assertTrue(defragmenter.add(packet, Point.PREROUTING));
      assertTrue(packet.isFragment());
    }
    show(four(0, FIRST, true));
    packet.conntrack().setUntracked();
    assertFalse(defragmenter.add(packet, Point.LOCAL_DELIVERY));
  }

  @Test
  void onlyTheLargestFragmentsSizeIsRemembered() {
    add(four(0, FIRST, true));
    assertEquals(0, packet.fragmentMaxSize());
    assertTrue(add(four(16, LAST, false)));
    assertEquals(36, packet.fragmentMaxSize());
    add(four(0, FIRST, true), Point.LOCAL_DELIVERY);
    assertTrue(add(four(16, LAST, false), Point.LOCAL_DELIVERY));
    assertEquals(0, packet.fragmentMaxSize());
    add(six(0, FIRST, true));
    assertTrue(add(six(16, LAST, false)));
    assertEquals(64, packet.fragmentMaxSize());
  }

  @Test
  void ip4FragmentsBecomeTheDatagram() {
    assertFalse(add(four(16, LAST, false)));
    assertTrue(add(four(0, FIRST, true)));
    assertEquals(
        whole(Packets.ip4("10.0.0.1", "10.0.0.2").protocol(47, FIRST + LAST)).substring(40),
        shown().substring(40));
    long header = packet.address() + packet.networkOffset();
    assertEquals(0, Checksums.internet(header, 20));
    assertFalse(packet.isFragment());
    assertTrue(packet.hasLinkHeader());
  }

  @Test
  void ip6FragmentsLoseTheirHeader() {
    assertFalse(add(six(16, LAST, false)));
    assertTrue(add(six(0, FIRST, true)));
    Packets datagram = Packets.ip6("2001:db8::1", "2001:db8::2").protocol(47, FIRST + LAST);
    assertEquals(whole(datagram), shown());
    assertEquals(47, packet.l4protocol());
    assertEquals(40, packet.transportOffset());
    assertFalse(packet.isFragment());
    assertEquals(0, statistics.heldFragments());
  }

  @Test
  void anAtomicIp6FragmentLosesItsHeader() {
    assertTrue(add(six(0, FIRST, false)));
    Packets datagram = Packets.ip6("2001:db8::1", "2001:db8::2").protocol(47, FIRST);
    assertEquals(whole(datagram), shown());
  }

  @Test
  void ip6FragmentsReachInputAsTheyAre() {
    assertTrue(add(six(0, FIRST, true), Point.LOCAL_DELIVERY));
    assertTrue(packet.isFragment());
  }

  private static Packets optioned(int offset, String payload, boolean more) {
    return Packets.ip6("2001:db8::1", "2001:db8::2")
        .hopByHop("010400000000")
        .destinationOptions("010400000000")
        .fragment(offset, more)
        .protocol(47, payload);
  }

  @Test
  void ip6HeadersBeforeTheFragmentHeaderStay() {
    assertFalse(add(optioned(16, LAST, false)));
    assertTrue(add(optioned(0, FIRST, true)));
    Packets datagram =
        Packets.ip6("2001:db8::1", "2001:db8::2")
            .hopByHop("010400000000")
            .destinationOptions("010400000000")
            .protocol(47, FIRST + LAST);
    assertEquals(whole(datagram), shown());
    assertEquals(56, packet.transportOffset());
  }

  @Test
  void ip6DatagramsDifferByIdentificationButNotByProtocol() {
    add(six(0, FIRST, true));
    Packets other = Packets.ip6("2001:db8::1", "2001:db8::2");
    assertFalse(add(other.identification(2).fragment(16, false).protocol(47, LAST)));
    other = Packets.ip6("2001:db8::1", "2001:db8::2");
    assertTrue(add(other.fragment(16, false).protocol(6, LAST)));
  }

  @Test
  void ip6DatagramsOfOneLinkDifferByDevice() {
    for (String destination : List.of("fe80::2", "febf::2", "ff02::1", "ff0e::5", "fec0::1")) {
      assertFalse(add(Packets.ip6("::3", destination).fragment(0, true).protocol(47, FIRST)));
      show(Packets.ip6("::3", destination).fragment(16, false).protocol(47, LAST));
      packet.setDevices(ETH9, Device.NONE, ETH9);
      boolean joined = defragmenter.add(packet, Point.PREROUTING);
      assertEquals(destination.equals("fec0::1"), joined, destination);
    }
  }

  @Test
  void anOverlapDropsTheIp6DatagramAContradictionOnlyTheFragment() {
    add(six(0, FIRST, true));
    assertFalse(add(six(8, FIRST, true)));
    assertFalse(add(six(16, LAST, false)), "all was dropped");
    assertEquals(1, statistics.brokenDatagrams());
    now = 100 * SECOND;
    add(six(0, FIRST, true));
    add(six(24, LAST, false));
    assertFalse(add(six(24, LAST + "22", false)), "another end");
    assertFalse(add(six(32, FIRST, true)), "behind the end");
    assertFalse(add(six(24, "", false)), "empty, and another end");
    assertFalse(add(six(0, FIRST, true)), "a duplicate");
    assertTrue(add(six(16, "33".repeat(8), true)));
  }

  @Test
  void ip6FragmentsThatEndBetweenMultiplesOfEightPassAndDropTheirDatagram() {
    add(six(0, FIRST, true));
    assertTrue(add(six(16, LAST, true)));
    assertTrue(packet.isFragment());
    assertEquals(buffer.address(), packet.address());
    assertFalse(add(six(16, LAST, false)));
  }

  @Test
  void firstIp6FragmentsWithoutTheirTransportHeaderPass() {
    assertTrue(add(six(0, "", true)));
    Packets tcp = Packets.ip6("::2", "::3").fragment(0, true).protocol(6, "00".repeat(16));
    assertTrue(add(tcp));
    tcp = Packets.ip6("::2", "::3").fragment(0, true).protocol(6, "00".repeat(24));
    assertFalse(add(tcp));
  }

  @Test
  void jumbogramsAndHeaderlessPacketsPass() {
    assertTrue(add(six(0, FIRST, true).length(0)));
    assertTrue(add(Packets.ip6("::2", "::3").protocol(59, "2c").length(1)));
    assertFalse(add(six(8, "", true).length(6)), "ends inside its fragment header");
    assertTrue(add(six(0, "", true).length(4)), "and so does its transport header");
  }

  @Test
  void timeIsThePacketsOwn() {
    add(four(0, FIRST, true));
    now = 30 * SECOND;
    assertFalse(add(four(16, LAST, false)), "given up after 30 seconds");
    now = 59 * SECOND;
    assertTrue(add(four(0, FIRST, true)));
    add(six(0, FIRST, true));
    now = 118 * SECOND;
    assertTrue(add(six(16, LAST, false)));
    add(six(0, FIRST, true));
    now = 178 * SECOND;
    assertFalse(add(six(16, LAST, false)), "given up after 60 seconds");
    assertEquals(2, statistics.timedOutDatagrams());
  }

  @Test
  void aCutIp6FragmentLeavesTheDatagramCutThere() {
    byte[] first = six(0, FIRST, true).bytes();
    show(first, first.length - 4);
    assertFalse(defragmenter.add(packet, Point.PREROUTING));
    assertTrue(add(six(16, LAST, false)));
    assertEquals(61, packet.networkLength());
    assertTrue(packet.canLoad(14 + 40, 12));
    assertFalse(packet.canLoad(14 + 40, 13));
    show(first, 14 + 44);
    assertTrue(defragmenter.add(packet, Point.PREROUTING), "nobody can tell what it is");
  }

  @Test
  void sentDatagramsKeepTheirLinkHeaderHidden() {
    for (Packets frame : new Packets[] {four(0, FIRST, true), four(16, LAST, false)}) {
      show(frame);
      PacketParser.parseSent(packet);
      packet.setLinkHeader(false);
      boolean whole = defragmenter.add(packet, Point.OUTPUT);
      assertEquals(packet.networkLength() == 41, whole);
      assertFalse(packet.hasLinkHeader());
    }
  }

  @Test
  void memoryIsBoundedAndGivenBack() {
    int most = 0;
    for (int i = 0; i < 20_000; i++) {
      String payload = "00".repeat(i % 3 == 0 ? 24 : 16 * (i % 90) + 8);
      int offset = i % 3 == 0 ? 0 : 504;
      String source = "10.0." + i % 200 + ".1";
      Packets frame =
          i % 2 == 0
              ? Packets.ip4(source, "10.0.0.2").identification(i).fragment(offset, true)
              : Packets.ip6("2001:db8::" + i % 10, "::2").identification(i).fragment(offset, true);
      assertFalse(add(frame.protocol(47, payload)));
      most = Math.max(most, defragmenter.pagesUsed());
    }
    assertTrue(most > 4000 && most < 32_768, "pages: " + most);
    assertTrue(statistics.refusedFragments() > 1000);
    now = 61 * SECOND;
    add(four(0, FIRST, true));
    add(six(0, FIRST, true));
    assertEquals(4, defragmenter.pagesUsed());
    assertEquals(20_002, statistics.heldFragments());
  }
}
