package dev.weir.netio.lab;

import java.util.List;

/**
 * The lab's own chains: at the first and last priority of each hook they report the packet to an
 * NFLOG group, one group per {@link Stage}.
 */
final class ProbeChains {
  static final String TABLE = "weir_probe";
  static final int FIRST_GROUP = 61_000;
  private static final String FIRST = "-2147483648";
  private static final String LAST = "2147483647";

  private ProbeChains() {}

  /**
   * The chains of a lab.
   *
   * @param rules those under test, which may have chains at ingress and egress
   */
  static String text(LabPlan plan, String rules) {
    boolean ingress = rules.contains(" ingress ");
    String egress = rules.contains(" egress ") ? egress(plan) : "";
    return egress
        + switch (plan.mode()) {
          case BRIDGE -> (ingress ? ingress(plan, "") : "") + bridge();
          case INGRESS -> ingress(plan, "; drop");
          case ARP -> (ingress ? ingress(plan, "") : "") + ip(plan) + arp();
          default -> (ingress ? ingress(plan, "") : "") + ip(plan);
        };
  }

  private static String ingress(LabPlan plan, String end) {
    StringBuilder out = new StringBuilder("table netdev " + TABLE + " {\n");
    for (int i = 0; i < plan.interfaces().size(); i++) {
      String hook = "ingress device \"" + plan.interfaces().get(i) + "\"";
      chain(out, "inF" + i, hook, FIRST, log(Stage.INGRESS_FIRST));
      chain(out, "inL" + i, hook, LAST, log(Stage.INGRESS_LAST) + end);
    }
    return out.append("}\n").toString();
  }

  private static String egress(LabPlan plan) {
    StringBuilder out = new StringBuilder("table netdev " + TABLE + " {\n");
    for (int i = 0; i < plan.interfaces().size(); i++) {
      String hook = "egress device \"" + plan.interfaces().get(i) + "\"";
      chain(out, "outF" + i, hook, FIRST, log(Stage.EGRESS_FIRST));
      chain(out, "outL" + i, hook, LAST, log(Stage.EGRESS_LAST));
    }
    return out.append("}\n").toString();
  }

  private static String bridge() {
    StringBuilder out = new StringBuilder("table bridge " + TABLE + " {\n");
    chain(out, "preF", "prerouting", FIRST, log(Stage.BRIDGE_PREROUTING_FIRST));
    chain(out, "preL", "prerouting", LAST, log(Stage.BRIDGE_PREROUTING_LAST));
    chain(out, "inF", "input", FIRST, log(Stage.BRIDGE_INPUT_FIRST));
    chain(out, "inL", "input", LAST, log(Stage.BRIDGE_INPUT_LAST));
    chain(out, "fwF", "forward", FIRST, log(Stage.BRIDGE_FORWARD_FIRST));
    chain(out, "fwL", "forward", LAST, log(Stage.BRIDGE_FORWARD_LAST));
    chain(out, "poF", "postrouting", FIRST, log(Stage.BRIDGE_POSTROUTING_FIRST));
    chain(out, "poL", "postrouting", LAST, log(Stage.BRIDGE_POSTROUTING_LAST));
    return out.append("}\n").toString();
  }

  private static String arp() {
    StringBuilder out = new StringBuilder("table arp " + TABLE + " {\n");
    chain(out, "inF", "input", FIRST, log(Stage.ARP_FIRST));
    chain(out, "inL", "input", LAST, log(Stage.ARP_LAST) + "; drop");
    chain(out, "outF", "output", FIRST, "drop");
    return out.append("}\n").toString();
  }

