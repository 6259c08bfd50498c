package dev.weir.nft.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.path.InterfaceTable;
import dev.weir.nft.Nft;
import dev.weir.nft.ruleset.Rule;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class JsonRulesTest {
  private static final String HEAD =
      "{\"nftables\": [{\"table\": {\"family\": \"ip\", \"name\": \"t\"}},\n"
          + " {\"chain\": {\"family\": \"ip\", \"table\": \"t\", \"name\": \"c\"}},\n ";
  private static final String RULE =
      "{\"rule\": {\"family\": \"ip\", \"table\": \"t\", \"chain\": \"c\", \"expr\": [";
  private static final String DPORT =
      "{\"match\": {\"op\": \"==\", \"left\": {\"payload\": {\"protocol\": \"tcp\", \"field\":"
          + " \"dport\"}}, \"right\": ";
  private static final String MARK =
      "{\"match\": {\"op\": \"==\", \"left\": {\"meta\": {\"key\": \"mark\"}}, \"right\": ";

  private static String rule(String statements) {
    return HEAD + RULE + statements + "]}}]}";
  }

  private static String listed(String statements) {
    String listing = JsonCases.weir(rule(statements));
    String start = "\t\t";
    int at = listing.indexOf(start);
    return at < 0 ? listing : listing.substring(at + 2, listing.indexOf('\n', at));
  }

  @Test
  void answersAsNftDoes() throws IOException {
    List<String> differ = new ArrayList<>();
    List<JsonCases.Case> cases = JsonCases.read();
    for (JsonCases.Case one : cases) {
      String weir = JsonCases.weir(one.document());
      if (!weir.equals(one.answer())) {
        differ.add(one.document() + "\n  nft:  " + one.answer() + "\n  weir: " + weir);
      }
    }
    assertTrue(cases.size() > 200, cases.size() + " cases");
    assertEquals(0, differ.size(), () -> String.join("\n", differ));
  }

  @Test
  void showsThePlaceOfTheCommandAndItsTextWithCarets() {
    String rendered = rendered(rule(DPORT + "\"sshh\"}}"));
    assertTrue(rendered.startsWith("rules.json:3:2-"), rendered);
    assertTrue(
        rendered.contains(
            ": Error: Could not resolve service: Servname not supported for ai_socktype\n"
                + "add rule ip t c tcp dport == sshh\n"
                + "                             ^^^^\n"),
        rendered);
  }

  @Test
  void showsThePlaceOfWhatHasTheWrongShape() {
    assertEquals(
        "rules.json:3:66-81: Error: Unknown statement object 'axcept'.",
        rendered(rule(" {\"axcept\": null} ")).lines().findFirst().orElse(""));
  }

  @Test
  void placesRulesWhereTheirCommandStands() {
    Nft.Result result = JsonCases.load(rule("{\"accept\": null}"), new InterfaceTable());
    assertNotNull(result.ruleset());
    Rule rule =
        result
            .ruleset()
            .tables()
            .iterator()
            .next()
            .chains()
            .iterator()
            .next()
            .rules()
            .iterator()
            .next();
    assertEquals(3, rule.typed().span().written().line());
    assertEquals("rules.json", rule.typed().span().written().source().name());
  }

  @Test
  void stringsAreOneValueWhateverIsInThem() {
    for (String hostile :
        List.of("22 drop", "22; flush ruleset", "22-25", "}", "$x", "#", "\\\\")) {
      String answer = JsonCases.weir(rule(DPORT + "\"" + hostile + "\"}}"));
      assertFalse(answer.startsWith("table"), hostile + ": " + answer);
    }
    assertTrue(
        JsonCases.weir(
                HEAD
                    + "{\"flush\": {\"table\": {\"family\": \"ip\", \"name\": \"t; flush"
                    + " ruleset\"}}}]}")
            .startsWith("not supported yet: "));
  }

  @Test
  void takesOperatorsWithMoreThanTwoParts() {
    assertEquals("meta mark 0x00000007", listed(MARK + "{\"|\": [1, 2, 4]}}}"));
  }

  @Test
  void readsWhatNewerNftWrites() {
    assertEquals("last used never", listed("{\"last\": null}"));
    String set =
        "{\"set\": {\"family\": \"ip\", \"table\": \"t\", \"name\": \"s\", \"type\": \"ipv4_addr\","
            + " \"flags\": [\"dynamic\", \"timeout\"], \"auto-merge\": false}}]}";
    assertTrue(JsonCases.weir(HEAD + set).contains("flags dynamic,timeout\n"));
  }

  @Test
  void warnsOfWhatNftDoesNotRead() {
    String chain =
        "{\"nftables\": [{\"table\": {\"family\": \"ip\", \"name\": \"t\", \"flags\":"
            + " \"dormant\"}}, {\"chain\": {\"family\": \"ip\", \"table\": \"t\", \"name\": \"c\","
            + " \"type\": \"filter\", \"hook\": \"input\", \"prio\": \"filter\"}}]}";
    String rendered = rendered(chain);
    assertTrue(rendered.contains("Warning: nft does not read the flags of a table"), rendered);
    assertTrue(rendered.contains("Warning: chain without a hook"), rendered);
  }

  @Test
  void refusesHostileDocumentsAtOnce() {
    String deep = "[".repeat(10_000) + "]".repeat(10_000);
    String operators = "{\"|\":[1,".repeat(10_000);
    String many = "1,".repeat(16 << 20);
    String text = "a".repeat(64 << 20);
    assertTimeout(
        Duration.ofSeconds(60),
        () -> {
          assertFalse(rendered("{\"nftables\": " + deep + "}").isEmpty());
          assertFalse(rendered(rule(operators)).isEmpty());
          assertFalse(rendered("{\"nftables\": [" + many + "1]}").isEmpty());
          assertFalse(rendered("{\"nftables\": \"" + text + "\"}").isEmpty());
          assertFalse(rendered("{" + text).isEmpty());
        });
  }

  /** Damage anywhere in a good document is reported or harmless, never thrown. */
  @Test
  void survivesDamageAnywhere() throws IOException {
    long seed = 20261121;
    RandomGenerator random = RandomGeneratorFactory.getDefault().create(seed);
    String alphabet = "{}[]\":,0a-\\\u0001 ";
    List<JsonCases.Case> cases = JsonCases.read();
    for (int i = 0; i < 4_000; i++) {
      String document = cases.get(random.nextInt(cases.size())).document();
      int at = random.nextInt(document.length());
      int end = Math.min(document.length(), at + random.nextInt(3));
      char damage = alphabet.charAt(random.nextInt(alphabet.length()));
      String damaged = document.substring(0, at) + damage + document.substring(end);
      assertNotNull(rendered(damaged), () -> "seed " + seed + ": " + damaged);
    }
  }

  private static String rendered(String text) {
    return JsonCases.load(text, new InterfaceTable()).diagnostics().render();
  }
}
