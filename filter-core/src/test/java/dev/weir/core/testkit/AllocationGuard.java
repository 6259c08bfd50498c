package dev.weir.core.testkit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * Asserts that code on the packet path allocates nothing.
 *
 * <p>Example: {@code AllocationGuard.assertAllocatesNothing("record walk", () -> walk(reader));}
 *
 * <p><i>Meaning:</i> the body runs until it is warm, then several measured rounds; the least of
 * them counts, since class loading, the JIT and the test framework may allocate once on this
 * thread. A body that allocates even one byte per call is seen. Let a body do many packets.
 */
public final class AllocationGuard {
  private static final int WARM_UP_CALLS = 200;
  private static final int ROUNDS = 5;
  private static final int CALLS_PER_ROUND = 20;

  private AllocationGuard() {}

  /** Bytes that {@link #CALLS_PER_ROUND} warm calls allocate on this thread, in the best round. */
  public static long bytesAllocated(Runnable body) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int i = 0; i < WARM_UP_CALLS; i++) {
      body.run();
    }
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CALLS_PER_ROUND; i++) {
        body.run();
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }

  /** Fails unless the warm body allocates nothing. */
  public static void assertAllocatesNothing(String what, Runnable body) {
    long bytes = bytesAllocated(body);
    if (bytes != 0) {
      throw new AssertionError(
          what + " allocates " + bytes + " bytes in " + CALLS_PER_ROUND + " calls");
    }
  }
}
