package dev.weir.cli.random;

import dev.weir.core.testkit.Gen;
import java.util.ArrayList;
import java.util.List;

/** Random statements that write to headers, and tests that see what they wrote. */
final class HeaderWrites {
  private static final List<String> IP4 = List.of("10.0.0.9", "172.16.5.5", "192.0.2.1");
  private static final List<String> IP6 = List.of("2001:db8::77", "fd00::5:6", "2620:fe::1");

  private final Gen gen;
  private final boolean frames;

  /** Statements for a rule set; {@code frames}: of a bridge. */
  HeaderWrites(Gen gen, boolean frames) {
    this.gen = gen;
    this.frames = frames;
  }

  private int number(int below) {
    return gen.percent(20) ? 0 : gen.percent(20) ? below - 1 : gen.below(below);
  }

  /** One statement. */
  String statement() {
    return switch (gen.below(frames ? 15 : 12)) {
      case 0, 1, 2 -> ip4();
      case 3, 4 -> ip6();
      case 5, 6 -> tcp();
      case 7 -> udp();
      case 8 -> other();
      case 9 -> option();
      case 10, 11 -> raw();
      default -> link();
    };
  }

  private String ip4() {
    return switch (gen.below(14)) {
      case 0 -> "ip ttl set " + (1 + gen.below(255));
      case 1 -> "ip dscp set " + number(64);
      case 2 -> "ip ecn set " + gen.below(4);
      case 3 -> "ip saddr set " + gen.pick(IP4);
      case 4 -> "ip daddr set " + gen.pick(IP4);
      case 5 -> "ip id set " + number(65536);
      case 6 -> "ip saddr set ip daddr";
      case 7 -> "ip daddr set ip saddr & 255.255.0.0 | 0.0.1.1";
      case 8 -> "ip saddr set ip saddr map { 10.0.0.1 : 10.7.7.7, 192.168.1.1 : 10.8.8.8 }";
      case 9 -> "ip checksum set " + number(65536);
      case 10 -> "ip protocol set " + gen.pick(List.of("17", "6", "1", "50"));
      case 11 -> "ip id set " + "@nh,64,16";
      case 12 -> "ip frag-off set " + gen.pick(List.of("0", "16384"));
      default -> "ip dscp set " + gen.pick(List.of("ef", "cs1", "af41"));
    };
  }

  private String ip6() {
    return switch (gen.below(7)) {
      case 0 -> "ip6 hoplimit set " + (1 + gen.below(255));
      case 1 -> "ip6 dscp set " + number(64);
      case 2 -> "ip6 ecn set " + gen.below(4);
      case 3 -> "ip6 flowlabel set " + number(1 << 20);
      case 4 -> "ip6 saddr set " + gen.pick(IP6);
      case 5 -> "ip6 daddr set " + gen.pick(IP6);
      default -> "ip6 saddr set ip6 daddr";
    };
  }

  private String tcp() {
    return switch (gen.below(9)) {
      case 0 -> "tcp dport set " + number(65536);
      case 1 -> "tcp sport set tcp dport";
      case 2 -> "tcp flags set " + gen.pick(List.of("syn", "fin,ack", "0", "syn | ack"));
      case 3 -> "tcp window set " + number(65536);
      case 4 -> "tcp sequence set " + number(1 << 30);
      case 5 -> "tcp urgptr set " + number(65536);
      case 6 -> "tcp checksum set " + number(65536);
      case 7 -> "tcp reserved set " + gen.below(16);
      default -> "tcp dport set tcp dport map { 80 : 8080, 443 : 8443, 22 : 2222 }";
    };
  }

  private String udp() {
    return switch (gen.below(5)) {
      case 0 -> "udp dport set " + number(65536);
      case 1 -> "udp sport set " + number(65536);
      case 2 -> "udp checksum set 0";
      case 3 -> "udp length set " + number(65536);
      default -> "udp dport set udp sport";
    };
  }

  private String other() {
    return switch (gen.below(9)) {
      case 0 -> "icmp code set " + number(256);
      case 1 -> "icmp id set " + number(65536);
      case 2 -> "icmpv6 code set " + number(256);
      case 3 -> "icmpv6 id set " + number(65536);
      case 4 -> "sctp dport set " + number(65536);
      case 5 -> "sctp vtag set " + number(1 << 30);
      case 6 -> "udplite dport set " + number(65536);
      case 7 -> "meta l4proto { tcp, udp } th dport set " + number(65536);
      default -> "dccp sport set " + number(65536);
    };
  }

  private String option() {
    return switch (gen.below(7)) {
      case 0, 1 -> "tcp option maxseg size set " + (500 + gen.below(1500));
      case 2 -> "tcp option timestamp tsval set " + number(1 << 30);
      case 3 -> "tcp option timestamp tsecr set tcp sequence";
      default ->
          "reset tcp option "
              + gen.pick(List.of("maxseg", "timestamp", "sack-perm", "window", "nop"));
    };
  }

  private String raw() {
    return switch (gen.below(7)) {
      case 0 -> "@nh,8,8 set " + number(256);
      case 1 -> "@nh,12,4 set " + gen.below(16);
      case 2 -> "@th,0,16 set " + number(65536);
      case 3 -> "@th,64,8 set " + number(256);
      case 4 -> "@th,20,12 set " + number(4096);
      case 5 -> "@nh,32,16 set @nh,96,16";
      default -> "@th,1600,32 set 0x01020304";
    };
  }

  private String link() {
    return switch (gen.below(5)) {
      case 0 -> "ether saddr set 02:00:00:00:99:0" + gen.below(10);
      case 1 -> "vlan id set " + (1 + gen.below(4094));
      case 2 -> "vlan pcp set " + gen.below(8);
      case 3 -> "arp operation set " + gen.pick(List.of("request", "reply"));
      default -> "arp saddr ip set 10.1.2.3";
    };
  }

  /** A test, some of which hold only because of a write. */
  String test() {
    return switch (gen.below(14)) {
      case 0 -> "ip ttl < 64 ";
      case 1 -> "ip dscp " + number(64) + " ";
      case 2 -> "ip saddr " + gen.pick(IP4) + " ";
      case 3 -> "ip daddr " + gen.pick(IP4) + " ";
      case 4 -> "meta l4proto " + gen.pick(List.of("tcp", "udp", "icmp", "ipv6-icmp")) + " ";
      case 5 -> "tcp dport 1-30000 ";
      case 6 -> "udp dport 1-30000 ";
      case 7 -> "ip6 hoplimit < 65 ";
      case 8 -> "tcp option timestamp exists ";
      case 9 -> "tcp flags syn ";
      case 10 -> "ip id 1-30000 ";
      default -> "";
    };
  }

  /** Rules with counters for a chain. */
  List<String> rules(int count) {
    List<String> rules = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String verdict = gen.percent(4) ? " drop" : "";
      String statement = gen.percent(75) ? statement() + " " : "";
      rules.add(test() + statement + "counter" + verdict);
    }
    return rules;
  }
}
