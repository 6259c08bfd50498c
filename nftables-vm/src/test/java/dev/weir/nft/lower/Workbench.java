package dev.weir.nft.lower;

import dev.weir.core.diag.Diagnostics;
import dev.weir.core.diag.SourceText;
import dev.weir.core.hook.Family;
import dev.weir.core.path.InterfaceTable;
import dev.weir.nft.ast.Cmd;
import dev.weir.nft.eval.Evaluator;
import dev.weir.nft.eval.TypedRule;
import dev.weir.nft.eval.TypedSet;
import dev.weir.nft.parse.Parser;
import dev.weir.nft.parse.RuleFiles;
import dev.weir.nft.type.Accounts;
import dev.weir.nft.type.Symbols;
import dev.weir.nft.vm.ObjectKind;
import dev.weir.nft.vm.VmListing;
import dev.weir.nft.vm.VmObject;
import dev.weir.nft.vm.VmProgram;
import dev.weir.nft.vm.VmRule;
import dev.weir.nft.vm.VmSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compiles the text of tables without transactions and deletions, for tests of this package. */
final class Workbench {
  private final Diagnostics diagnostics = new Diagnostics();
  private final InterfaceTable interfaces = new InterfaceTable();
  private final Map<String, TypedSet> sets = new LinkedHashMap<>();
  private final List<TypedRule> rules = new ArrayList<>();
  private final Map<TypedRule, Cmd.AddRule> places = new HashMap<>();
  private final Map<String, Integer> chains = new LinkedHashMap<>();
  private final VmProgram.Builder builder = VmProgram.builder();
  private final List<LoweredRule> lowered = new ArrayList<>();

  Workbench(String text) {
    Parser parser = new Parser(new RuleFiles(List.of()), diagnostics);
    List<Cmd> commands = parser.parse(new SourceText("/dev/stdin", text), Map.of());
    Evaluator evaluator = new Evaluator(diagnostics, new Symbols(interfaces, Accounts.none()));
    for (Cmd command : commands) {
      evaluate(evaluator, command);
    }
    if (!diagnostics.hasErrors()) {
      lower();
    }
  }

  private void evaluate(Evaluator evaluator, Cmd command) {
    switch (command) {
      case Cmd.AddChain chain ->
          chains.put(
              chain.chain().text(),
              builder.addChain(
                  chain.table().family(), chain.table().name(), chain.chain().text(), null));
      case Cmd.AddSet add -> {
        TypedSet set = evaluator.set(add.table().family(), sets::get, add.set());
        if (set != null) {
          sets.put(set.name(), set);
        }
      }
      case Cmd.AddElements add -> {
        TypedSet set = sets.get(add.set().text());
        TypedSet more =
            set == null
                ? null
                : evaluator.addElements(
                    add.table().family(), sets::get, set, add.elements(), false);
        if (more != null) {
          sets.put(more.name(), more);
        }
      }
      case Cmd.AddRule add -> {
        TypedRule rule = evaluator.rule(add.table().family(), sets::get, add.rule());
        if (rule != null) {
          rules.add(rule);
          places.put(rule, add);
        }
      }
      default -> {}
    }
  }

  private void lower() {
    Map<String, VmSet> compiled = new HashMap<>();
    LoweringScope scope =
        new LoweringScope() {
          @Override
          public int chainIndex(String chain) {
            return chains.getOrDefault(chain, 0);
          }

          @Override
          public VmSet namedSet(String name) {
            VmSet set = compiled.get(name);
            if (set == null) {
              throw new IllegalStateException("no set " + name);
            }
            return set;
          }

          @Override
          public int objectIndex(ObjectKind kind, String name) {
            throw new IllegalStateException("no object " + name);
          }

          @Override
          public List<VmObject> objects() {
            return List.of();
          }

          @Override
          public int newSlot() {
            return builder.newSlot();
          }
        };
    Family family = rules.isEmpty() ? Family.INET : rules.getFirst().family();
    for (TypedSet set : sets.values()) {
      VmSet vmSet = Linearizer.lower(set, scope);
      compiled.put(set.name(), vmSet);
      builder.addSet(family, "t", vmSet);
    }
    for (TypedRule rule : rules) {
      LoweredRule low = Linearizer.lower(rule, scope);
      lowered.add(low);
      Cmd.AddRule place = places.get(rule);
      if (place == null) {
        throw new IllegalStateException("rule without a place");
      }
      String comment = rule.comment();
      builder.addRule(
          chains.getOrDefault(place.chain().text(), 0),
          new VmRule(low.ops(), low.slot(), 0, "", 0, "", comment == null ? "" : comment));
    }
  }

  List<TypedRule> rules() {
    return rules;
  }

  Map<String, TypedSet> sets() {
    return sets;
  }

  List<LoweredRule> lowered() {
    return lowered;
  }

  String errors() {
    return diagnostics.render();
  }

  String listing() {
    return VmListing.print(builder.build());
  }

  /** For use by hand: prints the listing or the errors of standard input. */
  public static void main(String[] args) throws java.io.IOException {
    String text = new String(System.in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    for (String part : text.split("\0")) {
      Workbench bench = new Workbench(part);
      String out = bench.errors();
      System.out.print(out.isEmpty() ? bench.listing() : out);
      System.out.print("\0");
    }
  }
}