  private static String ip(LabPlan plan) {
    StringBuilder out = new StringBuilder();
    LabMode mode = plan.mode();
    if (mode.receivesByTap()) {
      out.append("table netdev ").append(TABLE).append(" {\n");
      List<String> names = plan.interfaces();
      for (int i = 0; i < names.size(); i++) {
        // KERNEL: a frame for another MAC would be dropped as PACKET_OTHERHOST before prerouting
        chain(
            out,
            "i" + i,
            "ingress device \"" + names.get(i) + "\"",
            FIRST,
            "meta pkttype other meta pkttype set host");
      }
      out.append("}\n");
    }
    if (plan.answers()) {
      return out.append(answering(plan)).toString();
    }
    if (mode == LabMode.OUTPUT || mode == LabMode.HOST) {
      // what this host sends to itself must not come back: that is another path
      out.append("table netdev ").append(TABLE).append(" {\n");
      chain(out, "lo", "ingress device \"lo\"", FIRST, "drop");
      out.append("}\n");
    }
    out.append("table inet ").append(TABLE).append(" {\n");
    if (mode.sendsByRawSocket()) {
      // what the kernel itself sends (RST, ICMP) has no socket with an owner, and ends here
      chain(
          out,
          "outF",
          "output",
          FIRST,
          "meta skuid 0 " + log(Stage.OUTPUT_FIRST) + " accept; drop");
      chain(out, "outD", "output", "-399", log(Stage.DEFRAGMENTED));
      chain(out, "outL", "output", LAST, log(Stage.OUTPUT_LAST));
    } else {
      chain(out, "outF", "output", FIRST, "drop");
    }
    if (mode.receivesByTap()) {
      chain(out, "preD", "prerouting", "-399", log(Stage.DEFRAGMENTED));
    }
    if (mode != LabMode.OUTPUT) {
      chain(out, "preF", "prerouting", FIRST, log(Stage.PREROUTING_FIRST));
      chain(out, "preL", "prerouting", LAST, log(Stage.PREROUTING_LAST));
      chain(out, "inF", "input", FIRST, log(Stage.INPUT_FIRST));
      chain(out, "inL", "input", LAST, log(Stage.INPUT_LAST));
      chain(out, "fwF", "forward", FIRST, log(Stage.FORWARD_FIRST));
      chain(out, "fwL", "forward", LAST, log(Stage.FORWARD_LAST));
    }
    chain(out, "poF", "postrouting", FIRST, log(Stage.POSTROUTING_FIRST));
    chain(out, "poL", "postrouting", LAST, log(Stage.POSTROUTING_LAST));
    return out.append("}\n").toString();
  }

  /**
   * The same where answers to packets that rules marked cross the rules: they are let through, not
   * reported. What else the host sends by itself ends here.
   */
  private static String answering(LabPlan plan) {
    boolean sends = plan.mode().sendsByRawSocket();
    String received = "iifname != \"lo\" ";
    String sent = sends ? "meta skuid 0 " : "meta iif != 0 ";
    String others = "meta mark != " + LabPlan.ANSWERED + " drop";
    StringBuilder out = new StringBuilder();
    if (sends) {
      out.append("table netdev ").append(TABLE).append(" {\n");
      chain(out, "lo", "ingress device \"lo\"", FIRST, others);
      out.append("}\n");
    }
    out.append("table inet ").append(TABLE).append(" {\n");
    if (sends) {
      chain(out, "outF", "output", FIRST, sent + log(Stage.OUTPUT_FIRST) + " accept; " + others);
      chain(out, "outD", "output", "-399", sent + log(Stage.DEFRAGMENTED));
      chain(out, "outL", "output", LAST, sent + log(Stage.OUTPUT_LAST));
    } else {
      chain(out, "outF", "output", FIRST, others);
      chain(out, "preF", "prerouting", FIRST, received + log(Stage.PREROUTING_FIRST));
      chain(out, "preD", "prerouting", "-399", received + log(Stage.DEFRAGMENTED));
      chain(out, "preL", "prerouting", LAST, received + log(Stage.PREROUTING_LAST));
      chain(out, "inF", "input", FIRST, received + log(Stage.INPUT_FIRST));
      chain(out, "inL", "input", LAST, received + log(Stage.INPUT_LAST));
      chain(out, "fwF", "forward", FIRST, log(Stage.FORWARD_FIRST));
      chain(out, "fwL", "forward", LAST, log(Stage.FORWARD_LAST));
    }
    chain(out, "poF", "postrouting", FIRST, sent + log(Stage.POSTROUTING_FIRST));
    chain(out, "poL", "postrouting", LAST, sent + log(Stage.POSTROUTING_LAST));
    return out.append("}\n").toString();
  }

  private static String log(Stage stage) {
    return "log group " + (FIRST_GROUP + stage.ordinal());
  }

  private static void chain(
      StringBuilder out, String name, String hook, String priority, String rules) {
    out.append("chain ").append(name).append(" { type filter hook ").append(hook);
    out.append(" priority ").append(priority).append("; ").append(rules).append("; }\n");
  }
}
