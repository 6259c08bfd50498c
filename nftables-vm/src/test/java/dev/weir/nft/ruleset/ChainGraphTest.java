package dev.weir.nft.ruleset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.nft.Nft;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainGraphTest {
  private static String load(String text) {
    return Nft.load(List.of(Nft.Source.text("t.nft", text)), Nft.Options.plain())
        .diagnostics()
        .render();
  }

  @Test
  void showsTheWholeLoop() {
    assertEquals(
        """
        t.nft:10:5-10: Error: Could not process rule: Too many links
            jump a
            ^^^^^^
        note: input → a (line 4) → b (line 7) → a (line 10)
        """,
        load(
            """
            table inet t {
              chain input {
                type filter hook input priority 0
                jump a
              }
              chain a {
                jump b
              }
              chain b {
                jump a
              }
            }
            """));
  }

  @Test
  void letsALoopBeThatNoBaseChainReaches() {
    assertEquals("", load("table t {\n chain a { jump b; }\n chain b { jump a; }\n}\n"));
  }

  @Test
  void findsALoopThroughAVerdictMap() {
    String rendered =
        load(
            """
            table t {
              map m { type ipv4_addr : verdict; elements = { 1.1.1.1 : jump a }; }
              chain a { ip saddr vmap @m; }
              chain z { type filter hook input priority 0; jump a; }
            }
            """);
    assertTrue(rendered.startsWith("t.nft:4:48-53: Error: Could not process rule: Too many links"));
    assertTrue(rendered.contains("note: z → a (line 4) → a (line 2)"), rendered);
  }

  private static String ladder(int jumps) {
    StringBuilder text = new StringBuilder("table t {\n");
    for (int i = 0; i <= jumps; i++) {
      text.append(" chain c").append(i).append(" { ");
      text.append(i == 0 ? "type filter hook input priority 0; " : "");
      text.append(i < jumps ? "goto c" + (i + 1) + "; " : "").append("}\n");
    }
    return text.append("}\n").toString();
  }

  @Test
  void acceptsFifteenNestedJumpsAndNotSixteen() {
    assertEquals("", load(ladder(15)));
    String rendered = load(ladder(16));
    assertTrue(rendered.contains("Too many links"), rendered);
    assertTrue(rendered.contains("note: c0 → c1 (line 2) → "), rendered);
    assertTrue(rendered.contains(" → c16 (line 17)"), rendered);
  }

  @Test
  void checksALatticeAtOnce() {
    StringBuilder text = new StringBuilder("table t {\n");
    text.append(" chain top { type filter hook input priority 0; jump c1x0; }\n");
    for (int level = 1; level <= 15; level++) {
      for (int i = 0; i < 10; i++) {
        text.append(" chain c").append(level).append('x').append(i).append(" {\n");
        for (int next = 0; next < 10 && level < 15; next++) {
          text.append("  jump c").append(level + 1).append('x').append(next).append('\n');
        }
        text.append(" }\n");
      }
    }
    text.append("}\n");
    assertTimeout(Duration.ofSeconds(5), () -> assertEquals("", load(text.toString())));
  }

  @Test
  void refusesRejectWhereAHookThatForbidsItReachesIt() {
    assertEquals(
        """
        t.nft:3:53-58: Error: Could not process rule: Operation not supported
         chain z { type filter hook postrouting priority 0; jump a; }
                                                            ^^^^^^
        """,
        load(
            "table t {\n chain a { reject; }\n"
                + " chain z { type filter hook postrouting priority 0; jump a; }\n}\n"));
    assertEquals("", load("table t {\n chain a { reject; }\n}\n"));
  }

  @Test
  void blamesTheRuleThatClosesTheLoop() {
    String rendered =
        load(
            "table t {\n chain z { type filter hook input priority 0; jump a; }\n"
                + " chain a { jump b; }\n chain b { counter; tcp dport 1 jump a; }\n}\n");
    assertTrue(rendered.startsWith("t.nft:4:21-38: "), rendered);
  }
}
