package dev.weir.core.fib;

import dev.weir.core.packet.Device;
import dev.weir.core.packet.HotPath;
import java.util.List;

/**
 * Where addresses of one prefix lead.
 *
 * @param prefixBits length of the prefix
 * @param isDirect whether the addresses are on the link itself, not behind a gateway
 * @param devices the devices of its next hops, the first one first; empty for refusals without one
 */
public record Route(RouteType type, int prefixBits, boolean isDirect, List<Device> devices) {
  public Route {
    devices = List.copyOf(devices);
  }

  /** The device of the first next hop, {@link Device#NONE} if there is none. */
  @HotPath
  public Device device() {
    return devices.isEmpty() ? Device.NONE : devices.get(0);
  }

  /** Whether a next hop uses the device. */
  @HotPath
  public boolean uses(Device device) {
    for (int i = 0; i < devices.size(); i++) {
      if (devices.get(i).index() == device.index()) {
        return true;
      }
    }
    return false;
  }
}
