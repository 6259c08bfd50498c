package dev.weir.cli.random;

import dev.weir.cli.random.Fact.Form;
import dev.weir.core.testkit.Gen;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes the tests of one rule: mostly true of a witness packet, in every form nft has for them.
 *
 * <p>Named sets it needs are asked for from {@link NamedSets}; the constructs used are collected
 * for the coverage report.
 */
final class RuleWriter {
  private static final Map<String, List<String>> WORDS =
      Map.of(
          "meta l4proto", List.of("tcp", "udp", "icmp", "ipv6-icmp", "sctp", "esp", "gre"),
          "meta nfproto", List.of("ipv4", "ipv6"),
          "meta protocol", List.of("ip", "ip6", "arp"),
          "ether type", List.of("ip", "ip6", "arp"),
          "meta pkttype", List.of("host", "broadcast", "multicast", "other"),
          "dccp type", List.of("request", "response", "data"),
          "iifname", List.of("\"eth9\"", "\"lo\"", "\"wan0\""),
          "oifname", List.of("\"eth9\"", "\"lo\""),
          "iif", List.of("\"lo\""),
          "oif", List.of("\"lo\""));

  private final Gen gen;
  private final NamedSets sets;
  private final Set<String> used = new TreeSet<>();
  private boolean narrow;

  RuleWriter(Gen gen, NamedSets sets) {
    this.gen = gen;
    this.sets = sets;
  }

  /** Constructs used so far. */
  Set<String> constructs() {
    return used;
  }

  void note(String construct) {
    used.add(construct);
  }

  /**
   * Says that tests should be true of few packets only: the rule ends the way of those that match.
   */
  void narrow(boolean value) {
    narrow = value;
  }

  /** Text of a test of this fact. */
  String test(Fact fact) {
    used.add(fact.construct());
    return switch (fact.form()) {
      case FLAGS -> flags(fact);
      case WORD, TEXT -> word(fact);
      case NUMBER, IPV4, IPV6, MAC -> ordered(fact);
      case CT -> CtFacts.test(gen, fact, narrow);
    };
  }

  private String flags(Fact fact) {
    used.add("flags");
    if (narrow) {
      return "tcp flags == " + fact.value();
    }
    String any = fact.value().replace(" | ", ",");
    String first = fact.value().split(" ")[0];
    return switch (gen.below(6)) {
      case 0 -> "tcp flags " + any;
      case 1 -> "tcp flags & (fin | syn | rst | ack) != 0x0";
      case 2 -> "tcp flags & (" + fact.value() + ") == " + fact.value();
      case 3 -> "tcp flags != " + (first.equals("rst") ? "syn" : "rst");
      case 4 -> "tcp flags " + first + " / " + first + ",urg";
      default -> "tcp flags { " + first + ", " + fact.value() + ", fin | psh | urg }";
    };
  }

  private String word(Fact fact) {
    String key = fact.selector().equals("ct protocol") ? "meta l4proto" : fact.selector();
    List<String> others = WORDS.getOrDefault(key, List.of());
    boolean wildcard = fact.value().endsWith("*\"");
    int form = narrow ? 0 : gen.below(10);
    // A set of protocols would contradict the one that a later test implies.
    boolean proves =
        fact.selector().endsWith("proto")
            || fact.selector().endsWith("protocol")
            || fact.selector().equals("ether type");
    if (form < 5 || others.isEmpty() || (wildcard && form >= 7) || (proves && form >= 7)) {
      used.add("==");
      return fact.selector() + (gen.percent(20) ? " == " : " ") + fact.value();
    }
    if (form < 7) {
      String other = gen.pick(others);
      used.add("!=");
      return fact.selector() + " != " + (other.equals(fact.value()) ? others.getLast() : other);
    }
    if (form < 8 && !fact.type().isEmpty()) {
      used.add("named set");
      return fact.selector()
          + " @"
          + sets.plain(fact.type(), distinct(fact.value(), gen.pick(others)));
    }
    used.add("anonymous set");
    return fact.selector()
        + " { "
        + String.join(", ", distinct(fact.value(), gen.pick(others)))
        + " }";
  }

  private static List<String> distinct(String first, String second) {
    return first.equals(second) ? List.of(first) : List.of(first, second);
  }

