package dev.weir.netio.lab;

import dev.weir.netio.lab.LabPlan.Route;
import java.util.ArrayList;
import java.util.List;

/** Makes the namespace silent and gives it the interfaces, neighbours and routes of the plan. */
final class LabNetwork {
  private static final int MTU = 65_000;
  private static final int SETTLE_MILLIS = 40;

  /** The address of br0. */
  static final String BRIDGE_MAC = "02:00:00:00:ff:fe";

  private LabNetwork() {}

  /** Runs on the namespace's thread, before the taps exist: the defaults are inherited by them. */
  static void silence(LabMode mode) {
    for (String where : List.of("all", "default", "lo")) {
      settings(mode, where);
    }
    for (String family : List.of("iptables", "ip6tables", "arptables")) {
      NamespaceThread.sysctl("net/bridge/bridge-nf-call-" + family, "0");
    }
    NamespaceThread.sysctl("net/ipv4/ip_forward", mode == LabMode.FORWARD ? "1" : "0");
    NamespaceThread.sysctl("net/ipv6/conf/all/forwarding", mode == LabMode.FORWARD ? "1" : "0");
    NamespaceThread.sysctl("net/ipv4/fwmark_reflect", "1");
    NamespaceThread.sysctl("net/ipv6/fwmark_reflect", "1");
    NamespaceThread.sysctl("net/ipv4/icmp_ratelimit", "0");
    NamespaceThread.sysctl("net/ipv4/icmp_msgs_per_sec", "100000000");
    NamespaceThread.sysctl("net/ipv4/icmp_msgs_burst", "100000000");
    NamespaceThread.sysctl("net/ipv6/icmp/ratelimit", "0");
    NamespaceThread.sysctl("net/ipv6/mld_qrv", "1");
  }

  private static void settings(LabMode mode, String where) {
    String v4 = "net/ipv4/conf/" + where + "/";
    for (String off :
        List.of(
            "rp_filter",
            "log_martians",
            "send_redirects",
            "accept_redirects",
            "accept_source_route")) {
      NamespaceThread.sysctl(v4 + off, "0");
    }
    NamespaceThread.sysctl(v4 + "accept_local", "1");
    NamespaceThread.sysctl(v4 + "route_localnet", "1");
    NamespaceThread.sysctl(v4 + "arp_ignore", "8");
    NamespaceThread.sysctl(v4 + "forwarding", mode == LabMode.FORWARD ? "1" : "0");
    String v6 = "net/ipv6/conf/" + where + "/";
    NamespaceThread.sysctl(v6 + "disable_ipv6", mode == LabMode.BRIDGE ? "1" : "0");
    for (String off :
        List.of(
            "accept_ra",
            "autoconf",
            "accept_dad",
            "dad_transmits",
            "router_solicitations",
            "accept_redirects")) {
      NamespaceThread.sysctl(v6 + off, "0");
    }
    NamespaceThread.sysctl(v6 + "addr_gen_mode", "1");
    NamespaceThread.sysctl(v6 + "mldv1_unsolicited_report_interval", "1");
    NamespaceThread.sysctl(v6 + "mldv2_unsolicited_report_interval", "1");
  }

  /** A bridge with all taps as ports, which learns no addresses. */
  private static String bridge(LabPlan plan) {
    StringBuilder out = new StringBuilder();
    out.append("link add br0 type bridge stp_state 0 mcast_snooping 0 ageing_time 0\n");
    out.append(
        "link set dev br0 address %s arp off multicast off addrgenmode none mtu %d\n"
            .formatted(BRIDGE_MAC, MTU));
    for (int i = 0; i < plan.interfaces().size(); i++) {
      String name = plan.interfaces().get(i);
      out.append(
          "link set dev %s address %s arp off multicast off addrgenmode none mtu %d txqueuelen 5000\n"
              .formatted(name, mac(i), MTU));
      out.append("link set dev %s master br0\n".formatted(name));
      out.append("link set dev %s type bridge_slave learning off\n".formatted(name));
      out.append("link set dev %s up\n".formatted(name));
    }
    return out.append("link set dev br0 up\n").toString();
  }

