package dev.weir.nft.ruleset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.hook.Family;
import dev.weir.nft.Nft;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Every expectation was seen with kernel 6.18 and nft 1.0.6. */
class TransactionTest {
  private static final String EMPTY_CHAIN = "add table t\nadd chain t c\n";

  private static Nft.Result load(String... files) {
    List<Nft.Source> sources = new ArrayList<>();
    for (String file : files) {
      sources.add(Nft.Source.text("t.nft", file));
    }
    return Nft.load(sources, Nft.Options.plain());
  }

  private static Ruleset ruleset(String... files) {
    Nft.Result result = load(files);
    assertEquals("", result.diagnostics().render());
    return Objects.requireNonNull(result.ruleset());
  }

  private static String errors(String... files) {
    Nft.Result result = load(files);
    assertNull(result.ruleset());
    return result.diagnostics().render();
  }

  private static String firstError(String... files) {
    String rendered = errors(files);
    return rendered.substring(0, rendered.indexOf('\n'));
  }

  private static Table table(Ruleset ruleset) {
    return Objects.requireNonNull(ruleset.table(Family.IPV4, "t"));
  }

  private static List<Long> handles(Ruleset ruleset, String chain) {
    return Objects.requireNonNull(table(ruleset).chain(chain)).rules().stream()
        .map(Rule::handle)
        .toList();
  }

  @Test
  void numbersChainsThenSetsThenRules() {
    Ruleset ruleset =
        ruleset(
            """
            table t {
              set s { type ipv4_addr; }
              chain c { ip saddr @s accept; tcp dport {1,2} accept; }
              chain d { }
            }
            """);
    assertEquals(List.of(4L, 6L), handles(ruleset, "c"));
    assertEquals(3, table(ruleset).sets().getFirst().handle());
    assertEquals(2, Objects.requireNonNull(table(ruleset).chain("d")).handle());
  }

  @Test
  void startsANewTableAgainFromOne() {
    Ruleset ruleset = ruleset("add table t\nadd chain t c\ndelete table t\nadd table t\n");
    assertEquals(2, table(ruleset).handle());
    assertEquals(1, table(ruleset).nextHandle());
  }

  @Test
  void reloadsByTheAddDeleteAddIdiom() {
    String file = "table t; delete table t; table t {\n chain c { accept; }\n}\n";
    Ruleset ruleset = ruleset(file, file);
    assertEquals(List.of(2L), handles(ruleset, "c"));
  }

  @Test
  void placesRulesByIndexAndHandle() {
    Ruleset ruleset =
        ruleset(
            EMPTY_CHAIN
                + "add rule t c accept\nadd rule t c index 0 drop\n"
                + "insert rule t c index 0 return\ninsert rule t c index 1 continue\n");
    assertEquals(List.of(4L, 5L, 2L, 3L), handles(ruleset, "c"));
    ruleset =
        ruleset(
            EMPTY_CHAIN + "add rule t c accept\n",
            "insert rule t c handle 2 drop\ninsert rule t c index 0 continue\n"
                + "add rule t c index 1 return\n");
    assertEquals(List.of(4L, 3L, 5L, 2L), handles(ruleset, "c"));
  }

  @Test
  void doesNotFindAHandleOfTheSameTransactionAsAPosition() {
    assertEquals(
        "t.nft:4:21-21: Error: Could not process rule: No such file or directory",
        firstError(EMPTY_CHAIN + "add rule t c accept\nadd rule t c handle 2 drop\n"));
  }

  @Test
  void keepsTheHandleOfAReplacedRule() {
    Ruleset ruleset =
        ruleset(EMPTY_CHAIN + "add rule t c accept\nreplace rule t c handle 2 drop\n");
    assertEquals(List.of(2L), handles(ruleset, "c"));
  }

  @Test
  void refusesToCreateTwice() {
    assertEquals(
        "t.nft:2:14-14: Error: Could not process rule: File exists",
        firstError("create table t\ncreate table t\n"));
    assertEquals(
        "t.nft:3:16-16: Error: Could not process rule: File exists",
        firstError("add table t\ncreate chain t c\ncreate chain t c\n"));
    assertEquals(
        "t.nft:3:11-11: Error: Could not process rule: File exists",
        firstError(
            "add table t\nadd set t s { type ipv4_addr; }\nadd set t s { type inet_service; }\n"));
  }

  @Test
  void refusesToDeleteWhatIsMissingOrUsed() {
    assertEquals(
        "t.nft:1:14-14: Error: Could not process rule: No such file or directory",
        firstError("delete table t\n"));
    assertEquals(
        "t.nft:4:16-16: Error: Could not process rule: Device or resource busy",
        firstError(EMPTY_CHAIN + "add chain t d { jump c; }\ndelete chain t c\n"));
    assertEquals(
        "t.nft:5:14-14: Error: Could not process rule: Device or resource busy",
        firstError(
            EMPTY_CHAIN
                + "add set t s { type ipv4_addr; }\nadd rule t c ip saddr @s accept\n"
                + "delete set t s\n"));
    assertEquals(
        "t.nft:4:24-24: Error: Could not process rule: No such file or directory",
        firstError(EMPTY_CHAIN + "add rule t c accept\ndelete rule t c handle 9\n"));
  }

