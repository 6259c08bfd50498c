package dev.weir.cli.random;

import dev.weir.cli.random.Fact.Form;
import dev.weir.core.testkit.Gen;
import dev.weir.core.testkit.Packets;
import dev.weir.netio.lab.LabMode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Random frames for bridges and devices: packets as of {@link Traffic} under tags, padded, to
 * groups and to the host itself; ARP; frames that are not IP.
 */
final class FamilyTraffic {
  private static final List<String> GROUPS =
      List.of(
          "ff:ff:ff:ff:ff:ff",
          "01:00:5e:00:00:05",
          "33:33:00:00:00:01",
          "01:80:c2:00:00:00",
          "01:80:c2:00:00:02",
          "01:80:c2:00:00:0e",
          "01:80:c2:00:00:0f",
          "01:80:c2:00:00:01");
  private static final int OTHER_TYPE = 0x88b5;

  private final Gen gen;
  private final LabMode mode;
  private final boolean ip;
  private final Traffic traffic;

  /**
   * @param ip whether the rules can only speak of IP
   */
  FamilyTraffic(Gen gen, LabMode mode, boolean ip) {
    this.gen = gen;
    this.mode = mode;
    this.ip = ip;
    this.traffic = new Traffic(gen, "tap0", "");
  }

  /** One random frame with what is true of it. */
  Traffic.Packet next() {
    if (gen.percent(mode == LabMode.ARP ? 90 : 8)) {
      return arp();
    }
    if (mode == LabMode.ARP) {
      byte[] other = Packets.ethernet(gen.percent(50) ? OTHER_TYPE : gen.below(1600), new byte[20]);
      return new Traffic.Packet(other, false, List.of(), 0, "not ip");
    }
    Traffic.Packet packet = traffic.next();
    List<Fact> facts = new ArrayList<>(packet.facts());
    facts.removeIf(fact ->
        fact.selector().equals("meta nfproto")
            || fact.selector().equals("meta pkttype")
            || (mode == LabMode.ARP));
    boolean told = !facts.isEmpty();
    byte[] frame = packet.frame();
    if (mode == LabMode.BRIDGE && told) {
      facts.add(text("oifname", "tap1"));
    }
    String type = "other";
    String label = packet.kind();
    int kind = gen.below(100);
    if (kind < 20) {
      label = "other addresses";
      type = addressed(frame, facts);
    } else if (kind < 24) {
      label = "other addresses";
      source(frame, facts);
    } else if (kind < 50) {
      label = "vlan";
      frame = tagged(frame, facts);
    } else if (kind < 54) {
      label = "not ip";
      facts.clear();
      frame = Packets.ethernet(gen.percent(50) ? OTHER_TYPE : gen.below(1600), new byte[20]);
    } else if (kind < 56) {
      label = "cut header";
      frame = Arrays.copyOf(frame, 13 + gen.below(10));
      facts.clear();
    }
    if (gen.percent(20)) {
      facts.removeIf(fact -> fact.selector().equals("meta length"));
      frame = Arrays.copyOf(frame, frame.length + gen.below(30));
    }
    if (told && !facts.isEmpty()) {
      facts.add(word("meta pkttype", "meta pkttype", "pkt_type", type));
    }
    return new Traffic.Packet(frame, packet.six(), facts, gen.below(2), label);
  }

  private Traffic.Packet arp() {
    int operation = 1 + gen.below(2);
    String sender = gen.pick(List.of("10.0.0.1", "10.0.0.2", "192.0.2.10", "172.16.5.4"));
    String target = gen.pick(List.of("10.0.0.1", "10.0.1.7", "192.0.2.66"));
    byte[] frame = Packets.arp(operation, sender, target);
    List<Fact> facts = new ArrayList<>();
    number(facts, "arp", "arp operation", operation, 16);
    number(facts, "arp", "arp htype", 1, 16);
    number(facts, "arp", "arp hlen", 6, 8);
    number(facts, "arp", "arp plen", 4, 8);
    number(facts, "raw payload", "@nh,48,16", operation, 16);
    number(facts, "meta mark", "meta mark", 0, 32);
    facts.add(ip("arp saddr ip", sender));
    facts.add(ip("arp daddr ip", target));
    facts.add(mac("arp", "arp saddr ether", "02:00:00:00:00:0a"));
    facts.add(mac("ether", "ether saddr", "02:00:00:00:00:0a"));
    facts.add(text("iifname", "tap0"));
    int kind = gen.below(20);
    if (kind == 0) {
      facts.clear();
      frame = Arrays.copyOf(frame, 20 + gen.below(22));
    } else if (kind == 1) {
      facts.clear();
      frame[14 + 4 + gen.below(2)] ^= 2;
    } else if (kind < 8) {
      frame = Arrays.copyOf(frame, 60);
      number(facts, "meta length", "meta length", 46, 32);
    } else {
      number(facts, "meta length", "meta length", 28, 32);
    }
    if (kind > 15) {
      Arrays.fill(frame, 0, 6, (byte) 0xff);
    }
    return new Traffic.Packet(frame, false, ip ? List.of() : facts, gen.below(2), "arp");
  }

