package dev.weir.core.path;

import dev.weir.core.packet.Device;
import dev.weir.core.packet.HotPath;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Interface names and their indexes.
 *
 * <p>Example: with {@code add("eth0", 2)}, {@code device("eth0").index()} is 2 and {@code
 * device("wan").index()} is 1000.
 *
 * <p><i>Meaning:</i> names that nobody declared (unknown on this machine, named only by a rule or
 * an option) get indexes from 1000 on, in order of first use; "" is {@link Device#NONE}. Rules and
 * packets must ask the same table.
 */
public final class InterfaceTable {
  private static final int FIRST_UNKNOWN_INDEX = 1000;
  private static final int LOOPBACK_INDEX = 1;

  private final Map<String, Device> devices = new LinkedHashMap<>();
  private Device[] all = {};
  private int nextUnknownIndex = FIRST_UNKNOWN_INDEX;

  /** A table that knows only {@code lo}, which is index 1 everywhere. */
  public InterfaceTable() {
    put(new Device("lo", LOOPBACK_INDEX, Device.ARPHRD_LOOPBACK));
  }

  private void put(Device device) {
    devices.put(device.name(), device);
    all = devices.values().toArray(new Device[0]);
  }

  /** Declares an Ethernet interface with a known index, replacing what was known of the name. */
  public void add(String name, int index) {
    put(new Device(name, index, Device.ARPHRD_ETHER));
  }

  /** Tells the Ethernet address of an interface, before anybody asked for its device. */
  public void setLinkAddress(String name, long address) {
    put(device(name).withLinkAddress(address));
  }

  /** Tells the group of an interface, before anybody asked for its device. */
  public void setGroup(String name, int group) {
    put(device(name).withGroup(group));
  }

  /** Tells what kind of link an interface is, before anybody asked for its device. */
  public void setKind(String name, String kind) {
    put(device(name).withKind(kind));
  }

  /** Makes an interface a port of a bridge, before anybody asked for its device. */
  public void setMaster(String name, String bridge) {
    put(device(name).withMaster(device(bridge)));
  }

  /** Whether an Ethernet address is one of this host's. */
  @HotPath
  public boolean isOwnLinkAddress(long address) {
    for (Device device : all) {
      if (device.linkAddress() == address) {
        return true;
      }
    }
    return false;
  }

  /** The device of this name, made up if unknown. */
  public Device device(String name) {
    if (name.isEmpty()) {
      return Device.NONE;
    }
    Device known = devices.get(name);
    if (known == null) {
      known = new Device(name, nextUnknownIndex++, Device.ARPHRD_ETHER);
      put(known);
    }
    return known;
  }

  /** The device with this index, or null. */
  public @Nullable Device ofIndex(int index) {
    if (index != 0) {
      for (Device device : all) {
        if (device.index() == index) {
          return device;
        }
      }
    }
    return null;
  }

  /** The index of this name, made up if unknown; 0 for "". */
  public int index(String name) {
    return device(name).index();
  }
}
