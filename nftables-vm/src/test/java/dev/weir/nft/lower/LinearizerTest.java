package dev.weir.nft.lower;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What must hold without an nft to ask; the corpora compare everything else with the real one. */
class LinearizerTest {
  private static Workbench compile(String declarations, String rule) {
    return new Workbench(
        "table inet t {\n"
            + declarations
            + "\nchain other { }\nchain c {\ntype filter hook input priority 0;\n"
            + rule
            + "\n}\n}\n");
  }

  private static List<String> code(String rule) {
    Workbench bench = compile("", rule);
    assertEquals("", bench.errors());
    return bench.lowered().getFirst().ops().stream()
        .filter(op -> op.isListed())
        .map(op -> op.dump())
        .toList();
  }

  @Test
  void insertsADependencyOncePerRule() {
    List<String> code = code("tcp dport 22 tcp flags == syn");
    assertEquals(1, code.stream().filter(line -> line.contains("l4proto")).count());
  }

  @Test
  void putsTheTestThatRejectNeedsInFront() {
    assertEquals(
        List.of(
            "[ meta load l4proto => reg 1 ]",
            "[ cmp eq reg 1 0x00000006 ]",
            "[ meta load mark => reg 1 ]",
            "[ cmp eq reg 1 0x00000005 ]",
            "[ reject type 1 code 0 ]"),
        code("meta mark 5 reject with tcp reset"));
  }

  @Test
  void testsNeighbouringFieldsWithOneLoadEvenAcrossACounter() {
    assertEquals(
        List.of(
            "[ meta load l4proto => reg 1 ]",
            "[ cmp eq reg 1 0x00000006 ]",
            "[ payload load 4b @ transport header + 0 => reg 1 ]",
            "[ cmp eq reg 1 0x02000100 ]",
            "[ counter pkts 0 bytes 0 ]"),
        code("tcp sport 1 counter tcp dport 2"));
  }

  @Test
  void endsAGroupOfNeighboursAtACounterBehindTwoTests() {
    List<String> code = code("ip ttl 5 ip saddr 1.2.3.4 counter ip protocol 6");
    assertTrue(code.contains("[ payload load 1b @ network header + 8 => reg 1 ]"), code::toString);
  }

  @Test
  void countsVerdictMapHitsOfARuleWithoutCounter() {
    Workbench bench = compile("", "tcp dport vmap { 22 : accept }");
    LoweredRule rule = bench.lowered().getFirst();
    assertEquals(
        List.of(), rule.ops().stream().filter(op -> !op.isListed()).toList(), "no hidden op");
  }

  @Test
  void countsARuleWithoutCounterBeforeItsVerdict() {
    LoweredRule rule = compile("", "tcp dport 22 accept").lowered().getFirst();
    int last = rule.ops().size() - 1;
    assertTrue(!rule.ops().get(last - 1).isListed(), "hidden counter before the verdict");
  }

  @Test
  void refusesConflictingProtocolsAndIntervals() {
    assertTrue(
        compile("", "ip saddr 1.2.3.4 ip6 saddr ::1")
            .errors()
            .contains("conflicting protocols specified: ip vs. ip6"));
    assertTrue(
        compile(
                "set s { type ipv4_addr; flags interval; elements = { 10.0.0.0/8, 10.1.0.0/16 }; }",
                "ip saddr @s")
            .errors()
            .contains("conflicting intervals specified"));
  }
}