  /** Addresses a frame to a group or the host; the packet type. */
  private String addressed(byte[] frame, List<Fact> facts) {
    boolean group = gen.percent(60);
    String destination =
        group
            ? gen.pick(GROUPS)
            : gen.pick(List.of(LinkHost.BRIDGE_MAC, LinkHost.portMac(0), LinkHost.portMac(1)));
    System.arraycopy(HexFormat.ofDelimiter(":").parseHex(destination), 0, frame, 0, 6);
    facts.removeIf(fact -> fact.selector().equals("ether daddr"));
    if (!facts.isEmpty()) {
      facts.add(mac("ether", "ether daddr", destination));
    }
    if (!group) {
      return gen.pick(List.of("host", "other"));
    }
    return destination.startsWith("ff") ? "broadcast" : "multicast";
  }

  private void source(byte[] frame, List<Fact> facts) {
    facts.clear();
    String source = gen.pick(List.of("00:00:00:00:00:00", "03:00:00:00:00:01"));
    System.arraycopy(HexFormat.ofDelimiter(":").parseHex(source), 0, frame, 6, 6);
  }

  private byte[] tagged(byte[] frame, List<Fact> facts) {
    int id = gen.below(5);
    int priority = gen.below(8);
    int tpid = gen.percent(85) ? 0x8100 : 0x88a8;
    // nft takes vlan only in front of what it carries, so a rule tests one or the other.
    boolean tag = tpid == 0x8100 && !facts.isEmpty() && gen.percent(50);
    facts.removeIf(fact -> tag ? !isOfLink(fact) : fact.selector().equals("ether type"));
    byte[] once = tag(frame, tpid, priority << 13 | id);
    if (gen.percent(15)) {
      facts.removeIf(fact -> !isOfLink(fact));
      once = tag(once, gen.percent(50) ? 0x8100 : 0x88a8, gen.below(5));
    } else if (tag) {
      number(facts, "vlan", "vlan id", id, 12);
      number(facts, "vlan", "vlan pcp", priority, 3);
    }
    if (gen.percent(4)) {
      facts.clear();
      // KERNEL: where br_netfilter is, it drops what ends inside a second tag.
      return Arrays.copyOf(once, once[16] == (byte) 0x81 ? 22 : 14 + gen.below(10));
    }
    return once;
  }

  private static boolean isOfLink(Fact fact) {
    return fact.selector().equals("ether saddr")
        || fact.selector().equals("ether daddr")
        || fact.selector().startsWith("iif")
        || fact.selector().startsWith("meta mark");
  }

  private static byte[] tag(byte[] frame, int tpid, int control) {
    byte[] out = new byte[frame.length + 4];
    System.arraycopy(frame, 0, out, 0, 12);
    out[12] = (byte) (tpid >> 8);
    out[13] = (byte) tpid;
    out[14] = (byte) (control >> 8);
    out[15] = (byte) control;
    System.arraycopy(frame, 12, out, 16, frame.length - 12);
    return out;
  }

  private static void number(
      List<Fact> facts, String construct, String selector, long value, int bits) {
    facts.add(
        new Fact(
            construct,
            selector,
            "",
            Long.toString(value),
            BigInteger.valueOf(value),
            bits,
            Form.NUMBER,
            0));
  }

  private static Fact word(String construct, String selector, String type, String value) {
    return new Fact(construct, selector, type, value, BigInteger.ZERO, 0, Form.WORD, 0);
  }

  private static Fact text(String selector, String value) {
    String quoted = '"' + value + '"';
    return new Fact("device", selector, "ifname", quoted, BigInteger.ZERO, 0, Form.TEXT, 0);
  }

  private static Fact ip(String selector, String value) {
    BigInteger number = Addresses.number(value);
    return new Fact("arp", selector, "ipv4_addr", value, number, 32, Form.IPV4, 0);
  }

  private static Fact mac(String construct, String selector, String value) {
    BigInteger number = Addresses.macNumber(value);
    return new Fact(construct, selector, "ether_addr", value, number, 48, Form.MAC, 0);
  }
}
