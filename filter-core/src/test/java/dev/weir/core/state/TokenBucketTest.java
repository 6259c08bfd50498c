package dev.weir.core.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.testkit.AllocationGuard;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long SEED = 27;

  private static TokenRate packets(long rate, long unitSeconds, long burst) {
    return new TokenRate(rate, unitSeconds, burst, false);
  }

  private static TokenRate bytes(long rate, long unitSeconds, long burst) {
    return new TokenRate(rate, unitSeconds, burst, true);
  }

  private static int passing(TokenBucket bucket, int packets, int lengthBytes, long nowNanos) {
    int passed = 0;
    for (int i = 0; i < packets; i++) {
      passed += bucket.take(lengthBytes, nowNanos) ? 1 : 0;
    }
    return passed;
  }

  /** Seen on Linux 6.18 with ten packets at once. */
  @Test
  void letsABurstPassAtOnce() {
    assertEquals(3, passing(new TokenBucket(packets(1, 1, 3)), 10, 29, 5));
    assertEquals(5, passing(new TokenBucket(packets(1, 1, 0)), 10, 29, 5));
    assertEquals(3, passing(new TokenBucket(bytes(10, 1, 100)), 10, 29, 5));
  }

  @Test
  void fillsWithTimeAndNotBeyondItsCapacity() {
    TokenBucket bucket = new TokenBucket(packets(10, 1, 2));
    assertEquals(2, passing(bucket, 5, 0, 0));
    assertEquals(0, passing(bucket, 5, 0, SECOND / 10 - 1));
    assertEquals(1, passing(bucket, 5, 0, SECOND / 10));
    assertEquals(2, passing(bucket, 5, 0, 100 * SECOND));
  }

  @Test
  void chargesPacketsByTheirBytes() {
    TokenBucket bucket = new TokenBucket(bytes(1000, 1, 500));
    assertTrue(bucket.take(1500, 0));
    assertFalse(bucket.take(1, 0));
    assertTrue(bucket.take(100, SECOND / 10));
    assertFalse(bucket.take(2000, 1_000 * SECOND));
    assertTrue(bucket.take(1, 1_000 * SECOND));
  }

  @Test
  void doesNotGoBackInTime() {
    TokenBucket bucket = new TokenBucket(packets(1, 1, 1));
    assertTrue(bucket.take(1, 50 * SECOND));
    assertFalse(bucket.take(1, 50 * SECOND + SECOND / 2));
    assertTrue(bucket.take(1, 51 * SECOND));
  }

  /** Borders tried with nft 1.0.6 on Linux 6.18. */
  @Test
  void refusesWhatTheKernelRefuses() {
    assertFalse(packets(1, 604_800, 30_500).overflows());
    assertTrue(packets(1, 604_800, 30_501).overflows());
    assertTrue(packets(-1, 1, 5).overflows());
    assertTrue(bytes(-1, 1, 1).overflows());
    assertTrue(bytes(5_242_880, 3_600, 1_048_576).overflows());
    assertTrue(bytes(1_024_000, 86_400, 0).overflows());
    assertFalse(bytes(1, 1, 0xffff_ffffL).overflows());
    assertThrows(IllegalArgumentException.class, () -> new TokenBucket(packets(0, 1, 5)));
  }

  @Test
  void letsNothingPassWhileItHoldsMoreThanASignedNumber() {
    TokenBucket bucket = new TokenBucket(packets(1, 604_800, 30_000));
    assertEquals(0, passing(bucket, 10, 29, 5));
  }

  @Test
  void packetsThatCostNothingAlwaysPass() {
    assertEquals(100, passing(new TokenBucket(packets(2_000_000_000L, 1, 5)), 100, 29, 5));
  }

  /** The same with numbers that cannot overflow. */
  @Test
  void countsAsAModelOfUnlimitedNumbers() {
    Random random = new Random(SEED);
    for (int run = 0; run < 200; run++) {
      boolean ofBytes = random.nextBoolean();
      TokenRate rate =
          new TokenRate(1 + random.nextInt(10_000), 60, 1 + random.nextInt(2_000), ofBytes);
      TokenBucket bucket = new TokenBucket(rate);
      BigInteger capacity = BigInteger.valueOf(rate.capacityTokens());
      BigInteger tokens = capacity;
      long now = random.nextLong(SECOND);
      long last = now;
      for (int i = 0; i < 500; i++) {
        int length = 20 + random.nextInt(1_500);
        BigInteger unit = BigInteger.valueOf(60 * SECOND);
        BigInteger cost =
            (ofBytes ? unit.multiply(BigInteger.valueOf(length)) : unit)
                .divide(BigInteger.valueOf(rate.rate()));
        tokens = tokens.add(BigInteger.valueOf(now - last)).min(capacity);
        boolean enough = tokens.compareTo(cost) >= 0;
        tokens = enough ? tokens.subtract(cost) : tokens;
        assertEquals(enough, bucket.take(length, now), "seed " + SEED + " run " + run);
        last = now;
        now += random.nextLong(SECOND);
      }
    }
  }

  @Test
  void allocatesNothing() {
    TokenBucket bucket = new TokenBucket(bytes(1_000, 1, 500));
    AllocationGuard.assertAllocatesNothing("take", () -> bucket.take(60, 5));
  }
}
