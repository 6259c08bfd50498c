package dev.weir.nft.op;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.core.conntrack.Conntrack;
import dev.weir.core.conntrack.ConntrackOptions;
import dev.weir.core.counter.CounterArray;
import dev.weir.core.fib.Fib;
import dev.weir.core.fib.RouteType;
import dev.weir.core.netns.NetworkNamespace;
import dev.weir.core.packet.Device;
import dev.weir.core.packet.LinkType;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import dev.weir.core.testkit.Packets;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.selector.FibSelector;
import dev.weir.nft.selector.FibSelector.Flag;
import dev.weir.nft.selector.FibSelector.Result;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FibOpTest extends OpConformance {
  private static final Device IN = new Device("in0", 2, Device.ARPHRD_ETHER);
  private static final Device OUT = new Device("out0", 3, Device.ARPHRD_ETHER);
  private static final FibSelector REVERSE =
      new FibSelector(Set.of(Flag.SADDR, Flag.IIF), Result.OIF, false);
  private static final FibSelector TYPE = new FibSelector(Set.of(Flag.DADDR), Result.TYPE, false);

  @Override
  List<Sample> samples() {
    return List.of(
        sample(new FibOp(REVERSE, 0), "[ fib saddr . iif oif => reg 1 ]"),
        sample(new FibOp(REVERSE.withPresence(), 1), "[ fib saddr . iif oif present => reg 9 ]"),
        sample(new FibOp(TYPE, 2), "[ fib daddr type => reg 10 ]"),
        sample(
            new FibOp(new FibSelector(Set.of(Flag.DADDR, Flag.MARK), Result.OIFNAME, false), 4),
            "[ fib daddr . mark oifname => reg 2 ]"));
  }

  private static Fib fib() {
    Fib fib = new Fib();
    fib.addAddress("10.0.0.1", 8, IN);
    fib.addAddress("2001:db8::1", 64, IN);
    fib.addRoute("10.0.0.0/8", RouteType.UNICAST, null, 0, List.of(IN));
    fib.addRoute("10.9.0.0/16", RouteType.BLACKHOLE, null, 0, List.of());
    fib.addRoute("0.0.0.0/0", RouteType.UNICAST, "10.0.0.254", 0, List.of(OUT));
    fib.addRoute("2001:db8::/64", RouteType.UNICAST, null, 0, List.of(IN));
    return fib;
  }

  private static int ask(FibSelector selector, String source, String destination) {
    Packets packet =
        source.contains(":") ? Packets.ip6(source, destination) : Packets.ip4(source, destination);
    byte[] frame = packet.udp(1, 2).bytes();
    Registers registers = new Registers();
    try (NetworkNamespace namespace =
            new NetworkNamespace(new Conntrack(ConntrackOptions.defaults()), null, fib(), 0);
        PacketBuffer buffer = PacketBuffer.of(frame)) {
      Packet shown = new Packet();
      buffer.show(shown, frame.length, LinkType.ETHERNET);
      shown.setDevices(IN, Device.NONE, IN);
      new FibOp(selector, 0)
          .eval(registers, new VmContext(new CounterArray(SLOTS).newSlab(), shown, namespace));
    }
    assertEquals(Verdicts.CONTINUE, registers.verdict);
    return registers.loadHost32(0);
  }

  @Test
  void answersWithTheDeviceIfTheWayBackIsTheWayIn() {
    assertEquals(2, ask(REVERSE, "10.1.2.3", "10.0.0.1"));
    assertEquals(0, ask(REVERSE, "8.8.8.8", "10.0.0.1"));
    assertEquals(2, ask(REVERSE, "2001:db8::7", "2001:db8::1"));
    assertEquals(0, ask(REVERSE, "2001:db9::7", "2001:db8::1"));
  }

  @Test
  void knowsNoWayToThisHostNorToNowhere() {
    assertEquals(0, ask(REVERSE, "10.0.0.1", "10.0.0.2"));
    assertEquals(0, ask(REVERSE, "10.9.1.1", "10.0.0.2"));
    assertEquals(2, ask(REVERSE, "10.255.255.255", "10.0.0.2"));
  }

  @Test
  void tellsWhatKindOfAddressItIs() {
    assertEquals(2, ask(TYPE, "10.1.2.3", "10.0.0.1"));
    assertEquals(2, ask(TYPE, "10.1.2.3", "127.1.2.3"));
    assertEquals(1, ask(TYPE, "10.1.2.3", "8.8.8.8"));
    assertEquals(3, ask(TYPE, "10.1.2.3", "10.255.255.255"));
    assertEquals(3, ask(TYPE, "10.1.2.3", "255.255.255.255"));
    assertEquals(5, ask(TYPE, "10.1.2.3", "224.0.0.5"));
    assertEquals(1, ask(TYPE, "10.1.2.3", "10.9.1.1"));
    assertEquals(2, ask(TYPE, "2001:db8::2", "2001:db8::1"));
    assertEquals(4, ask(TYPE, "2001:db8::2", "2001:db8::"));
    assertEquals(1, ask(TYPE, "2001:db8::2", "2001:db8::3"));
    assertEquals(7, ask(TYPE, "2001:db8::2", "2001:db9::1"));
  }

  @Test
  void storesOneOrZeroForPresence() {
    assertEquals(1, ask(REVERSE.withPresence(), "10.1.2.3", "10.0.0.1"));
    assertEquals(0, ask(REVERSE.withPresence(), "8.8.8.8", "10.0.0.1"));
  }
}
