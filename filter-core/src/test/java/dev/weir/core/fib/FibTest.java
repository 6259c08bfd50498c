package dev.weir.core.fib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.packet.Device;
import java.util.List;
import org.junit.jupiter.api.Test;

class FibTest {
  private static final Device ETH0 = new Device("eth0", 2, Device.ARPHRD_ETHER);
  private static final Device ETH1 = new Device("eth1", 3, Device.ARPHRD_ETHER);

  private static int ip4(String address) {
    PrefixTable.Prefix parsed = PrefixTable.parse(address);
    assertNotNull(parsed, address);
    return (int) (parsed.high() >>> 32);
  }

  private static RouteType type(Fib fib, String address) {
    Route route = fib.route4(ip4(address));
    return route == null ? RouteType.UNSPEC : route.type();
  }

  @Test
  void takesTheLongestPrefixOfBothTables() {
    Fib fib = new Fib();
    assertTrue(fib.addLocalRoute("0.0.0.0/0", RouteType.LOCAL, ETH0));
    assertTrue(fib.addRoute("192.0.2.0/24", RouteType.UNICAST, null, 0, List.of(ETH0)));
    assertEquals(RouteType.UNICAST, type(fib, "192.0.2.7"));
    assertEquals(RouteType.LOCAL, type(fib, "192.0.3.7"));
    assertEquals(RouteType.LOCAL, type(fib, "127.0.0.1"));
  }

  @Test
  void knowsTheBroadcastAddressOfAnAddress() {
    Fib fib = new Fib();
    assertTrue(fib.addAddress("192.0.2.1", 24, ETH0));
    assertTrue(fib.addAddress("198.51.100.1", 31, ETH0));
    assertEquals(RouteType.LOCAL, type(fib, "192.0.2.1"));
    assertEquals(RouteType.BROADCAST, type(fib, "192.0.2.255"));
    assertEquals(RouteType.UNSPEC, type(fib, "192.0.2.0"));
    assertEquals(RouteType.UNSPEC, type(fib, "198.51.100.0"));
  }

  @Test
  void goesBackToShorterPrefixesForADevice() {
    Fib fib = new Fib();
    assertTrue(fib.addRoute("fe80::/64", RouteType.UNICAST, null, 0, List.of(ETH0)));
    assertTrue(fib.addRoute("fe80::/10", RouteType.UNICAST, null, 0, List.of(ETH1)));
    long high = 0xfe80L << 48;
    Route one = fib.route6(high, 7, ETH0);
    Route other = fib.route6(high, 7, ETH1);
    assertNotNull(one);
    assertNotNull(other);
    assertEquals(64, one.prefixBits());
    assertEquals(10, other.prefixBits());
    assertNull(fib.route6(high, 7, new Device("eth2", 4, Device.ARPHRD_ETHER)));
  }

  @Test
  void takesTheAddressOfASubnetForItsRouters() {
    Fib fib = new Fib();
    assertTrue(fib.addRoute("2001:db8::/64", RouteType.UNICAST, null, 0, List.of(ETH0)));
    assertTrue(fib.addRoute("2001:db8:1::/64", RouteType.UNICAST, "fe80::1", 0, List.of(ETH0)));
    long high = 0x2001_0db8_0000_0000L;
    Route direct = fib.route6(high, 0);
    Route behind = fib.route6(high | 1 << 16, 0);
    assertNotNull(direct);
    assertNotNull(behind);
    assertTrue(Fib.isAnycast(direct, high, 0));
    assertFalse(Fib.isAnycast(direct, high, 1));
    assertFalse(Fib.isAnycast(behind, high | 1 << 16, 0));
  }

  @Test
  void countsQuestionsOnlyWhileNothingIsTold() {
    Fib fib = new Fib();
    fib.countQuestion();
    assertFalse(fib.addRoute("nonsense", RouteType.UNICAST, null, 0, List.of()));
    fib.countQuestion();
    assertTrue(fib.addAddress("192.0.2.1", 24, ETH0));
    fib.countQuestion();
    assertEquals(2, fib.unansweredQuestions());
  }

  @Test
  void knowsHowLargePacketsMayBe() {
    Fib fib = new Fib();
    fib.setMtu(ETH0, 1_400);
    assertEquals(1_400, fib.mtu(ETH0));
    assertEquals(1_500, fib.mtu(ETH1));
    assertTrue(fib.addRoute("10.0.0.0/8", RouteType.UNICAST, null, 1_300, List.of(ETH0)));
    Route route = fib.route4(ip4("10.0.0.1"));
    assertNotNull(route);
    assertEquals(1_300, fib.mtu(route));
  }
}
