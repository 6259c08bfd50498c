package dev.weir.netio.lab;

/**
 * The points of the kernel's path that the lab watches, and what the set of points a packet reached
 * says about its fate.
 */
enum Stage {
  PREROUTING_FIRST,
  DEFRAGMENTED,
  PREROUTING_LAST,
  INPUT_FIRST,
  INPUT_LAST,
  FORWARD_FIRST,
  FORWARD_LAST,
  OUTPUT_FIRST,
  OUTPUT_LAST,
  POSTROUTING_FIRST,
  POSTROUTING_LAST,
  INGRESS_FIRST,
  INGRESS_LAST,
  BRIDGE_PREROUTING_FIRST,
  BRIDGE_PREROUTING_LAST,
  BRIDGE_INPUT_FIRST,
  BRIDGE_INPUT_LAST,
  BRIDGE_FORWARD_FIRST,
  BRIDGE_FORWARD_LAST,
  BRIDGE_POSTROUTING_FIRST,
  BRIDGE_POSTROUTING_LAST,
  ARP_FIRST,
  ARP_LAST,
  EGRESS_FIRST,
  EGRESS_LAST;

  boolean in(int stages) {
    return (stages & 1 << ordinal()) != 0;
  }

  /**
   * The verdict code of a packet that reached these stages.
   *
   * @param reassembled whether reassembly got the packet at some stage
   */
  static char verdict(LabMode mode, int stages, boolean fragment, boolean reassembled) {
    // What a host sends may come back to it as a copy, whose fate is another matter.
    boolean arrives = mode != LabMode.OUTPUT;
    if (arrives && INGRESS_FIRST.in(stages) && !INGRESS_LAST.in(stages)) {
      return 'D';
    }
    char verdict = inside(mode, stages, fragment, reassembled);
    boolean lost = EGRESS_FIRST.in(stages) && !EGRESS_LAST.in(stages);
    return verdict == 'A' && lost ? 'D' : verdict;
  }

  /** The verdict without what happens at the device it leaves by. */
  private static char inside(LabMode mode, int stages, boolean fragment, boolean reassembled) {
    return switch (mode) {
      case INGRESS -> INGRESS_LAST.in(stages) ? 'A' : 'P';
      case BRIDGE -> bridged(stages);
      case ARP -> crossed(stages, ARP_FIRST, ARP_LAST, 'P', 'A');
      case FORWARD, INPUT -> received(mode, stages, fragment, reassembled);
      case OUTPUT -> sent(stages, fragment);
      case HOST -> throw new IllegalArgumentException("one of INPUT and OUTPUT");
      case LOOPBACK -> {
        char out = sent(stages, fragment);
        yield out == 'A' ? received(LabMode.INPUT, stages, fragment, reassembled) : out;
      }
    };
  }

  private static char crossed(int stages, Stage first, Stage last, char missed, char passed) {
    return first.in(stages) ? last.in(stages) ? passed : 'D' : missed;
  }

  private static char bridged(int stages) {
    if (!BRIDGE_PREROUTING_FIRST.in(stages)) {
      return crossed(stages, BRIDGE_INPUT_FIRST, BRIDGE_INPUT_LAST, 'P', 'L');
    }
    if (!BRIDGE_PREROUTING_LAST.in(stages)) {
      return 'D';
    }
    if (!BRIDGE_FORWARD_FIRST.in(stages)) {
      return crossed(stages, BRIDGE_INPUT_FIRST, BRIDGE_INPUT_LAST, 'K', 'L');
    }
    return BRIDGE_FORWARD_LAST.in(stages)
        ? crossed(stages, BRIDGE_POSTROUTING_FIRST, BRIDGE_POSTROUTING_LAST, 'K', 'A')
        : 'D';
  }

  private static char received(LabMode mode, int stages, boolean fragment, boolean reassembled) {
    if (!PREROUTING_FIRST.in(stages)) {
      return 'P';
    }
    if (!DEFRAGMENTED.in(stages)) {
      return fragment ? 'Q' : 'D';
    }
    if (!PREROUTING_LAST.in(stages)) {
      return 'D';
    }
    if (FORWARD_FIRST.in(stages)) {
      if (!FORWARD_LAST.in(stages)) {
        return 'D';
      }
      if (!POSTROUTING_FIRST.in(stages)) {
        return 'K';
      }
      return POSTROUTING_LAST.in(stages) ? (mode == LabMode.INPUT ? 'W' : 'A') : 'D';
    }
    if (INPUT_FIRST.in(stages)) {
      return INPUT_LAST.in(stages) ? (mode == LabMode.INPUT ? 'A' : 'L') : 'D';
    }
    // KERNEL: ip_local_deliver reassembles in front of the input hook
    return reassembled ? 'Q' : 'K';
  }

  private static char sent(int stages, boolean fragment) {
    if (!OUTPUT_FIRST.in(stages)) {
      return 'P';
    }
    if (!DEFRAGMENTED.in(stages)) {
      return fragment ? 'Q' : 'D';
    }
    if (!OUTPUT_LAST.in(stages)) {
      return 'D';
    }
    if (!POSTROUTING_FIRST.in(stages)) {
      return 'K';
    }
    return POSTROUTING_LAST.in(stages) ? 'A' : 'D';
  }
}
