package dev.weir.cli.random;

import dev.weir.cli.random.Fact.Form;
import dev.weir.core.testkit.Gen;
import java.math.BigInteger;
import java.util.List;

/** What is true of a packet of a flow, and the tests that only connection tracking has. */
final class CtFacts {
  private static final List<String> STATES = List.of("new", "established", "related", "invalid");
  private static final List<String> STATUSES = List.of("seen-reply", "assured", "confirmed");

  /** Far from every timeout of the kernel, so that the time a run takes does not matter. */
  private static final List<String> EXPIRATIONS =
      List.of("6s", "20s", "45s", "90s", "150s", "250s", "450s", "1h", "1d");

  private CtFacts() {}

  static void network(List<Fact> facts, Ends ends, boolean fromClient, int length) {
    boolean six = ends.six();
    String ip = six ? "ip6" : "ip";
    String source = ends.source(fromClient).address();
    String destination = ends.destination(fromClient).address();
    facts.add(address(ip + " address", ip + " saddr", source, six));
    facts.add(address(ip + " address", ip + " daddr", destination, six));
    facts.add(Traffic.number("meta length", "meta length", "", length, 32, 0));
    facts.add(Traffic.number("meta mark", "meta mark", "mark", 0, 32, 0));
  }

  /**
   * Facts of the connection.
   *
   * @param state what {@code ct state} probably is
   * @param protocol nft's name of the transport
   */
  static void connection(
      List<Fact> facts, Ends ends, boolean fromClient, String state, String protocol) {
    boolean six = ends.six();
    String ip = six ? "ip6" : "ip";
    facts.add(ct("ct state", "ct state", state));
    facts.add(ct("ct state", "ct state", state));
    facts.add(ct("ct direction", "ct direction", fromClient ? "original" : "reply"));
    boolean established = state.equals("established");
    facts.add(ct("ct status", "ct status", established ? "seen-reply" : "confirmed"));
    facts.add(ct("ct expiration", "ct expiration", ""));
    facts.add(Traffic.number("ct mark", "ct mark", "mark", 0, 32, 0));
    facts.add(Traffic.number("ct zone", "ct zone", "", 0, 16, 0));
    facts.add(word("ct protocol", "ct protocol", "inet_proto", protocol));
    facts.add(word("ct l3proto", "ct l3proto", "", six ? "ipv6" : "ipv4"));
    facts.add(word("meta l4proto", "meta l4proto", "inet_proto", protocol));
    String client = ends.client().address();
    String server = ends.server().address();
    facts.add(address("ct address", "ct original " + ip + " saddr", client, six));
    facts.add(address("ct address", "ct original " + ip + " daddr", server, six));
    facts.add(address("ct address", "ct reply " + ip + " saddr", server, six));
    facts.add(address("ct address", "ct reply " + ip + " daddr", client, six));
  }

  /** Facts about ports, of the packet and of the connection. */
  static void ports(List<Fact> facts, String protocol, boolean fromClient, int client, int server) {
    int source = fromClient ? client : server;
    int destination = fromClient ? server : client;
    facts.add(Traffic.number(protocol, protocol + " sport", "inet_service", source, 16, 0));
    facts.add(Traffic.number(protocol, protocol + " dport", "inet_service", destination, 16, 0));
    facts.add(Traffic.number("th", "th dport", "inet_service", destination, 16, 0));
    String tuple = "meta l4proto " + protocol + " ct ";
    facts.add(Traffic.number("ct port", tuple + "original proto-src", "", client, 16, 0));
    facts.add(Traffic.number("ct port", tuple + "original proto-dst", "", server, 16, 0));
    facts.add(Traffic.number("ct port", tuple + "reply proto-src", "", server, 16, 0));
    facts.add(Traffic.number("ct port", tuple + "reply proto-dst", "", client, 16, 0));
  }

  static Fact related() {
    return ct("ct state", "ct state", "related");
  }

  private static Fact ct(String construct, String selector, String value) {
    return new Fact(construct, selector, "", value, BigInteger.ZERO, 0, Form.CT, 0);
  }

  private static Fact word(String construct, String selector, String type, String value) {
    return new Fact(construct, selector, type, value, BigInteger.ZERO, 0, Form.WORD, 0);
  }

  private static Fact address(String construct, String selector, String value, boolean six) {
    return new Fact(
        construct,
        selector,
        six ? "ipv6_addr" : "ipv4_addr",
        value,
        Addresses.number(value),
        six ? 128 : 32,
        six ? Form.IPV6 : Form.IPV4,
        six ? 10 : 2);
  }

