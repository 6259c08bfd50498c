package dev.weir.cli.random;

import dev.weir.core.path.InterfaceTable;
import dev.weir.core.path.Path;
import dev.weir.netio.lab.LabMode;
import dev.weir.netio.lab.LabPlan;

/** What the host of a lab is to weir, where its Ethernet addresses matter. */
final class LinkHost {
  /** The lab's br0. */
  static final String BRIDGE_MAC = "02:00:00:00:ff:fe";

  private LinkHost() {}

  /** The interfaces of a lab; only a bridge and the ingress hook ask for their addresses. */
  static InterfaceTable interfaces(LabPlan plan) {
    InterfaceTable interfaces = new InterfaceTable();
    if (plan.mode() != LabMode.BRIDGE && plan.mode() != LabMode.INGRESS) {
      return interfaces;
    }
    if (plan.mode() == LabMode.BRIDGE) {
      interfaces.setLinkAddress("br0", address(BRIDGE_MAC));
    }
    for (int i = 0; i < plan.interfaces().size(); i++) {
      String name = plan.interfaces().get(i);
      interfaces.setLinkAddress(name, address(portMac(i)));
      if (plan.mode() == LabMode.BRIDGE) {
        interfaces.setMaster(name, "br0");
      }
    }
    return interfaces;
  }

  /** The address of the lab's n-th tap. */
  static String portMac(int index) {
    return "02:00:00:00:ff:0" + (index + 1);
  }

  private static long address(String mac) {
    return Long.parseLong(mac.replace(":", ""), 16);
  }

  /** The path that a lab's packets take. */
  static Path path(LabMode mode) {
    return switch (mode) {
      case ARP -> Path.INPUT;
      case LOOPBACK, HOST -> Path.AUTO;
      default -> Path.valueOf(mode.name());
    };
  }
}
