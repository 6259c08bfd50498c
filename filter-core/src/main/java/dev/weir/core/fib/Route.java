package dev.weir.core.fib;

import dev.weir.core.packet.Device;
import dev.weir.core.packet.HotPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where addresses of one prefix lead.
 *
 * @param prefixBits length of the prefix
 * @param gateway the first next hop, null where the addresses are on the link itself
 * @param mtu the largest packet that may take it, 0 where that is up to the device
 * @param devices the devices of its next hops, the first one first; empty for refusals without one
 */
public record Route(
    RouteType type,
    int prefixBits,
    PrefixTable.@Nullable Prefix gateway,
    int mtu,
    List<Device> devices) {
  public Route {
    devices = List.copyOf(devices);
  }

  /** Whether the addresses are on the link itself. */
  @HotPath
  public boolean isDirect() {
    return gateway == null;
  }

  /** The first half of the gateway's address; IPv4 fills its upper 32 bits. */
  @HotPath
  public long gatewayHigh() {
    return gateway == null ? 0 : gateway.high();
  }

  /** The second half. */
  @HotPath
  public long gatewayLow() {
    return gateway == null ? 0 : gateway.low();
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