  /** The lines for {@code ip -batch} that bring the taps up and set neighbours and routes. */
  static String commands(LabPlan plan) {
    if (plan.mode() == LabMode.BRIDGE) {
      return bridge(plan);
    }
    StringBuilder out = new StringBuilder();
    List<String> names = plan.interfaces();
    String arp = plan.mode() == LabMode.ARP ? "on" : "off";
    for (int i = 0; i < names.size(); i++) {
      out.append(
          "link set dev %s address %s arp %s multicast off addrgenmode none mtu %d txqueuelen 5000\n"
              .formatted(names.get(i), mac(i), arp, MTU));
      out.append("link set dev %s up\n".formatted(names.get(i)));
    }
    for (int i = 0; i < names.size(); i++) {
      out.append(
          "neigh add %s lladdr 02:00:00:00:ee:%02x dev %s nud permanent\n"
              .formatted(gateway4(i), i + 2, names.get(i)));
      out.append(
          "neigh add %s lladdr 02:00:00:00:ee:%02x dev %s nud permanent\n"
              .formatted(gateway6(i), i + 2, names.get(i)));
    }
    for (LabPlan.Address own : plan.addresses()) {
      String nodad = own.address().contains(":") ? " nodad" : "";
      out.append("addr add %s dev %s%s\n".formatted(own.address(), own.interfaceName(), nodad));
    }
    if (plan.mode() == LabMode.INPUT || plan.mode() == LabMode.LOOPBACK) {
      out.append("route add local 0.0.0.0/0 dev lo table local\n");
      out.append("route add local ::/0 dev lo table local\n");
    } else {
      routes(plan).forEach(out::append);
    }
    if (plan.mode() == LabMode.HOST) {
      // what comes in is for this host whatever its destination, what goes out is routed as usual
      for (String name : names) {
        out.append("rule add iif %s lookup 100\n".formatted(name));
      }
      out.append("route add local 0.0.0.0/0 dev lo table 100\n");
      out.append("route add local ::/0 dev lo table 100\n");
    }
    if (plan.mode() == LabMode.OUTPUT || plan.mode() == LabMode.HOST) {
      // taps have no addresses, hence neither the source nor the routes for link-local destinations
      String device = plan.defaultInterface();
      out.append("addr add fe80::ffff:ffff/128 dev %s nodad\n".formatted(device));
      out.append("route add fe80::/10 dev %s\n".formatted(device));
      // better than those the kernel makes for each interface
      out.append("route add multicast ff00::/8 dev %s table local metric 1\n".formatted(device));
    }
    if (plan.answers() && plan.mode() == LabMode.OUTPUT) {
      out.append("rule add fwmark %d lookup 100\n".formatted(LabPlan.ANSWERED));
      out.append("route add local 0.0.0.0/0 dev lo table 100\n");
      out.append("route add local ::/0 dev lo table 100\n");
    }
    return out.toString();
  }

  /** Lines for {@code ip -6 -batch}: what cannot say its family there. */
  static String commands6(LabPlan plan) {
    StringBuilder out = new StringBuilder();
    if (plan.mode() == LabMode.HOST) {
      for (String name : plan.interfaces()) {
        out.append("rule add iif %s lookup 100\n".formatted(name));
      }
    }
    if (plan.answers() && plan.mode() == LabMode.OUTPUT) {
      out.append("rule add fwmark %d lookup 100\n".formatted(LabPlan.ANSWERED));
    }
    return out.toString();
  }

  private static List<String> routes(LabPlan plan) {
    List<String> lines = new ArrayList<>();
    List<Route> routes = new ArrayList<>(plan.routes());
    if (routes.stream().noneMatch(r -> r.destination().equals("default"))) {
      routes.add(new Route("default", plan.defaultInterface()));
    }
    for (Route route : routes.stream().distinct().toList()) {
      int i = plan.interfaces().indexOf(route.interfaceName());
      if (i < 0) {
        throw new IllegalArgumentException("route through unknown interface " + route);
      }
      boolean six = route.destination().contains(":");
      boolean both = route.destination().equals("default");
      if (both || !six) {
        lines.add(
            "route replace %s via %s dev %s onlink\n"
                .formatted(route.destination(), gateway4(i), route.interfaceName()));
      }
      if (both || six) {
        lines.add(
            "route replace %s via %s dev %s\n"
                .formatted(
                    both ? "::/0" : route.destination(), gateway6(i), route.interfaceName()));
      }
    }
    return lines;
  }

  /** Waits until the reports that fresh interfaces send are out. */
  static void settle() throws LabException {
    try {
      Thread.sleep(SETTLE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabException("interrupted");
    }
  }

  static String mac(int index) {
    return "02:00:00:00:ff:%02x".formatted(index + 1);
  }

  private static String gateway4(int index) {
    return "100.127." + index + ".254";
  }

  private static String gateway6(int index) {
    return "fe80::ffff:" + Integer.toHexString(index);
  }
}
