package dev.weir.nft.op;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.core.testkit.Packets;
import dev.weir.nft.selector.RoutingSelector;
import java.util.List;
import org.junit.jupiter.api.Test;

class RtOpTest extends OpConformance {
  @Override
  List<Sample> samples() {
    return List.of(
        sample(
            new RtOp(new RoutingSelector(RoutingSelector.Key.CLASSID), 0),
            "[ rt load classid => reg 1 ]"),
        sample(
            new RtOp(new RoutingSelector(RoutingSelector.Key.NEXTHOP4), 0),
            "[ rt load nexthop4 => reg 1 ]"),
        sample(
            new RtOp(new RoutingSelector(RoutingSelector.Key.NEXTHOP6), 0),
            "[ rt load nexthop6 => reg 1 ]"),
        sample(
            new RtOp(new RoutingSelector(RoutingSelector.Key.MTU), 0),
            "[ rt load tcpmss => reg 1 ]"),
        sample(
            new RtOp(new RoutingSelector(RoutingSelector.Key.IPSEC), 0),
            "[ rt load ipsec => reg 1 ]"));
  }

  private static final byte[] UDP = Packets.ip4("10.0.0.1", "10.0.0.2").udp(1, 2).bytes();

  @Test
  void givesTheLargestSegmentOfEthernetWhereNothingIsTold() {
    RtOp op = new RtOp(new RoutingSelector(RoutingSelector.Key.MTU), 0);
    assertEquals(0xb4050000, run(op, UDP).words[0]);
  }

  @Test
  void givesTheDestinationWhereThereIsNoGateway() {
    RtOp op = new RtOp(new RoutingSelector(RoutingSelector.Key.NEXTHOP4), 0);
    assertEquals(0x0a000002, run(op, UDP).words[0]);
  }
}
