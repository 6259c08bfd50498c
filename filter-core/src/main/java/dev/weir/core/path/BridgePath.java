package dev.weir.core.path;

import dev.weir.core.backend.CompiledRuleset;
import dev.weir.core.backend.HookPoint;
import dev.weir.core.backend.HookProgram;
import dev.weir.core.hook.Family;
import dev.weir.core.hook.Hook;
import dev.weir.core.netns.NetworkNamespace;
import dev.weir.core.packet.Device;
import dev.weir.core.packet.Ether;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;

/**
 * The way of a frame through a bridge of which its input device is a port: ingress, the bridge's
 * prerouting, then forward and postrouting, or input where the bridge itself is meant.
 *
 * <p><i>Meaning:</i> the other port is {@code --oif}; addresses are not learnt, so that a frame is
 * never kept back because its destination was seen on the side it comes from. Frames to a group
 * cross forward and postrouting as one copy and input as another; the former decides. A frame is
 * the bridge's own if its destination is an Ethernet address of {@code --addrs}, and sent by it if
 * its source is: output and postrouting. There is no spanning tree, no multicast snooping, no VLAN
 * filtering.
 *
 * <p>KERNEL: postrouting has no input device (br_forward_finish).
 *
 * <p>Source: net/bridge/br_input.c, br_forward.c.
 */
final class BridgePath {
  /** 01:80:c2:00:00:0X. */
  private static final long LINK_LOCAL_GROUP = 0x0180_c200_0000L;

  private static final long LINK_LOCAL_GROUP_BITS = 0xf;
  private static final int SPANNING_TREE = 0;
  private static final int PAUSE = 1;
  private static final int NEAREST_BRIDGE = 0xe;
  private static final long GROUP_BIT = 0x0100_0000_0000L;

  private final HookPipeline[] hooks = new HookPipeline[Hook.POSTROUTING.ordinal() + 1];
  private final InterfaceTable interfaces;
  private final DeviceChooser devices;
  private final LinkPath link;
  private final PacketRewriter rewriter;
  private final SentCopy copy;

  BridgePath(
      CompiledRuleset ruleset,
      NetworkNamespace namespace,
      DeviceChooser devices,
      LinkPath link,
      WalkState state) {
    for (int i = 0; i < hooks.length; i++) {
      HookPoint point = HookPoint.whole(Family.BRIDGE.number(), Hook.values()[i]);
      HookProgram program = ruleset.program(point, namespace);
      hooks[i] = new HookPipeline(new HookProgram[] {program}, new HookPipeline.Step[0]);
    }
    this.interfaces = devices.interfaces();
    this.devices = devices;
    this.link = link;
    this.rewriter = state.rewriter();
    this.copy = state.twin();
  }

  private char run(Packet packet, Hook hook) {
    return hooks[hook.ordinal()].run(packet);
  }

  /** A frame that arrives at a port, or leaves the bridge's own host. */
  @HotPath
  char walk(Packet packet) {
    Device port = devices.input(packet);
    rewriter.showFrame(packet);
    if (!packet.hasLinkHeader() || LinkPath.isTagCut(packet)) {
      return Outcomes.DROPPED_BEFORE_HOOKS;
    }
    long source = Ether.source(packet);
    return interfaces.isOwnLinkAddress(source) ? send(packet) : receive(packet, port, source);
  }

  private char receive(Packet packet, Device port, long source) {
    long destination = Ether.destination(packet);
    boolean group = (destination & GROUP_BIT) != 0;
    boolean own = !group && interfaces.isOwnLinkAddress(destination);
    boolean unplaced = own && port.isUnknown();
    if (!group && port.linkAddress() != destination && !unplaced) {
      packet.setPacketType(Packet.TYPE_OTHER_HOST);
    }
    char outcome = link.ingressOfPort(packet, port);
    if (outcome != Outcomes.ACCEPTED) {
      return outcome;
    }
    if (!group && port.master().linkAddress() == destination) {
      // KERNEL: only br_handle_frame, behind ingress, knows the bridge's own address.
      packet.setPacketType(Packet.TYPE_HOST);
    }
    if (source == 0 || (source & GROUP_BIT) != 0) {
      return Outcomes.DROPPED_BEFORE_HOOKS;
    }
    packet.setDevices(port, Device.NONE, port);
    if ((destination & ~LINK_LOCAL_GROUP_BITS) == LINK_LOCAL_GROUP) {
      int which = (int) (destination & LINK_LOCAL_GROUP_BITS);
      if (which != SPANNING_TREE) {
        return reserved(packet, which);
      }
    }
    outcome = run(packet, Hook.PREROUTING);
    if (outcome != Outcomes.ACCEPTED) {
      return outcome;
    }
    if (packet.wasRewritten()) {
      destination = Ether.destination(packet);
      group = (destination & GROUP_BIT) != 0;
      own = !group && interfaces.isOwnLinkAddress(destination);
    }
    if (own) {
      return passUp(packet, port);
    }
    return group ? flood(packet, port) : forward(packet, port);
  }

  /** KERNEL: without group_fwd_mask what is meant for the nearest bridge goes no further. */
  private char reserved(Packet packet, int which) {
    if (which == PAUSE || which == NEAREST_BRIDGE) {
      return Outcomes.DROPPED_BEFORE_HOOKS;
    }
    char outcome = run(packet, Hook.INPUT);
    return outcome == Outcomes.ACCEPTED ? Outcomes.LOCAL : outcome;
  }

  private char flood(Packet packet, Device port) {
    copy.take(packet);
    char outcome = forward(packet, port);
    copy.swap(packet);
    passUp(packet, port);
    copy.swap(packet);
    return outcome;
  }

  private char passUp(Packet packet, Device port) {
    Device bridge = port.master();
    packet.setDevices(port, Device.NONE, bridge.isNone() ? Device.UNKNOWN : bridge);
    char outcome = run(packet, Hook.INPUT);
    return outcome == Outcomes.ACCEPTED ? Outcomes.LOCAL : outcome;
  }

  private char forward(Packet packet, Device port) {
    Device output = devices.output();
    packet.setDevices(port, output, output);
    char outcome = run(packet, Hook.FORWARD);
    return outcome == Outcomes.ACCEPTED ? transmit(packet, output) : outcome;
  }

  private char send(Packet packet) {
    Device output = devices.output();
    packet.setDevices(Device.NONE, output, output);
    char outcome = run(packet, Hook.OUTPUT);
    return outcome == Outcomes.ACCEPTED ? transmit(packet, output) : outcome;
  }

  private char transmit(Packet packet, Device output) {
    packet.setDevices(Device.NONE, output, output);
    char outcome = run(packet, Hook.POSTROUTING);
    return outcome == Outcomes.ACCEPTED ? link.egress(packet, output, true) : outcome;
  }
}
