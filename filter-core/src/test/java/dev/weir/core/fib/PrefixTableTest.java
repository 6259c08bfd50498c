package dev.weir.core.fib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.weir.core.testkit.Prop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrefixTableTest {
  private static PrefixTable.Prefix prefix(String text) {
    PrefixTable.Prefix prefix = PrefixTable.parse(text);
    assertNotNull(prefix, text);
    return prefix;
  }

  @Test
  void readsAddressesAndPrefixes() {
    assertEquals(
        new PrefixTable.Prefix(false, 0x0a01_0000_0000_0000L, 0, 16), prefix("10.1.2.3/16"));
    assertEquals(new PrefixTable.Prefix(false, 0x0a01_0203_0000_0000L, 0, 32), prefix("10.1.2.3"));
    assertEquals(
        new PrefixTable.Prefix(true, 0x2001_0db8_0000_0000L, 1, 128), prefix("2001:db8::1"));
    assertEquals(new PrefixTable.Prefix(true, 0, 0, 0), prefix("::/0"));
  }

  @Test
  void refusesWhatIsNoAddress() {
    for (String text :
        List.of(
            "",
            "localhost",
            "10.0.0",
            "10.0.0.0/33",
            "10.0.0.0/",
            "::/129",
            "1.2.3.4.5",
            "300.1.1.1",
            "10.0.0.0/-1",
            "fe80::1%eth0",
            "g::",
            "/8",
            ":::")) {
      assertNull(PrefixTable.parse(text), text);
    }
  }

  @Test
  void longestPrefixWinsAsInALinearSearch() {
    Prop.forAll(
        1,
        300,
        gen -> {
          PrefixTable table = new PrefixTable();
          List<PrefixTable.Prefix> all = new ArrayList<>();
          for (int i = gen.below(40); i >= 0; i--) {
            int length = gen.below(129);
            String text =
                "20" + gen.below(2) + "0:" + gen.below(3) + "::" + gen.below(3) + "/" + length;
            all.add(prefix(text));
            table.add(all.getLast(), all.size() - 1);
          }
          for (int i = 0; i < 100; i++) {
            PrefixTable.Prefix address =
                prefix("20" + gen.below(2) + "0:" + gen.below(4) + "::" + gen.below(4));
            assertEquals(linear(all, address), table.find(address.high(), address.low()));
          }
        });
  }

  private static int linear(List<PrefixTable.Prefix> all, PrefixTable.Prefix address) {
    int best = PrefixTable.NONE;
    for (int i = 0; i < all.size(); i++) {
      PrefixTable.Prefix one = all.get(i);
      boolean inside = true;
      for (int bit = 0; bit < one.length(); bit++) {
        long x = bit < 64 ? one.high() ^ address.high() : one.low() ^ address.low();
        inside &= (x >>> (63 - bit % 64) & 1) == 0;
      }
      if (inside && (best < 0 || one.length() > all.get(best).length())) {
        best = i;
      }
    }
    return best;
  }
}
