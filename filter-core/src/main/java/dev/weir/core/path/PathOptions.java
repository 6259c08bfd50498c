package dev.weir.core.path;

import dev.weir.core.packet.Device;

/**
 * Everything a path walker is told about the host.
 *
 * @param path {@code --path}
 * @param iif {@code --iif}, {@link Device#UNKNOWN} if not given
 * @param oif {@code --oif}, {@link Device#UNKNOWN} if not given
 */
public record PathOptions(
    Path path,
    Device iif,
    Device oif,
    InterfaceTable interfaces,
    InterfaceMap interfaceMap,
    LocalAddresses local,
    RouteTable routes) {
  /** Nothing told but the path. */
  public static PathOptions of(Path path) {
    return new PathOptions(
        path,
        Device.UNKNOWN,
        Device.UNKNOWN,
        new InterfaceTable(),
        new InterfaceMap(),
        new LocalAddresses(),
        new RouteTable());
  }
}
