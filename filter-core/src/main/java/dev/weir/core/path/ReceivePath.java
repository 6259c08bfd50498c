package dev.weir.core.path;

import dev.weir.core.fragment.Defragmenter;
import dev.weir.core.hook.Hook;
import dev.weir.core.packet.Device;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;
import org.jspecify.annotations.Nullable;

/**
 * The way of a received packet: the stack's checks, prerouting, routing, then input or forward and
 * postrouting.
 *
 * <p>Source: net/ipv4/ip_input.c, ip_forward.c, net/ipv6/ip6_input.c, ip6_output.c.
 */
final class ReceivePath {
  private final IpHooks hooks;
  private final LinkPath link;
  private final Departure departure;
  private final DeviceChooser devices;
  private final LocalAddresses local;
  private final PacketRewriter rewriter;
  private final Defragmenter defragmenter;
  private final PathStatistics statistics;
  private final Outlet outlet;

  ReceivePath(IpHooks hooks, LinkPath link, DeviceChooser devices, WalkState state) {
    this.hooks = hooks;
    this.link = link;
    this.departure = new Departure(link, state);
    this.devices = devices;
    this.local = devices.local();
    this.rewriter = state.rewriter();
    this.defragmenter = state.defragmenter();
    this.statistics = state.statistics();
    this.outlet = state.outlet();
  }

  /**
   * From the device on; {@link Outcomes#LOCAL} and {@link Outcomes#FORWARDED} where the packet went
   * the other way.
   *
   * @param asInput whether it was expected to be for this host
   */
  @HotPath
  char receive(Packet packet, boolean asInput) {
    char outcome = link.ingress(packet);
    if (outcome != Outcomes.ACCEPTED) {
      return outcome;
    }
    if (packet.vlanTags() > 0 && !rewriter.removePriorityTags(packet)) {
      statistics.countTaggedFrame();
      return statistics.because(StackReason.VLAN_TAG, Outcomes.DROPPED_BEFORE_HOOKS);
    }
    if (!StackModel.isReceived(packet, false)) {
      return statistics.because(StackReason.NOT_RECEIVED, Outcomes.DROPPED_BEFORE_HOOKS);
    }
    int type = packet.packetType();
    if (type != Packet.TYPE_BROADCAST && type != Packet.TYPE_MULTICAST) {
      packet.setPacketType(Packet.TYPE_HOST);
    }
    Device input = devices.input(packet);
    packet.setDevices(input, Device.NONE, input);
    outcome = hooks.run(packet, Hook.PREROUTING);
    return outcome == Outcomes.ACCEPTED ? route(packet, input, asInput) : outcome;
  }

  private char route(Packet packet, Device input, boolean asInput) {
    boolean assumed = asInput && !local.isKnown();
    StackModel.Way way = StackModel.route(packet, local.isDestination(packet), assumed);
    boolean onLink = way == StackModel.Way.DROP && devices.isOnLink(packet, input);
    if (way == StackModel.Way.DROP && !onLink) {
      countUnplaced(packet);
      return statistics.because(StackReason.NOT_ROUTABLE, Outcomes.DROPPED_BY_STACK);
    }
    if (!rewriter.receiveOptions(packet, way == StackModel.Way.LOCAL)) {
      return statistics.because(StackReason.OPTIONS, Outcomes.DROPPED_BY_STACK);
    }
    if (way == StackModel.Way.LOCAL) {
      packet.setForMany(local.isKnown() && !local.isHostDestination(packet));
      char delivered = arrive(packet);
      return delivered == Outcomes.ACCEPTED && !asInput ? Outcomes.LOCAL : delivered;
    }
    char forwarded =
        forward(packet, input, onLink ? input : devices.output(packet, Device.UNKNOWN));
    return forwarded == Outcomes.ACCEPTED && asInput ? Outcomes.FORWARDED : forwarded;
  }

  private void countUnplaced(Packet packet) {
    if (StackModel.isMulticast(packet)) {
      statistics.countUnjoinedMulticast();
    } else if (StackModel.isLinkLocalDestination(packet)) {
      statistics.countUnplacedLinkLocal();
    }
  }

  private char arrive(Packet packet) {
    char outcome = deliver(packet);
    if (outcome == Outcomes.ACCEPTED) {
      outlet.leaves(packet);
    }
    return outcome;
  }

  /** Local delivery: IPv4 fragments put together, then input. */
  @HotPath
  char deliver(Packet packet) {
    if (packet.nfproto() == Packet.NFPROTO_IPV4 && packet.isFragment()) {
      if (!defragmenter.add(packet, Defragmenter.Point.LOCAL_DELIVERY)) {
        return Outcomes.HELD;
      }
      rewriter.showsAnother();
    }
    return hooks.run(packet, Hook.INPUT);
  }

  private char forward(Packet packet, Device input, @Nullable Device output) {
    if (output == null) {
      return statistics.because(StackReason.NO_ROUTE, Outcomes.DROPPED_BY_STACK);
    }
    if (!StackModel.isForwarded(packet, output != Device.UNKNOWN && output == input)) {
      return statistics.because(StackReason.NOT_FORWARDED, Outcomes.DROPPED_BY_STACK);
    }
    HookPipeline forward = hooks.at(packet, Hook.FORWARD);
    HookPipeline postrouting = hooks.at(packet, Hook.POSTROUTING);
    if (forward.isEmpty() && postrouting.isEmpty() && !link.hasEgress() && !outlet.isOpen()) {
      return Outcomes.ACCEPTED;
    }
    rewriter.decrementTtl(packet);
    packet.setDevices(input, output, input);
    char outcome = forward.run(packet);
    if (outcome != Outcomes.ACCEPTED) {
      return outcome;
    }
    rewriter.forwardOptions(packet);
    packet.setDevices(input, output, output);
    outcome = postrouting.run(packet);
    return outcome == Outcomes.ACCEPTED ? departure.leave(packet, output, false) : outcome;
  }

  /**
   * A copy of what this host sent to a group it is in: prerouting and input, nobody asks what
   * became of it.
   */
  @HotPath
  void hear(Packet packet, Device from) {
    boolean multicast = StackModel.isMulticast(packet);
    packet.setPacketType(multicast ? Packet.TYPE_MULTICAST : Packet.TYPE_BROADCAST);
    if (link.ingressOfCopy(packet, from) != Outcomes.ACCEPTED) {
      return;
    }
    packet.setDevices(from, Device.NONE, from);
    if (hooks.run(packet, Hook.PREROUTING) == Outcomes.ACCEPTED
        && rewriter.receiveOptions(packet, true)) {
      deliver(packet);
    }
  }

  /** What came back over the loopback device. */
  @HotPath
  char receiveFromLoopback(Packet packet) {
    Device device = devices.loopback();
    packet.setDevices(device, Device.NONE, device);
    char outcome = hooks.run(packet, Hook.PREROUTING);
    if (outcome != Outcomes.ACCEPTED) {
      return outcome;
    }
    return rewriter.receiveOptions(packet, true)
        ? arrive(packet)
        : statistics.because(StackReason.OPTIONS, Outcomes.DROPPED_BY_STACK);
  }
}