  private String ordered(Fact fact) {
    boolean address = fact.form() == Form.IPV4 || fact.form() == Form.IPV6;
    if (address && (narrow ? gen.percent(10) : gen.percent(60))) {
      return prefix(fact);
    }
    String sel = fact.selector();
    return switch (narrow ? gen.pick(List.of(0, 6, 11)) : gen.below(14)) {
      case 0, 1 -> tagged("==", sel + " " + fact.value());
      case 2 -> tagged("!=", sel + " != " + fact.write(near(fact)));
      case 3 -> tagged("<", sel + " <= " + fact.write(above(fact)));
      case 4 ->
          tagged(
              ">",
              sel
                  + (fact.number().signum() == 0
                      ? " >= " + fact.write(BigInteger.ZERO)
                      : " > " + fact.write(fact.number().subtract(BigInteger.ONE))));
      case 5 -> tagged("range", sel + " " + range(fact));
      case 6 -> tagged("anonymous set", sel + " { " + String.join(", ", values(fact)) + " }");
      case 7 ->
          tagged("anonymous interval set", sel + " { " + String.join(", ", intervals(fact)) + " }");
      case 8 ->
          tagged(
              "!= set",
              sel + " != { " + fact.write(near(fact)) + ", " + fact.write(BigInteger.ONE) + " }");
      case 9, 10 -> mask(fact);
      case 11, 12 -> named(fact);
      default ->
          tagged(
              "!= range",
              sel
                  + " != "
                  + fact.write(fact.largest().subtract(BigInteger.ONE))
                  + "-"
                  + fact.write(fact.largest()));
    };
  }

  private String named(Fact fact) {
    if (fact.type().isEmpty()) {
      return tagged(
          "anonymous set", fact.selector() + " { " + String.join(", ", values(fact)) + " }");
    }
    if (gen.percent(50)) {
      return tagged("named set", fact.selector() + " @" + sets.plain(fact.type(), values(fact)));
    }
    return tagged(
        "named interval set", fact.selector() + " @" + sets.interval(fact.type(), intervals(fact)));
  }

  private String mask(Fact fact) {
    if (fact.bits() < 8) {
      return tagged("==", fact.selector() + " " + fact.value());
    }
    BigInteger mask = new BigInteger(fact.bits(), new Random(gen.any())).or(BigInteger.ONE);
    boolean number = fact.form() == Form.NUMBER;
    String maskText = number ? "0x" + mask.toString(16) : fact.write(mask);
    String value =
        number ? "0x" + mask.and(fact.number()).toString(16) : fact.write(mask.and(fact.number()));
    return tagged("mask", fact.selector() + " & " + maskText + " == " + value);
  }

  private String prefix(Fact fact) {
    int length = 1 + gen.below(fact.bits());
    BigInteger base =
        fact.number().shiftRight(fact.bits() - length).shiftLeft(fact.bits() - length);
    return tagged(
        "prefix",
        fact.selector() + (gen.percent(15) ? " != " : " ") + fact.write(base) + "/" + length);
  }

  private List<String> values(Fact fact) {
    Set<BigInteger> numbers = new TreeSet<>(List.of(fact.number(), near(fact)));
    numbers.add(near(fact));
    return numbers.stream().map(fact::write).toList();
  }

  /** Disjoint intervals, one of which holds the value. */
  private List<String> intervals(Fact fact) {
    List<String> out = new ArrayList<>();
    out.add(range(fact));
    BigInteger top = fact.largest();
    if (above(fact).add(BigInteger.TWO).compareTo(top) < 0) {
      out.add(fact.write(top));
    }
    return out;
  }

  private String range(Fact fact) {
    BigInteger low = fact.number().subtract(BigInteger.valueOf(gen.below(4))).max(BigInteger.ZERO);
    BigInteger high = above(fact);
    return low.equals(high) ? fact.write(low) : fact.write(low) + "-" + fact.write(high);
  }

  private BigInteger above(Fact fact) {
    return fact.number().add(BigInteger.valueOf(9)).min(fact.largest());
  }

  private BigInteger near(Fact fact) {
    BigInteger other =
        fact.number().xor(BigInteger.ONE.shiftLeft(gen.below(Math.max(1, fact.bits()))));
    return other;
  }

  /**
   * {@code a . b { ... }}: a concatenation of two facts, or null where they do not fit together.
   */
  String concatenation(Fact first, Fact second) {
    used.add(first.construct());
    used.add(second.construct());
    String selectors = first.selector() + " . " + second.selector();
    boolean typed = !first.type().isEmpty() && !second.type().isEmpty();
    if (!typed || gen.percent(25)) {
      used.add("anonymous concatenation");
      String other = first.write(near(first)) + " . " + second.write(near(second));
      return selectors + " { " + first.value() + " . " + second.value() + ", " + other + " }";
    }
    String type = first.type() + " . " + second.type();
    if (gen.percent(50)) {
      used.add("named concatenation");
      return selectors
          + " @"
          + sets.plain(
              type,
              List.of(
                  first.value() + " . " + second.value(),
                  first.write(near(first)) + " . " + second.value()));
    }
    used.add("named interval concatenation");
    return selectors + " @" + sets.interval(type, List.of(range(first) + " . " + range(second)));
  }

  private String tagged(String construct, String text) {
    used.add(construct);
    return text;
  }
}
