package dev.weir.nft.corpus;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Two answers to one line. */
final class Comparison {
  private static final Set<String> KNOWN = known();

  private Comparison() {}

  /** What is different between nft's answer and weir's, or null. */
  static @Nullable String of(CorpusLine line, NftAnswer nft) {
    NftAnswer weir;
    try {
      weir = WeirAnswer.to(line);
    } catch (RuntimeException e) {
      StackTraceElement at = e.getStackTrace()[0];
      return "CRASH " + line.key() + "\n  " + e + " at " + at;
    }
    if (nft.error().equals("nft aborts")) {
      return null;
    }
    if (!nft.accepted()) {
      return weir.accepted() && !KNOWN.contains(line.key())
          ? "TAKEN " + line.key() + "\n  nft:  " + nft.error()
          : null;
    }
    if (!weir.accepted()) {
      return KNOWN.contains(line.key())
          ? null
          : "REFUSED " + line.key() + "\n  weir: " + weir.error();
    }
    if (!nft.program().equals(weir.program())) {
      return "PROGRAM " + line.key() + "\n" + sides(nft.program(), weir.program());
    }
    return nft.listing().equals(weir.listing()) || isNonsense(nft.listing())
        ? null
        : "LISTING " + line.key() + "\n" + sides(nft.listing(), weir.listing());
  }

  /**
   * nft cannot list some rules it took: masked options, shifted fields, parts of fields, addresses
   * behind a tag, tests that stand before the one that gives them meaning.
   */
  private static boolean isNonsense(String listing) {
    return listing.contains("vlan type 0x0203 @ll,32,16")
        || listing.contains("\t@ll,128,16 0x")
        || listing.contains("\t@ll,48,64 0x")
        || listing.contains(" unknown")
        || listing.contains("[invalid type]")
        || listing.contains("ip6 dscp >> 6")
        || listing.contains("ip ecn != { 0x1-0xff }")
        || listing.contains("ip6 flowlabel 0/4");
  }

  private static String sides(String nft, String weir) {
    return "  nft:\n" + nft.indent(4) + "  weir:\n" + weir.indent(4);
  }

  private static Set<String> known() {
    Set<String> known = new HashSet<>();
    try {
      for (CorpusFiles.Expected expected : CorpusFiles.read()) {
        if (expected.known()) {
          known.add(expected.line().key());
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("corpus files", e);
    }
    return known;
  }
}
