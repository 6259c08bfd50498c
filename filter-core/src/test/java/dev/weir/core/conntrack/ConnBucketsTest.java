package dev.weir.core.conntrack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.core.testkit.Prop;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The multimap against one of sets. */
class ConnBucketsTest {
  private static Set<Integer> found(ConnBuckets buckets, int hash) {
    Set<Integer> references = new HashSet<>();
    for (long place = buckets.first(hash); place != 0; place = buckets.next(place, hash)) {
      references.add(ConnBuckets.reference(place));
    }
    return references;
  }

  @Test
  void findsWhatWasAddedAndNotRemoved() {
    Prop.forAll(
        1,
        30,
        gen -> {
          // Few different hashes make buckets of many lines; with 1 there is only hash 0.
          int hashes = gen.pick(List.of(1, 5, 300, 1 << 20));
          Map<Integer, Set<Integer>> model = new HashMap<>();
          try (ConnBuckets buckets = new ConnBuckets()) {
            for (int reference = 0; reference < 3000; reference++) {
              int hash = gen.below(hashes) * 0x9e3779b1;
              Set<Integer> same = model.computeIfAbsent(hash, any -> new HashSet<>());
              if (gen.percent(40) && !same.isEmpty()) {
                int old = same.iterator().next();
                same.remove(old);
                buckets.remove(hash, old);
              } else {
                same.add(reference);
                buckets.add(hash, reference);
              }
              assertEquals(same, found(buckets, hash));
            }
            model.forEach((hash, same) -> assertEquals(same, found(buckets, hash)));
            int members = 0;
            for (int bucket = 0; bucket < buckets.count(); bucket++) {
              for (int number = 0; buckets.member(bucket, number) >= 0; number++) {
                members++;
              }
            }
            assertEquals(model.values().stream().mapToInt(Set::size).sum(), members);
          }
        });
  }
}
