package dev.weir.core.path;

import dev.weir.core.fib.PrefixTable;
import dev.weir.core.packet.Device;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Ip4;
import dev.weir.core.packet.Ip6;
import dev.weir.core.packet.Packet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which interface packets come in by, told by source prefix ({@code --iif-map}); the longest prefix
 * wins.
 *
 * <p>Example: {@code add("10.0.0.0/8", lan0)}.
 */
public final class InterfaceMap {
  private final List<Device> devices = new ArrayList<>();
  private final PrefixTable four = new PrefixTable();
  private final PrefixTable six = new PrefixTable();

  /** Adds a prefix; false if the text is none. */
  public boolean add(String prefix, Device device) {
    PrefixTable.Prefix parsed = PrefixTable.parse(prefix);
    if (parsed == null) {
      return false;
    }
    devices.add(device);
    (parsed.six() ? six : four).add(parsed, devices.size() - 1);
    return true;
  }

  /** The interface of the packet's source address, or null. */
  @HotPath
  public @Nullable Device find(Packet packet) {
    int base = packet.networkOffset();
    int found;
    if (packet.nfproto() == Packet.NFPROTO_IPV4) {
      found = four.find((long) packet.i32(base + Ip4.SOURCE) << 32, 0);
    } else {
      found = six.find(packet.i64(base + Ip6.SOURCE), packet.i64(base + Ip6.SOURCE + 8));
    }
    return found == PrefixTable.NONE ? null : devices.get(found);
  }
}
