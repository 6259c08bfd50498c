package dev.weir.core.path;

import dev.weir.core.packet.Device;

/**
 * Everything a path walker is told about the host.
 *
 * @param path {@code --path}
 * @param iif {@code --iif}, {@link Device#UNKNOWN} if not given
 * @param oif {@code --oif}, {@link Device#UNKNOWN} if not given
 * @param reassembly {@code --defrag}
 */
public record PathOptions(
    Path path,
    Device iif,
    Device oif,
    InterfaceTable interfaces,
    InterfaceMap interfaceMap,
    LocalAddresses local,
    RouteTable routes,
    Reassembly reassembly) {
  /** With fragments put together as the rules ask for it. */
  public PathOptions(
      Path path,
      Device iif,
      Device oif,
      InterfaceTable interfaces,
      InterfaceMap interfaceMap,
      LocalAddresses local,
      RouteTable routes) {
    this(path, iif, oif, interfaces, interfaceMap, local, routes, Reassembly.AUTO);
  }

  /** The same with another {@code --defrag}. */
  public PathOptions withReassembly(Reassembly wanted) {
    return new PathOptions(path, iif, oif, interfaces, interfaceMap, local, routes, wanted);
  }

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
