package dev.weir.netio.lab;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.weir.netio.lab.LabPlan.Address;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Joins the solicited-node group of each IPv6 address, as an interface with neighbour discovery
 * does by itself. The lab's interfaces have none, to be silent.
 *
 * <p>Source: RFC 4291 section 2.7.1; net/ipv6/addrconf.c (addrconf_join_solict).
 */
final class GroupMember implements AutoCloseable {
  private static final int SOCK_DGRAM = 2;
  private static final int IPPROTO_IPV6 = 41;
  private static final int IPV6_JOIN_GROUP = 20;
  private static final byte[] SOLICITED_NODE = {
    (byte) 0xff, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, (byte) 0xff
  };

  private final Libc libc;
  private final int fd;

  GroupMember(Libc libc, LabPlan plan) throws LabException {
    this.libc = libc;
    fd =
        (int)
            libc.check(
                "socket(udp)", libc.socket(Libc.AF_INET6, SOCK_DGRAM | Libc.SOCK_CLOEXEC, 0));
    for (Address own : plan.addresses()) {
      if (own.address().contains(":")) {
        join(own);
      }
    }
  }

  private void join(Address own) throws LabException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment request = arena.allocate(20, 4);
      byte[] address = InetAddress.getByName(own.address().replaceAll("/.*", "")).getAddress();
      MemorySegment.copy(SOLICITED_NODE, 0, request, JAVA_BYTE, 0, SOLICITED_NODE.length);
      MemorySegment.copy(address, 13, request, JAVA_BYTE, 13, 3);
      request.set(JAVA_INT, 16, libc.interfaceIndex(own.interfaceName()));
      // an address of another interface may share the group: joining twice fails, and that is fine
      libc.setOption(fd, IPPROTO_IPV6, IPV6_JOIN_GROUP, request);
    } catch (UnknownHostException e) {
      throw new LabException("not an address: " + own);
    }
  }

  @Override
  public void close() {
    libc.close(fd);
  }
}
