package dev.weir.core.path;

import dev.weir.core.packet.Device;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Malformed;
import dev.weir.core.packet.Packet;
import org.jspecify.annotations.Nullable;

/**
 * Which devices a packet comes in and leaves by.
 *
 * <p><i>Meaning:</i> in: the interface the capture names, else {@code --iif-map} by source, else
 * {@code --iif}. Out: {@code --routes}, else {@code --oif}. Where nobody told, {@link
 * Device#UNKNOWN}.
 */
final class DeviceChooser {
  private final PathOptions options;
  private final Device loopback;

  DeviceChooser(PathOptions options) {
    this.options = options;
    this.loopback = options.interfaces().device("lo");
  }

  Device loopback() {
    return loopback;
  }

  LocalAddresses local() {
    return options.local();
  }

  /** Whether a packet's way follows its addresses. */
  boolean isPathOpen() {
    return options.path() == Path.AUTO;
  }

  InterfaceTable interfaces() {
    return options.interfaces();
  }

  /** The input device; the source prefix is asked only of packets that have addresses. */
  @HotPath
  Device input(Packet packet) {
    if (packet.captureDevice().index() != 0) {
      return packet.captureDevice();
    }
    Device byIndex = options.interfaces().ofIndex(packet.linkInterfaceIndex());
    if (byIndex != null) {
      return byIndex;
    }
    Device mapped = hasAddresses(packet) ? options.interfaceMap().find(packet) : null;
    return mapped != null ? mapped : named(options.iif());
  }

  private static boolean hasAddresses(Packet packet) {
    int nfproto = packet.nfproto();
    return (nfproto == Packet.NFPROTO_IPV4 || nfproto == Packet.NFPROTO_IPV6)
        && (packet.malformed() == Malformed.NONE
            || packet.malformed() == Malformed.BAD_EXTENSION_HEADERS);
  }

  /** {@code --oif}: where no route is asked. */
  @HotPath
  Device output() {
    return named(options.oif());
  }

  /** Whether a link-local destination is reached by the device the packet came in by. */
  @HotPath
  boolean isOnLink(Packet packet, Device input) {
    return StackModel.isLinkLocalDestination(packet) && options.routes().isLinkLocalOn(input);
  }

  /**
   * The output device; null if there are routes, but none to the destination.
   *
   * @param otherwise the device if nobody told one
   */
  @HotPath
  @Nullable Device output(Packet packet, Device otherwise) {
    if (options.routes().isKnown(packet.nfproto())) {
      return options.routes().find(packet);
    }
    return named(options.oif().index() == 0 ? otherwise : options.oif());
  }

  /**
   * The device an answer leaves by: loopback to an address of this host, else the route's, else the
   * one by which the answered packet came; null if there are routes, but none to it.
   */
  @Nullable Device back(Packet answer, Device input) {
    if (input == Device.NONE || local().isHostDestination(answer)) {
      return loopback;
    }
    if (options.routes().isKnown(answer.nfproto())) {
      return options.routes().find(answer);
    }
    return named(input);
  }

  /** At a hook that has a device, "" can only mean that nobody told its name. */
  private static Device named(Device device) {
    return device.index() == 0 ? Device.UNKNOWN : device;
  }
}