  @Test
  void keepsAChainThatJumpsToItself() {
    assertEquals(
        "t.nft:4:16-16: Error: Could not process rule: Device or resource busy",
        firstError(EMPTY_CHAIN + "add rule t c jump c\ndelete chain t c\n"));
  }

  @Test
  void deletesAChainWithItsOwnRules() {
    Ruleset ruleset = ruleset(EMPTY_CHAIN + "add rule t c accept\ndelete chain t c\n");
    assertEquals(List.of(), table(ruleset).chains());
  }

  @Test
  void refusesJumpsThatLeadNowhere() {
    assertEquals(
        "t.nft:3:19-22: Error: Could not process rule: No such file or directory",
        firstError(EMPTY_CHAIN + "add rule t c jump nope\n"));
    assertEquals(
        "t.nft:3:30-36: Error: Could not process rule: No such file or directory",
        firstError(EMPTY_CHAIN + "add rule t c ip saddr vmap { 1.1.1.1 : jump nope }\n"));
    assertEquals(
        "t.nft:3:53-53: Error: Could not process rule: Operation not supported",
        firstError(
            """
            table t {
              chain a { }
              chain z { type filter hook input priority 0; jump z; }
            }
            """));
  }

  @Test
  void changesOnlyThePolicyOfABaseChain() {
    String base = "add table t\nadd chain t c { type filter hook input priority 0; }\n";
    Ruleset ruleset = ruleset(base + "add chain t c { policy drop; }\n");
    Chain.Base changed = Objects.requireNonNull(table(ruleset).chains().getFirst().base());
    assertTrue(changed.dropPolicy());
    assertTrue(
        errors(base + "add chain t c { type filter hook input priority 1; }\n")
            .contains("Operation not supported"));
    assertTrue(
        errors(EMPTY_CHAIN + "add chain t c { type filter hook input priority 0; }\n")
            .contains("File exists"));
  }

  @Test
  void changesNothingWhereOneCommandIsWrong() {
    Nft.Result result = load("add table t\n", "add table u\ndelete table nope\n");
    assertNull(result.ruleset());
    assertNotNull(result.diagnostics());
  }

  @Test
  void flushesOneFamily() {
    Ruleset ruleset = ruleset("table ip t { }\ntable ip6 t { }\n", "flush ruleset ip\n");
    assertEquals(1, ruleset.tables().size());
    assertEquals(Family.IPV6, ruleset.tables().getFirst().family());
  }

  @Test
  void valuesOfMoreThan64BytesAreRefused() {
    String four = "ipv6_addr . ipv6_addr . ipv6_addr . ipv6_addr";
    ruleset("table t {\n set s { type " + four + "; }\n}\n");
    String refusal = "t.nft:2:6-6: Error: Could not process rule: Invalid argument";
    assertEquals(refusal, firstError("table t {\n set s { type " + four + " . ipv4_addr; }\n}\n"));
    assertEquals(
        refusal,
        firstError("table t {\n map s { type ipv4_addr : " + four + " . ipv4_addr; }\n}\n"));
  }

  @Test
  void elementCommandsOnSeveralSetsByTurnsGiveTheSameSets() {
    String sets = "add table t\nadd set t a { type mark; }\nadd set t b { type mark; }\n";
    Ruleset byTurns =
        ruleset(
            sets
                + "add element t a { 1 }\nadd element t b { 2 }\nadd element t a { 3 }\n"
                + "delete element t a { 1 }\nadd element t b { 4 }\nadd element t a { 1, 5 }\n");
    assertEquals(List.of("3", "1", "5"), elementTexts(byTurns, "a"));
    assertEquals(List.of("2", "4"), elementTexts(byTurns, "b"));
  }

  private static List<String> elementTexts(Ruleset ruleset, String set) {
    return table(ruleset).sets().stream()
        .filter(named -> named.name().equals(set))
        .flatMap(named -> named.typed().elements().stream())
        .map(element -> element.span().text())
        .toList();
  }

  @Test
  void everyWrongElementCommandIsReported() {
    String rendered =
        errors(
            "add table t\nadd set t a { type ipv4_addr; }\nadd element t a { 1.1.1.1 }\n"
                + "add element t a { x@ }\nadd element t a { 1.1.1.0/24 }\n"
                + "delete element t a { 9.9.9.9 }\ndelete element t a { 8.8.8.8 }\n"
                + "delete element t a { 1.1.1.1, 1.1.1.1 }\n");
    assertEquals(5, rendered.lines().filter(line -> line.contains("Error: ")).count(), rendered);
  }
}
