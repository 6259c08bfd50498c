package dev.weir.netio.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The connections that the namespace tracks: they outlive rule sets, so each run begins without.
 *
 * <p>Source: net/netfilter/nf_conntrack_netlink.c (ctnetlink_del_conntrack without a tuple
 * flushes).
 */
final class Connections {
  private static final int SUBSYSTEM = 1;
  private static final int MESSAGE_DELETE = 2;

  private Connections() {}

  /** Forgets all; true when done. */
  static boolean forget(NetlinkSocket netlink) throws LabException {
    int sequence = netlink.nextSequence();
    NetlinkMessage message = new NetlinkMessage();
    message
        .start(
            SUBSYSTEM << 8 | MESSAGE_DELETE,
            NetlinkMessage.REQUEST | NetlinkMessage.ACK,
            sequence,
            0,
            0)
        .finish();
    netlink.transact(message.toBytes(), sequence);
    return true;
  }

  /** What the calling thread's namespace shows, a line each. */
  static List<String> list() throws IOException {
    return Files.readAllLines(Path.of("/proc/thread-self/net/nf_conntrack"));
  }
}
