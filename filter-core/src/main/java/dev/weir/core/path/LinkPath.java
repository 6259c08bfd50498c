package dev.weir.core.path;

import dev.weir.core.backend.CompiledRuleset;
import dev.weir.core.hook.Hook;
import dev.weir.core.netns.NetworkNamespace;
import dev.weir.core.packet.Device;
import dev.weir.core.packet.Ether;
import dev.weir.core.packet.FrameParser;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Malformed;
import dev.weir.core.packet.Packet;

/**
 * What happens to a frame at a device itself: ingress on the way in, egress on the way out.
 *
 * <p><i>Meaning:</i> at ingress the packet is the whole frame behind its link header (and behind
 * one VLAN tag), padding included; at egress the IP packet with a new link header of 14 bytes in
 * front.
 *
 * <p>KERNEL: a tagged frame of less than 20 bytes is dropped before ingress (skb_vlan_untag).
 *
 * <p>Source: net/core/dev.c (__netif_receive_skb_core, __dev_queue_xmit),
 * include/linux/netfilter_netdev.h.
 */
final class LinkPath {
  private final DeviceHooks ingress;
  private final DeviceHooks egress;
  private final DeviceChooser devices;
  private final PacketRewriter rewriter;
  private final PathStatistics statistics;

  LinkPath(
      CompiledRuleset ruleset,
      NetworkNamespace namespace,
      InterfaceTable interfaces,
      DeviceChooser devices,
      WalkState state) {
    ingress = new DeviceHooks(ruleset, namespace, interfaces, Hook.INGRESS);
    egress = new DeviceHooks(ruleset, namespace, interfaces, Hook.EGRESS);
    this.devices = devices;
    this.rewriter = state.rewriter();
    this.statistics = state.statistics();
  }

  /** {@code --path ingress}: the ingress hook and nothing else. */
  @HotPath
  char ingressOnly(Packet packet) {
    Device input = devices.input(packet);
    Device device = input.isUnknown() ? ingress.only() : input;
    rewriter.showFrame(packet);
    if (isTagCut(packet)) {
      return Outcomes.DROPPED_BEFORE_HOOKS;
    }
    if (isForOther(packet, device)) {
      packet.setPacketType(Packet.TYPE_OTHER_HOST);
    }
    return at(packet, device);
  }

  /** Whether a unicast frame is addressed to somebody else than the device. */
  private static boolean isForOther(Packet packet, Device device) {
    return packet.hasLinkHeader()
        && packet.packetType() == Packet.TYPE_HOST
        && device.linkAddress() != Device.NO_ADDRESS
        && device.linkAddress() != Ether.destination(packet);
  }

  /**
   * In front of everything else that a received frame crosses; afterwards the packet is again what
   * the IP hooks see.
   */
  @HotPath
  char ingress(Packet packet) {
    if (ingress.isEmpty()) {
      return Outcomes.ACCEPTED;
    }
    Device input = devices.input(packet);
    rewriter.showFrame(packet);
    char outcome = isTagCut(packet) ? Outcomes.DROPPED_BEFORE_HOOKS : at(packet, input);
    rewriter.showPacket(packet);
    return outcome;
  }

  private char at(Packet packet, Device device) {
    if (device.isUnknown() && !ingress.isEmpty()) {
      statistics.countUnplacedIngress();
    }
    packet.setDevices(device, Device.NONE, device);
    return ingress.run(packet, device);
  }

  /**
   * The ingress hook of what this host sent to itself and others.
   *
   * <p>KERNEL: dev_loopback_xmit: it comes in by the device it left by, without a link header.
   */
  @HotPath
  char ingressOfCopy(Packet packet, Device device) {
    return ingress.isEmpty() ? Outcomes.ACCEPTED : at(packet, device);
  }

  /** The ingress hook of a frame that is seen as a frame already. */
  @HotPath
  char ingressOfPort(Packet packet, Device port) {
    return ingress.isEmpty() ? Outcomes.ACCEPTED : at(packet, port);
  }

  /** Whether the frame ends inside its VLAN tag. */
  @HotPath
  static boolean isTagCut(Packet packet) {
    return packet.malformed() == Malformed.LINK_HEADER_SHORT;
  }

  /** Whether any device has egress chains. */
  boolean hasEgress() {
    return !egress.isEmpty();
  }

  /**
   * Behind everything else that a packet crosses on its way out.
   *
   * @param linkHeader whether the packet's Ethernet header is the one it leaves with
   */
  @HotPath
  char egress(Packet packet, Device output, boolean linkHeader) {
    if (egress.isEmpty()) {
      return Outcomes.ACCEPTED;
    }
    packet.setLinkHeader(linkHeader);
    if (!linkHeader) {
      statistics.countEgressWithoutHeader();
    }
    packet.setDevices(Device.NONE, output, output);
    packet.pushLinkHeader(Ether.LENGTH);
    FrameParser.checkRewritten(packet);
    char outcome = egress.run(packet, output);
    packet.pushLinkHeader(-Ether.LENGTH);
    return outcome;
  }
}
