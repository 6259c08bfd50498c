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
import dev.weir.core.packet.LinkType;
import dev.weir.core.packet.Packet;

/**
 * ARP messages that this host receives or sends: the arp family's input and output, and the
 * device's egress.
 *
 * <p><i>Meaning:</i> received ones must be for Ethernet and IPv4 and whole. Sent ones already have
 * their link header on: it counts for the length, but {@code ether} cannot be read.
 *
 * <p>Source: net/ipv4/arp.c (arp_rcv, arp_create, arp_xmit).
 */
final class ArpPath {
  private static final int HARDWARE_LENGTH = 4;
  private static final int PROTOCOL_LENGTH = 5;
  private static final int MESSAGE_LENGTH = 28;
  private static final int ADDRESS4_LENGTH = 4;

  private final HookPipeline input;
  private final HookPipeline output;
  private final DeviceChooser devices;
  private final LinkPath link;

  ArpPath(
      CompiledRuleset ruleset, NetworkNamespace namespace, DeviceChooser devices, LinkPath link) {
    this.link = link;
    input = pipeline(ruleset, namespace, Hook.INPUT);
    output = pipeline(ruleset, namespace, Hook.OUTPUT);
    this.devices = devices;
  }

  private static HookPipeline pipeline(
      CompiledRuleset ruleset, NetworkNamespace namespace, Hook hook) {
    HookProgram program = ruleset.program(HookPoint.whole(Family.ARP.number(), hook), namespace);
    return new HookPipeline(new HookProgram[] {program}, new HookPipeline.Step[0]);
  }

  /** A message that came in, seen as IP hooks see packets. */
  @HotPath
  char receive(Packet packet) {
    if (input.isEmpty()
        || packet.vlanTags() > 0
        || packet.packetType() == Packet.TYPE_OTHER_HOST
        || !isWhole(packet)) {
      return Outcomes.DROPPED_BEFORE_HOOKS;
    }
    Device device = devices.input(packet);
    packet.setDevices(device, Device.NONE, device);
    return input.run(packet);
  }

  private static boolean isWhole(Packet packet) {
    int at = packet.networkOffset();
    return packet.canLoad(at, MESSAGE_LENGTH)
        && packet.u8(at + HARDWARE_LENGTH) == Ether.ADDRESS_LENGTH
        && packet.u8(at + PROTOCOL_LENGTH) == ADDRESS4_LENGTH;
  }

  /** A message this host sends. */
  @HotPath
  char send(Packet packet) {
    if ((output.isEmpty() && !link.hasEgress()) || !isWhole(packet)) {
      return Outcomes.DROPPED_BEFORE_HOOKS;
    }
    Device told = devices.output();
    Device device = told.isUnknown() ? packet.captureDevice() : told;
    packet.setDevices(Device.NONE, device, device);
    packet.setPacketType(Packet.TYPE_HOST);
    packet.setLinkHeader(false);
    packet.pushLinkHeader(Ether.LENGTH);
    char outcome = output.run(packet);
    packet.pushLinkHeader(-Ether.LENGTH);
    boolean ethernet = packet.linkType() == LinkType.ETHERNET;
    return outcome == Outcomes.ACCEPTED ? link.egress(packet, device, ethernet) : outcome;
  }
}
