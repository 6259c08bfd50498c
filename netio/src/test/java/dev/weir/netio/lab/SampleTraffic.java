package dev.weir.netio.lab;

import dev.weir.core.testkit.Gen;
import dev.weir.core.testkit.Packets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Random traffic aimed at one rule set: addresses and ports are those that its text names, and
 * their neighbours. The same text and seed give the same frames.
 */
public final class SampleTraffic {
  private static final Pattern IP4 =
      Pattern.compile("(?<![\\w.:])(\\d{1,3}(?:\\.\\d{1,3}){3})(?:/(\\d+))?");
  private static final Pattern IP6 =
      Pattern.compile(
          "(?<![\\w.:])((?:[0-9a-f]{1,4}:)+(?::?[0-9a-f]{1,4})*(?:::)?)(?:/(\\d+))?(?![\\w:])");
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w.:/$])(\\d{1,5})(?![\\w.:])");
  private static final List<String> FLAGS =
      List.of(
          "syn",
          "syn",
          "ack",
          "ack",
          "syn,ack",
          "psh,ack",
          "fin",
          "fin,ack",
          "rst",
          "rst,ack",
          "",
          "fin,psh,urg",
          "syn,fin",
          "syn,rst");
  private static final List<Integer> ICMP4 = List.of(0, 3, 3, 4, 5, 8, 8, 11, 12, 13);
  private static final List<Integer> ICMP6 =
      List.of(1, 2, 3, 4, 4, 128, 128, 129, 130, 131, 133, 134, 135, 136, 139, 143);
  private static final List<Integer> SEGMENT_SIZES = List.of(100, 535, 536, 1219, 1220, 1460);
  private static final List<Integer> TOS = List.of(0, 0, 0x28, 0xa0, 0x88, 0xb8, 0xc0, 0x01);
  private static final int MOST_ADDRESSES = 400;

  private final Gen gen;
  private final List<String> addresses4;
  private final List<String> addresses6;
  private final List<Integer> ports;

  /** Random traffic for a sample on a plan of it, after the frames picked by hand for it. */
  public static List<LabFrame> of(Sample sample, LabPlan plan, long seed, int count)
      throws IOException {
    SampleTraffic traffic = new SampleTraffic(sample.text(), seed);
    SampleConversations talk = new SampleConversations(traffic.gen, plan, sample.hostAddresses());
    SampleFrames.talk(sample, talk);
    List<LabFrame> frames = new ArrayList<>(SampleFrames.of(sample));
    frames.addAll(talk.frames());
    if (sample.isStateful()) {
      frames.addAll(traffic.conversations(talk, sample, count));
    } else {
      frames.addAll(traffic.frames(count, plan.interfaces().size()));
    }
    return frames;
  }

  private List<LabFrame> conversations(SampleConversations talk, Sample sample, int count) {
    int before = talk.frames().size();
    while (talk.frames().size() < before + count) {
      boolean six = gen.percent(addresses6.size() > 4 ? 50 : 15);
      String one = gen.pick(six ? addresses6 : addresses4);
      String other = gen.pick(six ? addresses6 : addresses4);
      List<String> own =
          sample.hostAddresses().stream().filter(a -> a.contains(":") == six).toList();
      if (!own.isEmpty()) {
        one = own.getFirst();
      }
      boolean local = sample.hostAddresses().contains(other) || one.equals(other);
      if (local || (!sample.hostAddresses().isEmpty() && !sample.hostAddresses().contains(one))) {
        continue;
      }
      boolean forth = gen.percent(50);
      String client = forth ? one : other;
      String server = forth ? other : one;
      if (gen.percent(60)) {
        talk.any(client, server, port());
      } else {
        Packets packet = SampleConversations.ip(client, server).ttl(ttl()).tos(gen.pick(TOS));
        extensions(packet, six);
        transport(packet, six);
        talk.add(client, packet);
      }
    }
    return talk.frames().subList(before, talk.frames().size());
  }

  private int ttl() {
    return gen.percent(70) ? 64 : gen.pick(List.of(1, 2, 3, 4, 255, 255, 254));
  }

  /** Traffic for this rule set; give the text with its includes in place. */
  public SampleTraffic(String ruleset, long seed) {
    gen = new Gen(seed);
    String text = ruleset.replaceAll("(?m)#.*$", "").toLowerCase(Locale.ROOT);
    addresses4 = addresses(text, IP4, false);
    addresses6 = addresses(text, IP6, true);
    ports = numbers(text);
  }

  private SampleTraffic(SampleTraffic other, List<String> hostAddresses) {
    gen = other.gen;
    addresses4 = hostAddresses.stream().filter(a -> !a.contains(":")).toList();
    addresses6 = hostAddresses.stream().filter(a -> a.contains(":")).toList();
    ports = other.ports;
  }

  /** Random traffic between the sample's own host and itself. */
  public static List<LabFrame> toItself(Sample sample, long seed, int count) throws IOException {
    return new SampleTraffic(new SampleTraffic(sample.text(), seed), sample.hostAddresses())
        .frames(count, 1);
  }

  private List<String> addresses(String text, Pattern pattern, boolean six) {
    TreeSet<String> found = new TreeSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      if (six != matcher.group(1).contains(":") || (six && !matcher.group(1).contains("::"))) {
        continue;
      }
      String length = matcher.group(2);
      found.addAll(
          six
              ? SampleAddresses.around6(matcher.group(1), length, gen)
              : SampleAddresses.around4(matcher.group(1), length, gen));
    }
    found.add(six ? "2001:db8:ffff::9" : "198.51.100.99");
    List<String> all = new ArrayList<>(found);
    while (all.size() > MOST_ADDRESSES) {
      all.remove(gen.below(all.size()));
    }
    return List.copyOf(all);
  }

  private static List<Integer> numbers(String text) {
    TreeSet<Integer> found = new TreeSet<>(List.of(22, 53, 80, 443, 40_000));
    Matcher matcher = NUMBER.matcher(text);
    while (matcher.find()) {
      int number = Integer.parseInt(matcher.group(1));
      for (int near = number - 1; near <= number + 1; near++) {
        if (near > 0 && near < 65_536) {
          found.add(near);
        }
      }
    }
    return List.copyOf(found);
  }

  /** The next frames; each enters by one of {@code interfaces} taps. */
  public List<LabFrame> frames(int count, int interfaces) {
    List<LabFrame> frames = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      frames.add(new LabFrame(frame(), gen.below(interfaces)));
    }
    return frames;
  }

  private byte[] frame() {
    if (addresses4.size() > 1 && gen.percent(2)) {
      return gen.percent(50)
          ? Packets.arp(1, gen.pick(addresses4), gen.pick(addresses4))
          : Packets.ethernet(0x88cc, gen.bytes(46));
    }
    boolean six = gen.percent(addresses6.size() > 4 ? 45 : 20) || addresses4.isEmpty();
    Packets packet =
        six
            ? Packets.ip6(gen.pick(addresses6), gen.pick(addresses6))
            : Packets.ip4(source4(), destination4());
    packet.ttl(ttl()).tos(gen.pick(TOS));
    packet.identification(gen.below(65_536));
    if (gen.percent(8)) {
      packet.mac("02:00:00:00:00:0a", gen.percent(50) ? "ff:ff:ff:ff:ff:ff" : "01:00:5e:00:00:01");
    }
    extensions(packet, six);
    transport(packet, six);
    return packet.bytes();
  }

  private String source4() {
    return addresses4.size() > 1 && gen.percent(2) ? "0.0.0.0" : gen.pick(addresses4);
  }

  private String destination4() {
    return addresses4.size() > 1 && gen.percent(5) ? "255.255.255.255" : gen.pick(addresses4);
  }

  private void extensions(Packets packet, boolean six) {
    if (six) {
      if (gen.percent(5)) {
        packet.hopByHop(gen.percent(50) ? "010400000000" : "050200000100");
      }
      if (gen.percent(4)) {
        packet.routing(gen.pick(List.of(0, 2, 4)), gen.below(2));
      }
      if (gen.percent(5)) {
        packet.destinationOptions("010400000000");
      }
    } else if (gen.percent(4)) {
      packet.options(gen.pick(List.of("94040000", "830704", "0707040a00000100", "01010101")));
    }
    if (gen.percent(6)) {
      packet.fragment(gen.percent(50) ? 0 : 8 * gen.between(1, 200), gen.percent(60));
    }
  }

  private int port() {
    return gen.percent(90) ? gen.pick(ports) : gen.between(1, 65_535);
  }

  private void transport(Packets packet, boolean six) {
    int kind = gen.below(20);
    if (kind < 10) {
      String options = gen.percent(20) ? "0204%04x".formatted(gen.pick(SEGMENT_SIZES)) : "";
      packet.tcp(port(), port(), gen.pick(FLAGS), options);
    } else if (kind < 15) {
      int port = port();
      packet.udp(gen.percent(15) ? port : port(), port);
    } else if (kind < 19) {
      packet.icmp(gen.pick(six ? ICMP6 : ICMP4), gen.below(5));
    } else {
      packet.protocol(gen.pick(List.of(2, 47, 50, 89, 132)), "1122334455667788");
    }
    packet.payload(gen.pick(List.of(0, 0, 0, 1, 12, 48, 100, 530, 1300)));
  }
}
