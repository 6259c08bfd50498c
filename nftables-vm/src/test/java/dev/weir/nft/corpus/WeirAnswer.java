package dev.weir.nft.corpus;

import dev.weir.core.path.InterfaceTable;
import dev.weir.nft.Nft;
import dev.weir.nft.eval.TypedRule;
import dev.weir.nft.eval.TypedSet;
import dev.weir.nft.lower.Linearizer;
import dev.weir.nft.lower.LoweredRule;
import dev.weir.nft.lower.LoweringScope;
import dev.weir.nft.print.Printer;
import dev.weir.nft.ruleset.NamedSet;
import dev.weir.nft.ruleset.Ruleset;
import dev.weir.nft.ruleset.Table;
import dev.weir.nft.vm.VmListing;
import dev.weir.nft.vm.VmProgram;
import dev.weir.nft.vm.VmRule;
import dev.weir.nft.vm.VmSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What weir says about a line: parser, evaluator, lowering and printer in one go. */
final class WeirAnswer {
  private final InterfaceTable interfaces = new InterfaceTable();
  private @Nullable TypedSet set;

  private WeirAnswer() {}

  static NftAnswer to(CorpusLine line) {
    return new WeirAnswer().answer(line);
  }

  private NftAnswer answer(CorpusLine line) {
    Nft.Options options = new Nft.Options(Map.of(), List.of(), interfaces);
    Nft.Result result = Nft.load(List.of(Nft.Source.text("corpus", line.text())), options);
    Ruleset ruleset = result.ruleset();
    if (ruleset == null) {
      return NftAnswer.refused(result.diagnostics().all().getFirst().message());
    }
    Table table = ruleset.tables().getFirst();
    for (NamedSet named : table.sets()) {
      set = named.typed();
    }
    TypedRule rule = table.chains().getFirst().rules().getFirst().typed();
    return new NftAnswer("", program(line, rule), new Printer(interfaces).table(table));
  }

  private String program(CorpusLine line, TypedRule typed) {
    VmSet named = set == null ? null : Linearizer.lower(set, scope(null));
    LoweredRule lowered = Linearizer.lower(typed, scope(named));
    VmRule vmRule = new VmRule(lowered.ops(), lowered.slot(), 1, "corpus", 1, "");
    VmProgram.Builder program = VmProgram.builder();
    int chain = program.addChain(line.family(), "t", "c", null);
    if (named != null) {
      program.addSet(line.family(), "t", named);
    }
    program.addRule(chain, vmRule);
    return ProgramText.of(VmListing.print(program.build()));
  }

  private static LoweringScope scope(@Nullable VmSet named) {
    return new LoweringScope() {
      @Override
      public int chainIndex(String chain) {
        return 0;
      }

      @Override
      public VmSet namedSet(String name) {
        if (named == null) {
          throw new IllegalStateException("no set " + name);
        }
        return named;
      }

      @Override
      public int newSlot() {
        return 0;
      }
    };
  }
}
