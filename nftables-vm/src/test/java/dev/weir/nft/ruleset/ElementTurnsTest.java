package dev.weir.nft.ruleset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.path.InterfaceTable;
import dev.weir.core.testkit.Gen;
import dev.weir.nft.Nft;
import dev.weir.nft.print.Printer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Elements added and deleted by turns come to the same, with the same errors, whether the commands
 * stand together (and are done by {@code ElementEdits}) or other commands stand between them.
 */
class ElementTurnsTest {
  private static final int COMMANDS = 60;

  private int wrong;
  private int right;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "set s { type ipv4_addr; }",
        "set s { type ipv4_addr; size 12; }",
        "set s { type ipv4_addr; flags interval; }",
        "set s { type ipv4_addr; flags interval; auto-merge; }",
        "map s { type ipv4_addr : mark; }",
        "map s { type ipv4_addr : mark; flags interval; }",
        "map s { type ipv4_addr : verdict; }",
        "set s { type ipv4_addr . inet_service; }",
        "set s { type ipv4_addr . inet_service; flags interval; }"
      })
  void togetherAndApartAreTheSame(String declaration) {
    for (long seed = 0; seed < 60; seed++) {
      List<String> commands = commands(new Gen(seed), declaration);
      String head = "table inet t {\n " + declaration + "\n}\n";
      String together = answer(head + String.join("\n", commands) + "\n", seed);
      String apart = answer(head + String.join("; add table inet t\n", commands) + "\n", seed);
      assertEquals(apart, together, () -> "seed of " + declaration);
    }
    assertTrue(right > 5 && wrong > 5, () -> right + " loaded, " + wrong + " refused");
  }

  private static List<String> commands(Gen gen, String declaration) {
    List<String> commands = new ArrayList<>();
    List<String> present = new ArrayList<>();
    boolean careless = gen.percent(50);
    for (int i = 0; i < COMMANDS; i++) {
      boolean delete = !present.isEmpty() && gen.percent(50);
      String key =
          delete && !(careless && gen.percent(5)) ? gen.pick(present) : key(gen, declaration);
      if (delete) {
        present.remove(key);
        commands.add("delete element inet t s { " + key + " }");
        continue;
      }
      boolean fresh = present.stream().noneMatch(key::equals);
      if (!fresh && !careless) {
        continue;
      }
      present.add(key);
      String verb = careless && gen.percent(3) ? "create" : "add";
      commands.add(verb + " element inet t s { " + key + data(key, declaration) + " }");
    }
    return commands;
  }

  private static String key(Gen gen, String declaration) {
    int place = gen.below(200);
    String port = declaration.contains(" . ") ? " . " + (1 + place % 7) : "";
    String prefix = declaration.contains("interval") && gen.percent(20) ? "/31" : "";
    return "10.0.0." + (place & ~1) + prefix + port;
  }

  private static String data(String key, String declaration) {
    if (declaration.contains(": verdict")) {
      return " : accept";
    }
    return declaration.contains(": mark") ? " : " + (key.hashCode() & 0xff) : "";
  }

  private String answer(String text, long seed) {
    InterfaceTable interfaces = new InterfaceTable();
    Nft.Result result =
        Nft.load(
            List.of(Nft.Source.text("t.nft", text)),
            new Nft.Options(Map.of(), List.of(), interfaces));
    if (result.ruleset() == null) {
      wrong++;
      // a wrong command takes those it was joined with along: further errors may differ
      return result.diagnostics().render().split(" Error", 2)[0];
    }
    right++;
    return seed + "\n" + new Printer(interfaces).ruleset(result.ruleset());
  }
}
