package dev.weir.core.counter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CounterArrayTest {
  @Test
  void sumsTheSlabsOfAllThreads() throws InterruptedException {
    CounterArray counters = new CounterArray(3);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      CounterSlab slab = counters.newSlab();
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int n = 0; n < 100_000; n++) {
                  slab.add(1, 1500);
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(400_000, counters.packets(1));
    assertEquals(600_000_000L, counters.bytes(1));
    assertEquals(0, counters.packets(0) + counters.packets(2));
  }
}
