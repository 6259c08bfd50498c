package dev.weir.netio.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("kernel")
class NftToolKernelIT {
  @BeforeAll
  static void needsTheKernel() {
    String reason = KernelLab.unavailableReason();
    assumeTrue(reason == null, () -> "no kernel lab: " + reason);
  }

  @Test
  void checksTextWithoutLoadingIt() throws IOException {
    try (NftTool nft = NftTool.open("wan0")) {
      assertTrue(
          nft.check("table ip t { chain c { iif \"wan0\" tcp dport 22 accept; }; }").accepted());
      NftTool.Answer refused = nft.check("table ip t { chain c { tcp dport 22 acept; }; }");
      assertEquals(1, refused.exitCode());
      assertTrue(refused.stderr().contains("/dev/stdin:1:"), refused.stderr());
      assertFalse(nft.nft("", "list", "tables").stdout().contains("ip t"));
    }
  }

  @Test
  void showsThePrograms() throws IOException {
    try (NftTool nft = NftTool.open()) {
      String listing =
          nft.debugNetlink("table ip t { chain c { ip saddr 10.0.0.1 drop; }; }").stdout();
      assertTrue(listing.contains("[ payload load 4b @ network header + 12 => reg 1 ]"), listing);
    }
  }

  @Test
  void listsCanonicalTextAndForgets() throws IOException {
    try (NftTool nft = NftTool.open()) {
      String text =
          nft.listRuleset("table ip t { chain c { tcp dport { 443,80 } counter accept; }; }")
              .stdout();
      assertTrue(
          text.contains("\t\ttcp dport { 80, 443 } counter packets 0 bytes 0 accept\n"), text);
      assertEquals("", nft.nft("", "list", "ruleset").stdout());
    }
  }
}
