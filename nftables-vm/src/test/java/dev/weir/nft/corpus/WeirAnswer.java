package dev.weir.nft.corpus;

import dev.weir.core.path.InterfaceTable;
import dev.weir.nft.Nft;
import dev.weir.nft.NftBackend;
import dev.weir.nft.print.Printer;
import dev.weir.nft.ruleset.Ruleset;
import dev.weir.nft.vm.VmListing;
import dev.weir.nft.vm.VmProgram;
import java.util.List;
import java.util.Map;

/** What weir says about a line: parser, evaluator, lowering and printer in one go. */
final class WeirAnswer {
  private final InterfaceTable interfaces = new InterfaceTable();

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
    VmProgram program = new NftBackend(interfaces).program(ruleset);
    return new NftAnswer(
        "",
        ProgramText.of(VmListing.print(program)),
        new Printer(interfaces).table(ruleset.tables().getFirst()));
  }
}
