package dev.weir.cli.random;

import dev.weir.core.testkit.FragmentTrains;
import dev.weir.core.testkit.FragmentTrains6;
import dev.weir.core.testkit.Gen;
import dev.weir.netio.lab.LabMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything at once: flows, whole and in fragments, ICMP errors about them, single packets, trains
 * of fragments, damaged frames, what the stack drops, and where frames arrive also tags, ARP and
 * other protocols.
 */
final class MixedTraffic {
  private static final int TRAINS = 4;

  private final Gen gen;
  private final LabMode mode;
  private final FlowTraffic flows;
  private final FlowFragments cutter;
  private final Traffic singles;
  private final FamilyTraffic frames;
  private final FragmentTrains trains4;
  private final FragmentTrains6 trains6;
  private final StackDrops drops;
  private final List<List<Traffic.Packet>> pending = new ArrayList<>();

  MixedTraffic(Gen gen, LabMode mode) {
    this.gen = gen;
    this.mode = mode;
    flows = new FlowTraffic(gen);
    cutter = new FlowFragments(gen);
    boolean sent = mode == LabMode.OUTPUT || mode == LabMode.LOOPBACK;
    boolean received = mode == LabMode.INPUT || mode == LabMode.HOST;
    singles = new Traffic(gen, sent ? "" : "tap0", received ? "" : "tap1");
    frames = new FamilyTraffic(gen, mode, false);
    trains4 = new FragmentTrains(gen.any());
    trains6 = new FragmentTrains6(gen.any());
    drops = new StackDrops(gen);
  }

  /** This many packets. */
  static List<Traffic.Packet> packets(Gen gen, LabMode mode, int count) {
    MixedTraffic traffic = new MixedTraffic(gen, mode);
    List<Traffic.Packet> out = new ArrayList<>();
    while (out.size() < count) {
      Traffic.Packet packet = traffic.next();
      if (traffic.isPossible(packet)) {
        out.add(packet);
      }
    }
    return out;
  }

  private Traffic.Packet next() {
    if (mode == LabMode.ARP) {
      return frames.next().entering(0);
    }
    int kind = gen.below(100);
    boolean links = mode == LabMode.BRIDGE || mode == LabMode.INGRESS;
    if (kind < (links ? 25 : 45)) {
      return entering(flow());
    }
    if (kind < 55) {
      return entering(links || gen.percent(20) ? frames.next() : singles.next());
    }
    if (kind < 63) {
      return isSent() ? entering(singles.next()) : frames.next().entering(port());
    }
    if (kind < 88) {
      return train();
    }
    return kind < 94 ? damaged() : entering(drops.next(mode));
  }

  /** A packet of a flow; now and then it comes in fragments. */
  private Traffic.Packet flow() {
    Traffic.Packet packet = flows.next();
    if (gen.percent(20) && FlowFragments.canCut(packet)) {
      List<Traffic.Packet> fragments = new ArrayList<>(cutter.cut(packet));
      packet = fragments.removeFirst();
      if (!fragments.isEmpty()) {
        fragments.replaceAll(this::entering);
        pending.add(fragments);
      }
    }
    return packet;
  }

  /** The next fragment of some train. */
  private Traffic.Packet train() {
    while (pending.size() < TRAINS) {
      boolean six = gen.percent(50);
      List<Traffic.Packet> train = new ArrayList<>();
      int by = gen.percent(90) ? 0 : port();
      boolean sent = isSent() || (mode == LabMode.HOST && gen.percent(50));
      for (byte[] frame : six ? trains6.train() : trains4.train()) {
        train.add(
            new Traffic.Packet(
                frame, six, List.of(), sent && mode == LabMode.HOST ? -1 : by, "train fragment"));
      }
      pending.add(train);
    }
    List<Traffic.Packet> train = gen.pick(pending);
    Traffic.Packet packet = train.removeFirst();
    if (train.isEmpty()) {
      pending.remove(train);
    }
    return packet;
  }

  private Traffic.Packet damaged() {
    byte[] frame = gen.frame();
    boolean six = frame.length > 14 && frame[12] == (byte) 0x86;
    return entering(new Traffic.Packet(frame, six, List.of(), port(), "any frame"));
  }

  private boolean isSent() {
    return mode == LabMode.OUTPUT || mode == LabMode.LOOPBACK;
  }

  private int port() {
    return mode == LabMode.BRIDGE || isSent() ? 0 : gen.below(2);
  }

  /**
   * Where a packet of two hosts comes in; in HOST mode those of the first interface's side are
   * sent.
   */
  private Traffic.Packet entering(Traffic.Packet packet) {
    return switch (mode) {
      case OUTPUT, LOOPBACK, BRIDGE, ARP -> packet.entering(0);
      case HOST -> packet.entering(packet.entersBy() == 0 && isIp(packet.frame()) ? -1 : 1);
      default -> packet;
    };
  }

  /** Whether the lab can inject it in a way that weir can know of. */
  private boolean isPossible(Traffic.Packet packet) {
    boolean routed = mode == LabMode.FORWARD || mode == LabMode.INPUT || mode == LabMode.INGRESS;
    if (!routed && mayBeTaggedFragment(packet.frame())) {
      return false;
    }
    boolean both = mode == LabMode.LOOPBACK || mode == LabMode.HOST;
    if (both && isLong(packet.frame())) {
      return false;
    }
    boolean sent = isSent() || packet.entersBy() < 0;
    if (!sent) {
      return true;
    }
    return isIp(packet.frame())
        && isHeaderTrue(packet)
        && (mode != LabMode.LOOPBACK || TrackedFragmentKernelIT.isReceivable(packet.frame()));
  }

  /**
   * KERNEL: at egress, transport selectors read the link header of a later IPv6 fragment, and the
   * kernel has taken the tag out of it; here it is still there.
   */
  private static boolean mayBeTaggedFragment(byte[] frame) {
    return frame.length > 40
        && (frame[12] == (byte) 0x81 || frame[12] == (byte) 0x88)
        && frame[16] == (byte) 0x86
        && frame[18 + 6] != 6
        && frame[18 + 6] != 17
        && frame[18 + 6] != 58;
  }

  /**
   * Whether a host that has heard of a path MTU might not send it: longer than every path must
   * carry.
   */
  private static boolean isLong(byte[] frame) {
    return frame.length > 14 + 1280 && frame[12] == (byte) 0x86 && frame[20] != 44;
  }

  /** A raw socket would also send what no capture shows: another version, too long a length. */
  private static boolean isHeaderTrue(Traffic.Packet packet) {
    byte[] frame = packet.frame();
    int at = frame[12] == (byte) 0x81 ? 18 : 14;
    int length = (frame[at + 4] & 0xff) << 8 | (frame[at + 5] & 0xff);
    return frame[at - 2] == (byte) 0x86
        ? frame[at] >> 4 == 6 && at + 40 + length <= frame.length
        : frame[at] >> 4 == 4 && (frame[at + 12] | frame[at + 16]) != 0;
  }

  /** Whether there is an IP header to send, behind one tag at most. */
  private static boolean isIp(byte[] frame) {
    int at = frame.length > 18 && frame[12] == (byte) 0x81 && frame[13] == 0 ? 16 : 12;
    if (frame.length < at + 2 + 20) {
      return false;
    }
    boolean six = frame[at] == (byte) 0x86 && frame[at + 1] == (byte) 0xdd;
    boolean four = frame[at] == 8 && frame[at + 1] == 0;
    return four || (six && frame.length >= at + 2 + 40);
  }
}
