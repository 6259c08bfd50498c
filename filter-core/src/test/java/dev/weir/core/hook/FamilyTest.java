package dev.weir.core.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FamilyTest {
  @Test
  void inetSeesBothIpFamilies() {
    assertTrue(Family.INET.sees(2) && Family.INET.sees(10));
    assertTrue(Family.INET.sees(5) && Family.NETDEV.sees(5) && !Family.IPV4.sees(5));
    assertTrue(Family.BRIDGE.sees(7) && !Family.INET.sees(7) && !Family.BRIDGE.sees(2));
    assertTrue(Family.IPV4.sees(2) && !Family.IPV4.sees(10));
    assertFalse(Family.ARP.sees(2) || Family.INET.sees(3));
  }

  @Test
  void chainTypesFitTheirHooks() {
    assertTrue(Family.INET.supports(Hook.INGRESS, ChainType.FILTER));
    assertFalse(Family.IPV4.supports(Hook.INGRESS, ChainType.FILTER));
    assertTrue(Family.IPV6.supports(Hook.OUTPUT, ChainType.ROUTE));
    assertFalse(Family.IPV6.supports(Hook.INPUT, ChainType.ROUTE));
    assertFalse(Family.INET.supports(Hook.FORWARD, ChainType.NAT));
    assertTrue(Family.NETDEV.supports(Hook.EGRESS, ChainType.FILTER));
    assertFalse(Family.ARP.supports(Hook.FORWARD, ChainType.FILTER));
    assertTrue(Family.BRIDGE.supports(Hook.FORWARD, ChainType.FILTER));
  }

  @Test
  void wordsAreThoseOfNft() {
    for (Family family : Family.values()) {
      assertEquals(family, Family.ofWord(family.word()));
    }
    assertNull(Family.ofWord("ipx"));
    for (Hook hook : Hook.values()) {
      assertEquals(hook, Hook.ofWord(hook.word()));
    }
  }
}
