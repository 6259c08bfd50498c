package dev.weir.nft.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.weir.core.path.InterfaceTable;
import dev.weir.nft.Nft;
import dev.weir.nft.ruleset.Ruleset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms of a listing, one by one; that they are nft's the corpus and the kernel tests say. */
class ListingTest {
  private static final String HEAD = "table inet t {\n\tchain c {\n\t\t";

  private static String list(String text) {
    InterfaceTable interfaces = new InterfaceTable();
    Nft.Result result =
        Nft.load(
            List.of(Nft.Source.text("t.nft", text)),
            new Nft.Options(Map.of(), List.of(), interfaces));
    Ruleset ruleset = result.ruleset();
    assertNotNull(ruleset, () -> text + result.diagnostics().render());
    return new Printer(interfaces).ruleset(ruleset);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '%',
      value = {
        // tests that others imply
        "meta l4proto tcp tcp dport 22%tcp dport 22",
        "meta l4proto tcp counter tcp dport 22%meta l4proto tcp counter packets 0 bytes 0 tcp dport"
            + " 22",
        "ip protocol tcp tcp dport 22%ip protocol tcp tcp dport 22",
        "meta nfproto ipv4 meta l4proto icmp%meta l4proto icmp",
        "meta iiftype ether meta nfproto ipv4%meta nfproto ipv4",
        "meta protocol ip @nh,96,32 5%meta protocol ip @nh,96,32 0x5",
        // raw bits as fields
        "meta nfproto ipv4 @nh,96,32 5%ip saddr 0.0.0.5",
        "meta nfproto ipv4 @nh,96,16 5%ip saddr 0.5.0.0/16",
        "meta nfproto ipv4 @nh,8,16 5%ip dscp cs0 ip ecn not-ect ip length 1280/8",
        "meta l4proto tcp @th,0,32 != 5%tcp sport != 0 tcp dport != 5",
        "meta l4proto tcp @th,0,32 { 5, 7 }%meta l4proto tcp @th,0,32 { 0x5, 0x7 }",
        // fields as raw bits
        "th sport 22 th dport 23%@th,0,32 0x160017",
        "ether daddr 00:01:02:03:04:05 ip option rr exists ip ttl 5%@ll,96,16 0x800 ether daddr"
            + " 00:01:02:03:04:05 ip option rr exists @nh,64,8 0x5",
        "ip6 flowlabel & 7 == 5%meta nfproto ipv6 @nh,8,24 & 0x7 == 0x5",
        "rt type & 7 == 2%rt unknown & 7 == 2",
        // masks
        "ip saddr & 255.0.0.0 == 10.0.0.0%ip saddr 10.0.0.0/8",
        "meta mark set meta mark & 0xff | 0x100%meta mark set meta mark & 0x000001ff |"
            + " 0x00000100",
        "tcp flags & (syn|ack) == syn%tcp flags syn / syn,ack",
        "tcp flags & (syn|ack) != 0%tcp flags syn,ack",
        // sets
        "tcp dport { 80, 22 }%tcp dport { 22, 80 }",
        "ip6 flowlabel { 0-9, 1048575 }%ip6 flowlabel { 0-9, 1048575-16777215 }",
        "meta skuid { 5, root }%meta skuid { 0, 5 }",
        "ip dscp . tcp dport { 5 . 22 }%ip dscp >> 2 . tcp dport { 0x05 . 22 }"
      })
  void listsOneRule(String rule, String listed) {
    String text = "table inet t {\n chain c {\n  " + rule + "\n }\n}\n";
    assertEquals(HEAD + listed + "\n\t}\n}\n", list(text));
  }

  @Test
  void breaksTheLinesOfElementsByTheirType() {
    String text =
        """
        table ip t {
        \tset p {
        \t\ttype inet_service
        \t\telements = { 1, 2, 3, 4, 5,
        \t\t\t     6 }
        \t}

        \tset a {
        \t\ttype ipv4_addr
        \t\tflags interval
        \t\telements = { 10.0.0.0/8, 11.0.0.1,
        \t\t\t     12.0.0.1-12.0.0.9 }
        \t}

        \tmap m {
        \t\ttype ipv4_addr . inet_service : verdict
        \t\telements = { 10.0.0.1 . 22 : accept,
        \t\t\t     10.0.0.1 . 23 comment "x" : drop }
        \t}
        }
        """;
    assertEquals(text, list(text));
  }

  @Test
  void showsChainsWithTypePolicyAndComments() {
    String text =
        """
        table inet t {
        \tcomment "a table"
        \tchain c {
        \t\tcomment "a chain"
        \t\ttype filter hook input priority filter + 5; policy drop;
        \t\tiifname "eth*" accept comment "a rule"
        \t\treject with icmpx admin-prohibited
        \t}
        }
        """;
    assertEquals(text, list(text));
  }
}
