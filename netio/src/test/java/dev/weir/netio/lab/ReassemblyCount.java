package dev.weir.netio.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How many IPv4 fragments the kernel has handed to reassembly in this thread's namespace that did
 * not complete a datagram: what tells a fragment that was held from one that the stack dropped.
 */
final class ReassemblyCount {
  // not /proc/net, which shows the namespace of the process
  private static final Path COUNTERS = Path.of("/proc/thread-self/net/snmp");

  private ReassemblyCount() {}

  /** The count now. */
  static long read() throws IOException {
    List<String> ip =
        Files.readAllLines(COUNTERS).stream().filter(line -> line.startsWith("Ip:")).toList();
    List<String> columns = List.of(ip.get(0).split(" "));
    String[] values = ip.get(1).split(" ");
    return Long.parseLong(values[columns.indexOf("ReasmReqds")])
        - Long.parseLong(values[columns.indexOf("ReasmOKs")]);
  }
}
