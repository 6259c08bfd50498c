package dev.weir.nft.lower;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Every line of {@code corpus/hand}: the same instructions as nft's, or the same errors. */
@Tag("kernel")
final class HandCorpusKernelIT {
  private static final Path CORPUS =
      Path.of(System.getProperty("weir.root"), "nftables-vm/src/test/resources/corpus/hand");

  @TestFactory
  List<DynamicTest> compilesLikeNft() throws IOException {
    String missing = RealNft.missing();
    assumeTrue(missing == null, missing);
    List<DynamicTest> tests = new ArrayList<>();
    for (String family : List.of("ip", "ip6", "inet", "bridge", "netdev", "arp")) {
      Path file = CORPUS.resolve(family + ".t");
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        if (!line.isBlank() && !line.startsWith("#")) {
          tests.add(dynamicTest(family + ".t:" + (i + 1) + " " + line, () -> check(family, line)));
        }
      }
    }
    return tests;
  }

  private static void check(String family, String line) throws Exception {
    int cut = line.indexOf("##");
    String declarations = cut < 0 ? "" : line.substring(0, cut);
    String rule = line.substring(cut < 0 ? 0 : cut + 2).strip();
    String text =
        "table "
            + family
            + " t {\n"
            + declarations
            + "\nchain other { }\nchain c {\ntype filter hook "
            + (family.equals("netdev") ? "ingress device lo" : "input")
            + " priority 0;\n"
            + rule
            + "\n}\n}\n";
    RealNft.Answer answer = RealNft.debugNetlink(text);
    Workbench bench = new Workbench(text);
    if (!answer.stderr().isEmpty() || !bench.errors().isEmpty()) {
      assertEquals(answer.stderr().strip(), bench.errors().strip());
    } else {
      assertEquals(comparable(answer.stdout()), comparable(bench.listing()));
    }
  }

  /** Rule blocks and element lines; headers of tables, chains and sets are not compared. */
  static String comparable(String listing) {
    StringBuilder out = new StringBuilder();
    for (String line : listing.split("\n")) {
      boolean header = !line.startsWith("\t") && !line.startsWith(" ");
      if (!header) {
        out.append(line.strip()).append('\n');
      }
    }
    return out.toString();
  }
}
