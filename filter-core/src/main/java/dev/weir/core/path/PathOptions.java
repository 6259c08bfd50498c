package dev.weir.core.path;

import dev.weir.core.packet.Device;
import org.jspecify.annotations.Nullable;

/**
 * Everything a path walker is told about the host.
 *
 * @param path {@code --path}
 * @param iif {@code --iif}, {@link Device#UNKNOWN} if not given
 * @param oif {@code --oif}, {@link Device#UNKNOWN} if not given
 * @param reassembly {@code --defrag}
 * @param sources what this host answers from; null where its answers are not sent
 */
public record PathOptions(
    Path path,
    Device iif,
    Device oif,
    InterfaceTable interfaces,
    InterfaceMap interfaceMap,
    LocalAddresses local,
    RouteTable routes,
    Reassembly reassembly,
    @Nullable ReplySources sources) {
  /** With answers from addresses that nobody told. */
  public PathOptions(
      Path path,
      Device iif,
      Device oif,
      InterfaceTable interfaces,
      InterfaceMap interfaceMap,
      LocalAddresses local,
      RouteTable routes,
      Reassembly reassembly) {
    this(path, iif, oif, interfaces, interfaceMap, local, routes, reassembly, new ReplySources());
  }

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
    return new PathOptions(
        path, iif, oif, interfaces, interfaceMap, local, routes, wanted, sources);
  }

  /** The same with other addresses to answer from; null where no answers are sent. */
  public PathOptions withSources(@Nullable ReplySources wanted) {
    return new PathOptions(
        path, iif, oif, interfaces, interfaceMap, local, routes, reassembly, wanted);
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
