package dev.weir.core.path;

import dev.weir.core.hook.Hook;
import dev.weir.core.packet.Device;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Ip4;
import dev.weir.core.packet.Ip6;
import dev.weir.core.packet.Malformed;
import dev.weir.core.packet.Packet;
import org.jspecify.annotations.Nullable;

/**
 * The way of a packet this host sends: output and postrouting, and back where it is itself meant.
 *
 * <p>Source: net/ipv4/ip_output.c, raw.c, net/ipv6/ip6_output.c, raw.c, drivers/net/loopback.c.
 */
final class SendPath {
  private final IpHooks hooks;
  private final Departure departure;
  private final DeviceChooser devices;
  private final LocalAddresses local;
  private final ReceivePath receivePath;
  private final PacketRewriter rewriter;
  private final PathStatistics statistics;
  private final SentCopy copy;

  SendPath(
      IpHooks hooks,
      LinkPath link,
      DeviceChooser devices,
      ReceivePath receivePath,
      WalkState state) {
    this.hooks = hooks;
    this.departure = new Departure(link, state);
    this.devices = devices;
    this.local = devices.local();
    this.receivePath = receivePath;
    this.rewriter = state.rewriter();
    this.copy = state.twin();
    this.statistics = state.statistics();
  }

  /** Sent to somebody else. */
  @HotPath
  char send(Packet packet) {
    boolean linkHeader = packet.hasLinkHeader();
    if (!rewriter.asSent(packet)) {
      return packet.malformed() == Malformed.SNAPPED
          ? Outcomes.UNDECODABLE
          : statistics.because(StackReason.NOT_SENDABLE, Outcomes.DROPPED_BEFORE_HOOKS);
    }
    Device output =
        local.isHostDestination(packet) || StackModel.isUnspecifiedDestination(packet)
            ? devices.loopback()
            : devices.output(packet, packet.captureDevice());
    if (output == null) {
      return statistics.because(StackReason.NO_ROUTE, Outcomes.DROPPED_BEFORE_HOOKS);
    }
    // KERNEL: without a device as scope nothing can be sent there.
    if (output.isUnknown() && StackModel.needsScope(packet) && !isToldSource(packet)) {
      statistics.countUnplacedLinkLocal();
      return statistics.because(StackReason.NO_SCOPE, Outcomes.DROPPED_BEFORE_HOOKS);
    }
    char outcome = sendBy(packet, output);
    return outcome == Outcomes.ACCEPTED ? depart(packet, output, linkHeader) : outcome;
  }

  /** By the device that routing after output chose; back where it is for this host now. */
  private char depart(Packet packet, Device first, boolean linkHeader) {
    if (packet.oif() != devices.loopback() && StackModel.isForOwnGroup(packet)) {
      // KERNEL: a group of this host alone ends behind postrouting (ip6_finish_output2).
      return Outcomes.ACCEPTED;
    }
    boolean comesBack =
        packet.oif() == devices.loopback() && first != packet.oif() && devices.isPathOpen();
    return comesBack
        ? departure.comeBack(packet, linkHeader, receivePath)
        : departure.leave(packet, packet.oif(), linkHeader);
  }

  /** An answer of this host, by its device; false if it does not leave. */
  boolean reply(Packet answer, Device output) {
    if (sendBy(answer, output) != Outcomes.ACCEPTED) {
      return false;
    }
    if (output == devices.loopback()) {
      departure.comeBack(answer, false, receivePath);
      return true;
    }
    return departure.leave(answer, output, false) == Outcomes.ACCEPTED;
  }

  private boolean isToldSource(Packet packet) {
    return local.isKnown() && local.isSource(packet);
  }

  private char sendBy(Packet packet, Device first) {
    packet.setPacketType(Packet.TYPE_HOST);
    packet.setForMany(StackModel.isMulticast(packet) || isHeardByItself(packet, first));
    packet.setLinkHeader(false);
    packet.setDevices(Device.NONE, first, Device.NONE);
    boolean mayChange = hooks.translates(packet.nfproto());
    long high = mayChange ? destination(packet, 0) : 0;
    long low = mayChange ? destination(packet, 8) : 0;
    char outcome = hooks.run(packet, Hook.OUTPUT);
    if (outcome != Outcomes.ACCEPTED) {
      return outcome;
    }
    boolean isForAnother =
        mayChange && (destination(packet, 0) != high || destination(packet, 8) != low);
    Device output = isForAnother ? route(packet) : first;
    if (output == null) {
      return statistics.because(StackReason.NO_ROUTE, Outcomes.DROPPED);
    }
    packet.setDevices(Device.NONE, output, output);
    return isHeardByItself(packet, output)
        ? sendToAll(packet, output)
        : hooks.run(packet, Hook.POSTROUTING);
  }

  // ---- KERNEL: ip_route_me_harder, where NAT has changed the destination ----

  /** The first or the last 8 bytes of the destination. */
  private static long destination(Packet packet, int part) {
    int at = packet.networkOffset();
    return packet.nfproto() == Packet.NFPROTO_IPV4
        ? packet.i32(at + Ip4.DESTINATION)
        : packet.i64(at + Ip6.DESTINATION + part);
  }

  private @Nullable Device route(Packet packet) {
    return local.isHostDestination(packet)
        ? devices.loopback()
        : devices.output(packet, packet.captureDevice());
  }

  /** Whether this host is among those to whom the packet goes over a link. */
  private boolean isHeardByItself(Packet packet, Device output) {
    return output != devices.loopback()
        && (StackModel.isForAllHosts(packet)
            || (local.isDestination(packet) && !local.isHostDestination(packet)));
  }

  /**
   * KERNEL: what every host of the link gets comes back as a copy, which crosses postrouting by
   * itself and later prerouting and input: of IPv4 cloned in front of postrouting (ip_mc_output),
   * of IPv6 behind it (ip6_finish_output2). It shares the connection. No capture shows it.
   */
  private char sendToAll(Packet packet, Device output) {
    boolean four = packet.nfproto() == Packet.NFPROTO_IPV4;
    boolean heard = false;
    copy.take(packet);
    if (four) {
      heard = isCopySent(packet);
      copy.swap(packet);
    }
    char outcome = hooks.run(packet, Hook.POSTROUTING);
    if (!four && outcome == Outcomes.ACCEPTED) {
      copy.take(packet);
      heard = isCopySent(packet);
      copy.swap(packet);
    }
    if (heard) {
      copy.swap(packet);
      hooks.tellCopy(packet, true);
      receivePath.hear(packet, output);
      hooks.tellCopy(packet, false);
      copy.swap(packet);
      packet.setDevices(Device.NONE, output, output);
    }
    return outcome;
  }

  private boolean isCopySent(Packet packet) {
    hooks.tellCopy(packet, true);
    boolean sent = hooks.run(packet, Hook.POSTROUTING) == Outcomes.ACCEPTED;
    hooks.tellCopy(packet, false);
    return sent;
  }

  /** Sent to itself. */
  @HotPath
  char loopback(Packet packet) {
    boolean linkHeader = packet.hasLinkHeader();
    if (!StackModel.isReceived(packet, true)) {
      return statistics.because(StackReason.NOT_RECEIVED, Outcomes.DROPPED_BEFORE_HOOKS);
    }
    char outcome = sendBy(packet, devices.loopback());
    if (outcome != Outcomes.ACCEPTED) {
      return outcome;
    }
    return packet.oif() == devices.loopback()
        ? departure.comeBack(packet, linkHeader, receivePath)
        : departure.leave(packet, packet.oif(), linkHeader);
  }
}
