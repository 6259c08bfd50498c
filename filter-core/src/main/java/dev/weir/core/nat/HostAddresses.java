package dev.weir.core.nat;

import dev.weir.core.packet.Device;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;
import java.util.ArrayList;
import java.util.List;

/**
 * The addresses of this host's devices, in the order {@code ip addr} shows them.
 *
 * <p><i>Meaning:</i> what the stack writes into packets where it has to choose an address of its
 * own. An address of which nobody told the device has device index 0 and serves for any.
 *
 * <p>Source: net/ipv4/devinet.c (inet_select_addr), net/ipv6/addrconf.c (ipv6_dev_get_saddr), RFC
 * 6724 §5.
 */
public final class HostAddresses {
  /** Answer where there is none. */
  public static final int NONE = -1;

  private static final int ADDRESS_BITS = 128;
  private static final long MULTICAST = 0xff;
  private static final int GLOBAL_SCOPE = 14;
  private static final int SITE_SCOPE = 5;
  private static final int LINK_SCOPE = 2;

  private static final int LOOPBACK_DEVICE = 1;
  private static final long LOOPBACK4 = 0x7f00_0001L << 32;

  private final List<Address> addresses = new ArrayList<>();
  private boolean told;

  /** Those of {@code lo} alone. */
  public HostAddresses() {
    addresses.add(new Address(LOOPBACK_DEVICE, false, LOOPBACK4, 0, 8, false, true, false));
    addresses.add(new Address(LOOPBACK_DEVICE, true, 0, 1, ADDRESS_BITS, false, true, false));
  }

  /**
   * One address.
   *
   * @param device index of its device
   * @param high its first 8 bytes; IPv4 is the upper half
   * @param prefixBits of its subnet, counted within 32 bits for IPv4
   * @param isGlobal IPv4: whether it may be used outside its link or host
   * @param isUsable neither secondary (IPv4) nor tentative (IPv6)
   * @param isDeprecated IPv6: not for new connections
   */
  public record Address(
      int device,
      boolean six,
      long high,
      long low,
      int prefixBits,
      boolean isGlobal,
      boolean isUsable,
      boolean isDeprecated) {}

  /** Adds an address behind those of its device. */
  public void add(Address address) {
    addresses.add(address);
    told = true;
  }

  /** Whether any was told. */
  @HotPath
  public boolean isKnown() {
    return told;
  }

  /** The address of an index. */
  @HotPath
  public Address get(int index) {
    return addresses.get(index);
  }

  private boolean isOn(Address address, Device device) {
    return address.device() == device.index() || address.device() == 0;
  }

  /** The address that IPv4 packets sent by a device to a next hop get: an index, or NONE. */
  @HotPath
  public int source4(Device device, int nextHop) {
    int first = NONE;
    int other = NONE;
    for (int i = 0; i < addresses.size(); i++) {
      Address address = addresses.get(i);
      if (address.six() || !address.isUsable() || !address.isGlobal()) {
        continue;
      }
      if (!isOn(address, device)) {
        other = other == NONE ? i : other;
      } else if (isShared(address, nextHop)) {
        return i;
      } else {
        first = first == NONE ? i : first;
      }
    }
    return first != NONE ? first : other;
  }

  private static boolean isShared(Address address, int nextHop) {
    int mask = address.prefixBits() == 0 ? 0 : -1 << (32 - address.prefixBits());
    return (((int) (address.high() >>> 32) ^ nextHop) & mask) == 0;
  }

  /** The first address of the device that a packet came in by, for {@code redirect}. */
  @HotPath
  public int first(Device device, Packet packet, boolean toLinkLocal) {
    boolean six = packet.nfproto() == Packet.NFPROTO_IPV6;
    for (int i = 0; i < addresses.size(); i++) {
      Address address = addresses.get(i);
      if (address.six() == six && isOn(address, device) && isRedirectedTo(address, toLinkLocal)) {
        return i;
      }
    }
    return NONE;
  }

  private static boolean isRedirectedTo(Address address, boolean toLinkLocal) {
    return !address.six()
        || (address.isUsable() && (!toLinkLocal || scope(address.high(), address.low()) == 2));
  }

  // ---- RFC 6724 ----

  /** The address that IPv6 packets sent by a device to a destination get: an index, or NONE. */
  @HotPath
  public int source6(Device device, long high, long low) {
    boolean onLink = high >>> 56 == MULTICAST || scope(high, low) <= LINK_SCOPE;
    int best = NONE;
    for (int i = 0; i < addresses.size(); i++) {
      Address address = addresses.get(i);
      if (address.six()
          && address.isUsable()
          && (isOn(address, device) || !onLink)
          && (best == NONE || isBetter(address, addresses.get(best), device, high, low))) {
        best = i;
      }
    }
    return best;
  }

  private boolean isBetter(Address one, Address other, Device device, long high, long low) {
    int compared =
        Boolean.compare(
            one.high() == high && one.low() == low, other.high() == high && other.low() == low);
    if (compared == 0) {
      compared = scopeScore(one, high, low) - scopeScore(other, high, low);
    }
    if (compared == 0) {
      compared = Boolean.compare(!one.isDeprecated(), !other.isDeprecated());
    }
    if (compared == 0) {
      compared = Boolean.compare(isOn(one, device), isOn(other, device));
    }
    if (compared == 0) {
      int label = label(high, low);
      compared =
          Boolean.compare(
              label(one.high(), one.low()) == label, label(other.high(), other.low()) == label);
    }
    if (compared == 0) {
      compared = shared(one, high, low) - shared(other, high, low);
    }
    return compared > 0;
  }

  /** KERNEL: the nearest scope that reaches the destination, else the widest. */
  private static int scopeScore(Address address, long high, long low) {
    int own = scope(address.high(), address.low());
    return own >= scope(high, low) ? -own : own - 128;
  }

  private static int shared(Address address, long high, long low) {
    int bits =
        address.high() != high
            ? Long.numberOfLeadingZeros(address.high() ^ high)
            : 64 + Long.numberOfLeadingZeros(address.low() ^ low);
    return Math.min(Math.min(bits, ADDRESS_BITS), address.prefixBits());
  }

  private static int scope(long high, long low) {
    if (high >>> 56 == MULTICAST) {
      return (int) (high >>> 48) & 0xf;
    }
    if (high >>> 54 == 0xfe80 >>> 6 || (high == 0 && low == 1)) {
      return LINK_SCOPE;
    }
    return high >>> 54 == 0xfec0 >>> 6 ? SITE_SCOPE : GLOBAL_SCOPE;
  }

  /** The policy table of net/ipv6/addrlabel.c. */
  private static int label(long high, long low) {
    if (high == 0) {
      return low == 1 ? 0 : low >>> 32 == 0xffff ? 4 : low >>> 32 == 0 ? 3 : 1;
    }
    if (high >>> 57 == 0xfc >>> 1) {
      return 5;
    }
    if (high >>> 54 == 0xfec0 >>> 6) {
      return 11;
    }
    int first = (int) (high >>> 48);
    return switch (first) {
      case 0x3ffe -> 12;
      case 0x2002 -> 2;
      case 0x2001 -> (high >>> 32 & 0xffff) == 0 ? 6 : (high >>> 36 & 0xfff) == 1 ? 7 : 1;
      default -> 1;
    };
  }
}
