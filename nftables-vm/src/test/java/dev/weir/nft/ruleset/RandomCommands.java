package dev.weir.nft.ruleset;

import java.util.Random;

/** Makes files of random commands over few names, so that they often meet what is there. */
final class RandomCommands {
  private static final String[] FAMILIES = {"ip", "ip", "ip6", "inet", "bridge", "netdev", "arp"};
  private static final String[] CHAINS = {"a", "b", "c", "d", "e"};
  private static final String[] SETS = {"s", "m"};
  private static final String[] HOOKS = {"input", "output", "postrouting", "prerouting", "forward"};
  private static final String[] DEVICES = {
    "device lo", "device lo", "device v0", "devices = { lo, v1 }"
  };

  private final Random random;
  private final String family;
  private final String[] tables;

  RandomCommands(Random random) {
    this.random = random;
    family = pick(FAMILIES);
    String table = family + " t";
    String other = family.equals("ip6") ? "ip t" : "ip6 t";
    tables = new String[] {table, table, table, table, other};
  }

  String file() {
    StringBuilder text = new StringBuilder();
    // First or not at all: nft 1.0.6 forgets what there was from the start of such a file on.
    text.append(random.nextInt(40) == 0 ? "flush ruleset\n" : "");
    int commands = 1 + random.nextInt(random.nextInt(4) == 0 ? 8 : 2);
    for (int i = 0; i < commands; i++) {
      text.append(random.nextInt(6) == 0 ? block() : command()).append('\n');
    }
    return text.toString();
  }

  /** A first file that makes something to work on. */
  String start() {
    StringBuilder text = new StringBuilder("table " + family + " t {\n");
    for (String chain : CHAINS) {
      text.append(" chain ").append(chain).append(" {\n");
      if (chain.equals("a") && random.nextBoolean()) {
        text.append("  type filter hook ").append(place()).append(" priority 0\n");
      }
      text.append(" }\n");
    }
    text.append(" set s { type ipv4_addr; }\n map m { type ipv4_addr : verdict; }\n}\n");
    return text.append("table ").append(tables[4]).append(" { }\n").toString();
  }

  private String block() {
    StringBuilder text = new StringBuilder("table " + pick(tables) + " {\n");
    int chains = 1 + random.nextInt(3);
    for (int i = 0; i < chains; i++) {
      text.append(" chain ").append(pick(CHAINS)).append(" {\n");
      if (random.nextInt(4) == 0) {
        text.append("  ").append(hook()).append('\n');
      }
      for (int rule = random.nextInt(3); rule > 0; rule--) {
        text.append("  ").append(rule()).append('\n');
      }
      text.append(" }\n");
    }
    return text.append("}").toString();
  }

  private String hook() {
    return "type filter hook "
        + place()
        + " priority "
        + random.nextInt(2)
        + (random.nextBoolean() ? "; policy drop" : "");
  }

  /** A hook of the family, seldom one it does not have. */
  private String place() {
    boolean own = random.nextInt(10) > 0;
    String bound = (random.nextInt(3) == 0 ? "egress " : "ingress ") + pick(DEVICES);
    return switch (family) {
      case "netdev" -> own ? bound : pick(HOOKS);
      case "arp" -> own ? pick("input", "output") : pick(HOOKS);
      case "inet" -> random.nextInt(4) == 0 ? bound : pick(HOOKS);
      default -> pick(HOOKS);
    };
  }

  private String command() {
    String table = pick(tables);
    String chain = table + " " + pick(CHAINS);
    return switch (random.nextInt(22)) {
      case 0 -> (random.nextBoolean() ? "add" : "create") + " table " + table;
      case 1 -> "delete table " + table;
      case 2, 3 -> (random.nextInt(3) > 0 ? "add" : "create") + " chain " + chain;
      case 4 -> "add chain " + chain + " { " + hook() + "; }";
      case 5 -> "delete chain " + chain;
      case 6 -> "flush " + (random.nextBoolean() ? "chain " + chain : "table " + table);
      case 7 -> "delete rule " + chain + " handle " + number();
      case 8 -> "replace rule " + chain + " handle " + number() + " " + rule();
      case 9, 10 -> "insert rule " + chain + position() + " " + rule();
      case 11 -> "add set " + table + " s { type ipv4_addr; }";
      case 12 -> "add map " + table + " m { type ipv4_addr : verdict; }";
      case 13 -> "delete set " + table + " " + pick(SETS);
      case 14 ->
          "add element " + table + " m { 10.0.0." + random.nextInt(3) + " : " + verdict() + " }";
      case 15 -> "add element " + table + " s { 10.0.0." + random.nextInt(3) + " }";
      case 16 -> "delete element " + table + " s { 10.0.0." + random.nextInt(3) + " }";
      case 17 -> "add chain " + chain + " { policy drop; }";
      default -> "add rule " + chain + position() + " " + rule();
    };
  }

  private String position() {
    return switch (random.nextInt(6)) {
      case 0 -> " handle " + number();
      case 1 -> " index " + random.nextInt(3);
      default -> "";
    };
  }

  private int number() {
    return 1 + random.nextInt(14);
  }

  private String rule() {
    if (family.equals("arp") && random.nextInt(8) > 0) {
      return pick("counter", "arp operation request ", "arp saddr ip @s ", "arp saddr ip vmap @m");
    }
    return switch (random.nextInt(8)) {
      case 0 -> "counter";
      case 1 -> "tcp dport { 22, 80 } accept";
      case 2 -> "ip saddr @s drop";
      case 3 -> "ip saddr vmap @m";
      case 4 -> "ip saddr vmap { 10.0.0.1 : " + verdict() + ", 10.0.0.2 : accept }";
      // the kernel of the tests has no reject for bridges
      case 5 -> family.equals("bridge") ? "vlan id 5 drop" : "tcp dport 22 reject";
      default -> "tcp dport 22 " + verdict();
    };
  }

  private String verdict() {
    return switch (random.nextInt(6)) {
      case 0 -> "accept";
      case 1 -> "goto " + pick(CHAINS);
      default -> "jump " + pick(CHAINS);
    };
  }

  private String pick(String... words) {
    return words[random.nextInt(words.length)];
  }
}
