package dev.weir.netio.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How many IPv4 fragments the kernel has handed to reassembly in this thread's namespace: what
 * tells a fragment that was held from one that the stack dropped before.
 */
final class ReassemblyCount {
  // not /proc/net, which shows the namespace of the process
  private static final Path COUNTERS = Path.of("/proc/thread-self/net/snmp");
  private static final String COLUMN = "ReasmReqds";

  private ReassemblyCount() {}

  /** The count now. */
  static long read() throws IOException {
    List<String> ip =
        Files.readAllLines(COUNTERS).stream().filter(line -> line.startsWith("Ip:")).toList();
    int column = List.of(ip.get(0).split(" ")).indexOf(COLUMN);
    return Long.parseLong(ip.get(1).split(" ")[column]);
  }
}
