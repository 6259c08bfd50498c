package dev.weir.nft.op;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.core.packet.Device;
import dev.weir.core.packet.Packet;
import dev.weir.core.testkit.Packets;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.vm.MetaKey;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetaOpTest extends OpConformance {

  @Override
  List<Sample> samples() {
    return List.of(
        sample(new MetaOp(MetaKey.LENGTH, 0), "[ meta load len => reg 1 ]"),
        sample(new MetaOp(MetaKey.PROTOCOL, 0), "[ meta load protocol => reg 1 ]"),
        sample(new MetaOp(MetaKey.PRIORITY, 0), "[ meta load priority => reg 1 ]"),
        sample(new MetaOp(MetaKey.MARK, 1), "[ meta load mark => reg 9 ]"),
        sample(new MetaOp(MetaKey.IIF, 2), "[ meta load iif => reg 10 ]"),
        sample(new MetaOp(MetaKey.OIF, 3), "[ meta load oif => reg 11 ]"),
        sample(new MetaOp(MetaKey.IIFNAME, 4), "[ meta load iifname => reg 2 ]"),
        sample(new MetaOp(MetaKey.OIFNAME, 0), "[ meta load oifname => reg 1 ]"),
        sample(new MetaOp(MetaKey.IIFTYPE, 0), "[ meta load iiftype => reg 1 ]"),
        sample(new MetaOp(MetaKey.OIFTYPE, 0), "[ meta load oiftype => reg 1 ]"),
        sample(new MetaOp(MetaKey.NFPROTO, 0), "[ meta load nfproto => reg 1 ]"),
        sample(new MetaOp(MetaKey.L4PROTO, 0), "[ meta load l4proto => reg 1 ]"),
        sample(new MetaOp(MetaKey.SKUID, 0), "[ meta load skuid => reg 1 ]"),
        sample(new MetaOp(MetaKey.SKGID, 0), "[ meta load skgid => reg 1 ]"),
        sample(new MetaOp(MetaKey.PKTTYPE, 0), "[ meta load pkttype => reg 1 ]"));
  }

  private static final byte[] UDP = Packets.ip4("10.0.0.1", "10.0.0.2").udp(1, 2).bytes();

  @Test
  void storesHostOrderAsALittleEndianMachine() {
    assertWords(new int[] {0x1c000000}, run(new MetaOp(MetaKey.LENGTH, 0), UDP));
    Packet packet = new Packet();
    packet.setMark(0x11223344);
    Device eth0 = new Device("eth0", 258, Device.ARPHRD_ETHER);
    packet.setDevices(eth0, Device.NONE, eth0);
    assertWords(new int[] {0x44332211}, load(MetaKey.MARK, packet));
    assertWords(new int[] {0x02010000}, load(MetaKey.IIF, packet));
    assertWords(new int[] {0x01000000}, load(MetaKey.IIFTYPE, packet));
    assertWords(new int[] {0x65746830, 0, 0, 0}, load(MetaKey.IIFNAME, packet));
  }

  @Test
  void storesProtocolsAsOnTheWire() {
    assertWords(new int[] {0x08000000}, run(new MetaOp(MetaKey.PROTOCOL, 0), UDP));
    assertWords(new int[] {0x11000000}, run(new MetaOp(MetaKey.L4PROTO, 0), UDP));
    assertWords(new int[] {0x02000000}, run(new MetaOp(MetaKey.NFPROTO, 0), UDP));
  }

  @Test
  void readsNoDeviceAsZeroAndEmptyButBreaksOnItsType() {
    Packet packet = new Packet();
    assertWords(new int[] {0}, load(MetaKey.OIF, packet));
    assertWords(new int[] {0, 0, 0, 0}, load(MetaKey.OIFNAME, packet));
    assertEquals(Verdicts.BREAK, load(MetaKey.OIFTYPE, packet).verdict);
  }

  @Test
  void breaksWithoutSocket() {
    assertEquals(Verdicts.BREAK, run(new MetaOp(MetaKey.SKUID, 0), UDP).verdict);
    assertEquals(Verdicts.BREAK, run(new MetaOp(MetaKey.SKGID, 0), UDP).verdict);
  }

  @Test
  void breaksWithoutTransportHeader() {
    byte[] arp = Packets.arp(1, "10.0.0.1", "10.0.0.2");
    assertEquals(Verdicts.BREAK, run(new MetaOp(MetaKey.L4PROTO, 0), arp).verdict);
  }

  private static Registers load(MetaKey key, Packet packet) {
    Registers registers = registers();
    Op op = new MetaOp(key, 0);
    op.eval(registers, context(packet));
    return registers;
  }
}
