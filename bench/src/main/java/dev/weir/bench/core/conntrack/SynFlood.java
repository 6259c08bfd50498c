package dev.weir.bench.core.conntrack;

import dev.weir.core.conntrack.Conntrack;
import dev.weir.core.conntrack.ConntrackOptions;
import dev.weir.core.hook.Hook;
import dev.weir.core.packet.Packet;
import dev.weir.core.verdict.Verdicts;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * A SYN flood, every packet timed: {@code java -Xmx512m ... SynFlood [tuples] [limit]}.
 *
 * <p>Phases: the flood; the same tuples again; two minutes later, when all have ended, new ones;
 * these again in scattered order; and packets that are only written and parsed, which tells what
 * the machine itself adds. The mean is of a run that times nothing else; longest packets are given
 * in processor time of the thread, which leaves out what other processes took from it, and by the
 * clock.
 */
public final class SynFlood {
  private static final long START = 1_700_000_000_000_000_000L;
  private static final long SECOND = 1_000_000_000L;
  private static final int NOTHING = -1;
  private static final int SCATTERED = -2;
  private static final int MICRO = 1000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Conntrack conntrack;
  private final FloodPacket flood = FloodPacket.syn();
  private final int tuples;
  private final int[] processorNanos;
  private long longestNanos;
  private int dropped;

  private SynFlood(int tuples, int limit, boolean timed) {
    conntrack = new Conntrack(new ConntrackOptions(limit, false, false, 1));
    this.tuples = tuples;
    processorNanos = new int[timed ? tuples : 0];
  }

  /** Runs the flood several times, the last ones warm. */
  public static void main(String[] args) {
    int tuples = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    int limit = args.length > 1 ? Integer.parseInt(args[1]) : tuples;
    for (int run = 1; run <= 4; run++) {
      SynFlood flood = new SynFlood(tuples, limit, run % 2 == 0);
      flood.phase("run " + run + " flood", 0, START);
      flood.phase("run " + run + " again", 0, START + SECOND);
      flood.phase("run " + run + " after 130 s", tuples, START + 130 * SECOND);
      flood.phase("run " + run + " scattered", SCATTERED, START + 131 * SECOND);
      flood.phase("run " + run + " packet only", NOTHING, START);
      flood.conntrack.close();
      flood.flood.close();
    }
  }

  private void phase(String name, int first, long startNanos) {
    dropped = 0;
    longestNanos = 0;
    long earlier = conntrack.earlyDrops();
    long before = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < tuples; i++) {
      if (processorNanos.length == 0) {
        step(i, first, startNanos);
      } else {
        timed(i, first, startNanos);
      }
    }
    long total = THREADS.getCurrentThreadCpuTime() - before;
    long earlyDrops = conntrack.earlyDrops() - earlier;
    System.out.printf(
        "%-20s %s; %d entries, %d dropped, %d early%n",
        name, figures(total), conntrack.count(), dropped, earlyDrops);
  }

  private String figures(long total) {
    if (processorNanos.length == 0) {
      return total / tuples + " ns/packet";
    }
    int[] sorted = processorNanos.clone();
    Arrays.sort(sorted);
    return "99.9%% below %d us, longest %d us of processor, %d us of clock"
        .formatted(
            sorted[tuples - 1 - tuples / 1000] / MICRO,
            sorted[tuples - 1] / MICRO,
            longestNanos / MICRO);
  }

  private void timed(int i, int first, long startNanos) {
    long clock = System.nanoTime();
    long processor = THREADS.getCurrentThreadCpuTime();
    step(i, first, startNanos);
    processorNanos[i] = (int) (THREADS.getCurrentThreadCpuTime() - processor);
    longestNanos = Math.max(longestNanos, System.nanoTime() - clock);
  }

  private void step(int i, int first, long startNanos) {
    switch (first) {
      case NOTHING -> flood.request(i, startNanos);
      case SCATTERED -> {
        int number = (int) ((((i * 0x9e3779b1) & 0xffffffffL) * tuples) >>> 32);
        pass(flood.request(tuples + number, startNanos + i));
      }
      default -> pass(flood.request(first + i, startNanos + i));
    }
  }

  private void pass(Packet packet) {
    if (conntrack.track(packet, Hook.PREROUTING) != Verdicts.ACCEPT
        || conntrack.confirm(packet) != Verdicts.ACCEPT) {
      dropped++;
    }
    conntrack.release(packet);
  }
}