  /** A test of a fact of form {@link Form#CT}. */
  static String test(Gen gen, Fact fact, boolean narrow) {
    return switch (fact.selector()) {
      case "ct expiration" -> expiration(gen);
      case "ct status" -> status(gen, fact.value());
      case "ct direction" ->
          switch (gen.below(4)) {
            case 0 -> "ct direction != " + (fact.value().equals("reply") ? "original" : "reply");
            case 1 -> "ct direction { original, reply }";
            default -> "ct direction " + fact.value();
          };
      default -> state(gen, fact.value(), narrow);
    };
  }

  private static String state(Gen gen, String value, boolean narrow) {
    String other = gen.pick(STATES);
    if (other.equals(value)) {
      other = "untracked";
    }
    return switch (narrow ? 0 : gen.below(9)) {
      case 0, 1, 2 -> "ct state " + value;
      case 3 -> "ct state " + value + "," + other;
      case 4 -> "ct state { " + value + ", " + other + " }";
      case 5 -> "ct state != " + other;
      case 6 -> "ct state == " + value;
      case 7 -> "ct state != { " + other + ", untracked }".replace("untracked, untracked", "new");
      default -> "ct state & (" + value + " | " + other + ") != 0";
    };
  }

  private static String status(Gen gen, String value) {
    String other = gen.pick(STATUSES);
    return switch (gen.below(7)) {
      case 0 -> "ct status != 0";
      case 1 -> "ct status & (seen-reply | assured) == seen-reply | assured";
      case 2 -> "ct status " + (other.equals(value) ? value : value + "," + other);
      case 3 -> "ct status & " + value + " == " + value;
      case 4 -> "ct status & (assured | expected) == 0";
      case 5 -> "ct status != expected";
      default -> "ct status " + value;
    };
  }

  private static String expiration(Gen gen) {
    int low = gen.below(EXPIRATIONS.size() - 1);
    String at = EXPIRATIONS.get(low);
    return "ct expiration "
        + switch (gen.below(5)) {
          case 0 -> "> " + at;
          case 1 -> "<= " + at;
          case 2 -> ">= " + at;
          case 3 -> "< " + EXPIRATIONS.get(low + 1);
          default -> at + "-" + EXPIRATIONS.get(low + 1 + gen.below(EXPIRATIONS.size() - low - 1));
        };
  }

  /** A statement that only connection tracking has, with a space after it. */
  static String statement(Gen gen) {
    return switch (gen.below(9)) {
      case 0, 1 -> "ct mark set " + gen.below(4) + ' ';
      case 2 -> "ct mark set meta mark ";
      case 3 -> "ct mark set ct mark | 0x10 ";
      case 4 -> "ct mark set ct mark & 0x3 ";
      case 5 -> "ct mark set ct mark & 0xfffffff0 | 0x" + gen.below(10) + " ";
      case 6 -> "meta mark set ct state map { new : 1, established : 2 } ";
      case 7 -> "ct mark set ct direction map { original : 3, reply : 4 } ";
      default -> "meta mark set ct mark ";
    };
  }

  /** A limit so slow that the time a run takes does not matter, with a space after it. */
  static String limit(Gen gen) {
    String over = gen.percent(30) ? "over " : "";
    return "limit rate "
        + over
        + (gen.percent(70)
            ? "1/day burst " + (1 + gen.below(400)) + " packets "
            : "1 bytes/hour burst " + (1 + gen.below(60_000)) + " bytes ");
  }

  /** The rule that nearly every real rule set starts with. */
  static String established(Gen gen) {
    return gen.pick(
        List.of(
            "ct state established,related accept",
            "ct state { established, related } accept",
            "ct state vmap { established : accept, related : accept, invalid : drop }",
            "ct state invalid drop"));
  }

  static String vmap(Gen gen, String chain, boolean late) {
    List<String> verdicts =
        late
            ? List.of("accept", "drop", "return", "goto " + chain)
            : List.of("jump " + chain, "continue", "continue");
    String state = gen.pick(STATES);
    String other = state.equals("new") ? "established" : "new";
    String map = state + " : " + gen.pick(verdicts) + ", " + other + " : " + gen.pick(verdicts);
    return gen.percent(70)
        ? "ct state vmap { " + map + " }"
        : "ct direction vmap { original : " + gen.pick(verdicts) + " }";
  }

  /** What a raw chain does to a packet. */
  static String raw(Gen gen) {
    return switch (gen.below(10)) {
      case 0, 1, 2 -> "notrack";
      case 3, 4, 5 -> "ct zone set " + gen.below(3);
      case 6 -> "drop";
      default -> "meta mark set " + gen.below(4);
    };
  }
}
