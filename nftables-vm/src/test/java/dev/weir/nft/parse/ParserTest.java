package dev.weir.nft.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.core.diag.Diagnostics;
import dev.weir.core.diag.SourceText;
import dev.weir.core.hook.Family;
import dev.weir.nft.ast.Cmd;
import dev.weir.nft.ast.Expr;
import dev.weir.nft.ast.Stmt;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParserTest {
  private final Diagnostics diagnostics = new Diagnostics();

  private List<Cmd> parse(String text) {
    return parse(text, Map.of());
  }

  private List<Cmd> parse(String text, Map<String, String> defines) {
    Parser parser = new Parser(new RuleFiles(List.of()), diagnostics);
    return parser.parse(new SourceText("t.nft", text), defines);
  }

  private List<Cmd> parseWell(String text) {
    List<Cmd> commands = parse(text);
    assertEquals("", diagnostics.render());
    return commands;
  }

  private Stmt statement(String rule) {
    List<Cmd> commands = parseWell("add rule inet t c " + rule + "\n");
    return assertInstanceOf(Cmd.AddRule.class, commands.getFirst()).rule().statements().getFirst();
  }

  private Stmt.Match match(String rule) {
    return assertInstanceOf(Stmt.Match.class, statement(rule));
  }

  @Test
  void flattensATableBlockInNftsOrder() {
    List<Cmd> commands =
        parseWell(
            """
            table inet t {
              chain a { type filter hook input priority filter + 5; policy drop;
                tcp dport 22 accept comment "ssh"
                jump b
              }
              set s { type ipv4_addr; flags interval; elements = { 10.0.0.0/8, 1.2.3.4 } ; }
              chain b { accept; }
            }
            """);
    assertEquals(
        List.of("AddTable", "AddChain", "AddChain", "AddSet", "AddRule", "AddRule", "AddRule"),
        commands.stream().map(command -> command.getClass().getSimpleName()).toList());
    Cmd.AddChain chain = (Cmd.AddChain) commands.get(1);
    assertEquals(Family.INET, chain.table().family());
    assertEquals(Expr.VerdictKind.DROP, chain.policy());
    assertEquals(5, java.util.Objects.requireNonNull(chain.base()).priority().offset());
    assertEquals("ssh", ((Cmd.AddRule) commands.get(4)).rule().comment());
  }

  @Test
  void takesIpWhereNoFamilyIsGiven() {
    assertEquals(
        Family.IPV4, ((Cmd.AddTable) parseWell("add table t\n").getFirst()).table().family());
  }

  @Test
  void readsARuleWithoutTheWordsAddRule() {
    assertInstanceOf(Cmd.AddRule.class, parseWell("ip6 t c tcp dport 22 accept\n").getFirst());
  }

  @Test
  void needsNoSeparatorBehindElementsAndAutoMerge() {
    parseWell("table ip t {\n set s { type mark; elements = { 1, 3 } }\n}\n");
    parseWell("table ip t {\n set s { type mark; elements = { 1, 3 } size 5; }\n}\n");
    parseWell("table ip t {\n set s { type mark; flags interval; auto-merge }\n}\n");
    parse("table ip t {\n set s { type mark; size 5 }\n}\n");
    assertEquals(1, diagnostics.errorCount());
  }

  @Test
  void readsPositions() {
    Cmd.AddRule rule = (Cmd.AddRule) parseWell("insert rule t c handle 7 accept\n").getFirst();
    assertTrue(rule.insert());
    assertEquals(7, java.util.Objects.requireNonNull(rule.position()).value());
    rule = (Cmd.AddRule) parseWell("add rule t c index 2 accept\n").getFirst();
    assertFalse(java.util.Objects.requireNonNull(rule.position()).byHandle());
  }

  @Test
  void bindsAndTighterThanOr() {
    Expr left = match("meta mark & 0xff | 0x10 == 0x11").left();
    Expr.Binary or = assertInstanceOf(Expr.Binary.class, left);
    assertEquals(Expr.BinaryOperator.OR, or.operator());
    assertEquals(Expr.BinaryOperator.AND, ((Expr.Binary) or.left()).operator());
  }

  @Test
  void readsTheMaskFormOfFlags() {
    Stmt.Match match = match("tcp flags syn / syn,ack");
    Expr.Binary and = assertInstanceOf(Expr.Binary.class, match.left());
    assertEquals(Expr.BinaryOperator.AND, and.operator());
    assertEquals(Expr.BinaryOperator.OR, ((Expr.Binary) and.right()).operator());
    assertEquals(Stmt.RelationalOperator.EQUAL, match.operator());
  }

  @Test
  void readsAListOfFlags() {
    assertEquals(2, ((Expr.Flags) match("tcp flags syn,ack").right()).parts().size());
  }

  @Test
  void readsConcatenationsOfRangesAndPrefixes() {
    Expr.SetLiteral set =
        (Expr.SetLiteral) match("ip saddr . tcp dport { 10.0.0.0/8 . 1-5, 1.1.1.1 . 6 }").right();
    Expr.Concat first = (Expr.Concat) set.elements().getFirst().key();
    assertInstanceOf(Expr.Prefix.class, first.parts().get(0));
    assertInstanceOf(Expr.Range.class, first.parts().get(1));
  }

  @Test
  void readsVerdictMaps() {
    Stmt.Vmap vmap =
        assertInstanceOf(Stmt.Vmap.class, statement("tcp dport vmap { 22 : accept, 80 : jump w }"));
    Expr.SetLiteral map = (Expr.SetLiteral) vmap.map();
    Expr.VerdictExpr jump = (Expr.VerdictExpr) map.elements().get(1).data();
    assertEquals(Expr.VerdictKind.JUMP, java.util.Objects.requireNonNull(jump).kind());
  }

  @Test
  void replacesVariables() {
    parseWell("define web = { 80, 443 }\nadd rule t c tcp dport $web accept\n");
    parse("add rule t c tcp dport $p accept\n", Map.of("p", "22"));
    assertFalse(diagnostics.hasErrors());
  }

  @Test
  void forgetsVariablesAtTheEndOfTheBlock() {
    parse("table t {\n define x = 1\n}\nadd rule t c meta mark $x\n");
    assertTrue(diagnostics.render().contains("unknown identifier 'x'"));
  }

  @Test
  void suggestsTheVariableThatWasMeant() {
    parse("define WAN = eth0\nadd rule t c iifname $WANN accept\n");
    assertEquals(
        """
        t.nft:2:23-26: Error: unknown identifier 'WANN'; did you mean identifier ‘WAN’?
        add rule t c iifname $WANN accept
                              ^^^^
        """,
        diagnostics.render());
  }

  @Test
  void goesOnBehindEachWrongStatement() {
    List<Cmd> commands =
        parse(
            """
            table inet t {
              chain c {
                tcp dport { 22, 80 accept
                foo bar baz
                tcp dport 1 accept
                xt match accept
                xt target
                tcp dport 2 accept
              }
            }
            """);
    assertEquals(4, diagnostics.errorCount());
    assertEquals(4, commands.size());
    assertTrue(diagnostics.render().contains("not supported yet: xt"));
  }

  @Test
  void refusesWhatItDoesNotSupportByName() {
    for (String rule : List.of("socket cgroupv2 level 1 1", "xt match")) {
      Diagnostics own = new Diagnostics();
      new Parser(new RuleFiles(List.of()), own)
          .parse(new SourceText("t", "add rule t c " + rule + "\n"), Map.of());
      assertTrue(own.render().contains("not supported yet: "), rule + own.render());
      assertEquals(1, own.errorCount(), rule);
    }
  }
}
