package dev.weir.core.nat;

import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;

/**
 * Where the route of a packet leads.
 *
 * <p>Source: include/net/route.h (rt_nexthop).
 */
public interface NextHops {
  /** The gateway of an IPv4 packet's route, its destination where there is none. */
  @HotPath
  int nextHop4(Packet packet);
}
