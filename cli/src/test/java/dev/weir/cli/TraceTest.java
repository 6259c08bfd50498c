package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code weir trace} says, word for word, and how it ends. */
class TraceTest {
  private static final Path WEB = CommandRun.file("rulesets/captures/web.pcapng");
  private static final Path SERVER = CommandRun.file("rulesets/nft/server.nft");

  private static final String EDGE =
      """
      table inet filter {
        set bl { type ipv4_addr; flags interval; elements = { 198.51.100.0/24 } }
        chain in_tcp {
          tcp dport 22 accept
          tcp dport { 80, 443 } accept
        }
        chain input {
          type filter hook input priority 0; policy drop;
          iifname "lo" accept
          ip saddr @bl drop
          meta l4proto tcp jump in_tcp
          icmp type echo-request counter accept
          udp dport 53 log prefix "dns " accept
        }
      }
      table ip late {
        chain late {
          type filter hook input priority 10; policy accept;
          tcp dport 443 drop
        }
      }
      """;

  private static CommandRun trace(String... arguments) {
    List<Object> words =
        new ArrayList<>(List.of("trace", "-f", "-", "--src", "203.0.113.9", "--dst", "192.0.2.10"));
    words.addAll(List.of("--path", "input", "--iif", "eth0"));
    words.addAll(Arrays.asList(arguments));
    return CommandRun.withInput(EDGE.getBytes(StandardCharsets.UTF_8), words.toArray());
  }

  @Test
  void namesTheTestThatFailedWithThePacketsValue() {
    CommandRun run = trace("--dport", "8080", "--explain").expect(0);
    assertEquals(
        """
        packet of the command line  eth0 → (local)  tcp 203.0.113.9:49152 > 192.0.2.10:8080 [SYN]
          input (inet filter, priority 0)                                                 /dev/stdin
            ✗ iifname "lo" accept                    iifname is "eth0"                    :9
            ✗ ip saddr @bl drop                      203.0.113.9 not in @bl (1 interval)  :10
            → meta l4proto tcp jump in_tcp                                                :11
              ✗ tcp dport 22 accept                  dport is 8080                        :4
              ✗ tcp dport { 80, 443 } accept         8080 not in set                      :5
            ← end of in_tcp
            ✗ icmp type echo-request counter accept  l4proto is tcp, not icmp             :12
            ✗ udp dport 53 log prefix "dns " accept  l4proto is tcp, not udp              :13
            drop by policy                                                                :8
          DROP by policy of chain input (/dev/stdin:8)
          nearest accept: /dev/stdin:5 would match if dport were 80 or 443
        """,
        run.out());
  }

  @Test
  void tellsWhichChainOverrulesAnAccept() {
    CommandRun run = trace("--dport", "https", "--explain").expect(0);
    String end =
        """
              ✓ tcp dport { 80, 443 } accept  accept :5
          late (ip late, hook input, priority 10) /dev/stdin
            ✓ tcp dport 443 drop drop :19
          DROP by /dev/stdin:19: tcp dport 443 drop, overruling the accept of chain input (inet filter) at /dev/stdin:5
        """;
    assertTrue(squeezed(run.out()).endsWith(squeezed(end)), run.out());
  }

  /** Columns depend on the longest line; this does not. */
  private static String squeezed(String text) {
    return text.replaceAll(" +", " ");
  }

  @Test
  void writesAsNftDoes() {
    CommandRun run = trace("--dport", "443").expect(0);
    String packet =
        "iif \"eth0\" ether saddr 02:00:00:00:00:01 ether daddr 02:00:00:00:00:02 ip saddr"
            + " 203.0.113.9 ip daddr 192.0.2.10 ip dscp cs0 ip ecn not-ect ip ttl 64 ip id 0 ";
    String tcp = "ip length 40 tcp sport 49152 tcp dport 443 tcp flags == syn tcp window 64240 ";
    assertEquals(
        List.of(
            "trace id 00000000 inet filter input packet: " + packet + "ip protocol tcp " + tcp,
            "trace id 00000000 inet filter input rule meta l4proto tcp jump in_tcp (verdict jump"
                + " in_tcp)",
            "trace id 00000000 inet filter in_tcp rule tcp dport { 80, 443 } accept (verdict"
                + " accept)",
            "trace id 00000000 ip late late packet: " + packet + tcp,
            "trace id 00000000 ip late late rule tcp dport 443 drop (verdict drop)"),
        run.out().lines().toList());
  }

  @Test
  void writesEveryEventAsJsonLines() throws IOException {
    CommandRun run = trace("--proto", "udp", "--dport", "53", "--json").expect(0);
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      nodes.add(new ObjectMapper().readTree(line));
    }
    assertEquals("weir.trace/1", nodes.getFirst().path("schema").asText());
    List<String> events = nodes.stream().map(node -> node.path("event").asText()).toList();
    assertEquals(
        List.of(
            "packet", "hook", "chain", "rule", "rule", "rule", "rule", "log", "rule", "chain",
            "rule", "return", "policy", "verdict"),
        events);
    JsonNode verdict = nodes.getLast();
    assertEquals("accept", verdict.path("verdict").asText());
    assertEquals(13, verdict.path("by").path("line").asInt());
    assertEquals("iifname is \"eth0\"", nodes.get(3).path("found").asText());
  }

  @Test
  void countsPacketsFromOneAndSaysWhereTheCaptureEnds() {
    Object[] trace = {"trace", "-f", SERVER, "--path", "input", WEB, "--explain", "--packet"};
    String first = CommandRun.of(with(trace, 1)).expect(0).out();
    assertTrue(first.startsWith("packet 1  "), first);
    CommandRun.of(with(trace, 1815)).expect(0);
    CommandRun.of(with(trace, 1816)).expect(2).expectError("there are only 1815 packets");
    CommandRun.of(with(trace, 0)).expect(2).expectError("from 1 on");
    CommandRun.of(with(trace, -1)).expect(2).expectError("from 1 on");
    CommandRun.of(with(trace, 7, "-c", 6)).expect(2).expectError("lies behind -c 6");
    String second = CommandRun.of(with(trace, 1816, WEB)).expect(0).out();
    assertTrue(second.startsWith("packet 1,816  "), second);
    assertEquals(first.substring(10), second.substring(14));
  }

  private static Object[] with(Object[] words, Object... more) {
    List<Object> all = new ArrayList<>(Arrays.asList(words));
    all.addAll(Arrays.asList(more));
    return all.toArray();
  }

  @Test
  void refusesWhatMakesNoSense() {
    CommandRun.of("trace", WEB, "--packet", 1).expect(2).expectError("-f");
    CommandRun.of("trace", "-f", SERVER).expect(2).expectError("which packet?");
    CommandRun.of("trace", "-f", SERVER, WEB).expect(2).expectError("--packet N");
    CommandRun.of("trace", "-f", SERVER, "--packet", 3).expect(2);
    trace("--dport", "80", "--explain", "--json").expect(2).expectError("choose one");
    trace("--proto", "tcp").expect(2).expectError("--dport");
    trace("--dport", "70000").expect(2).expectError("--dport 70000");
    trace("--dport", "nosuch").expect(2).expectError("--dport nosuch");
    trace("--proto", "icmp", "--icmp-type", "nosuch").expect(2).expectError("--icmp-type");
    trace("--dport", "80", "--ttl", "256").expect(2).expectError("--ttl 256");
    trace("--dport", "80", "--flags", "sin").expect(2).expectError("--flags sin");
    trace("--dport", "80", WEB.toString()).expect(2).expectError("not both");
    CommandRun.of("trace", "-f", "nosuch.nft", WEB, "--packet", 1).expect(3);
    CommandRun.of("trace", "-f", SERVER, "nosuch.pcap", "--packet", 1).expect(3);
    CommandRun.of("trace", "-f", SERVER, "--src", "1.2.3.4", "--dst", "::1", "--dport", "1")
        .expect(2)
        .expectError("one is IPv4");
    CommandRun.of("trace", "-f", SERVER, "--src", "1.2.3", "--dst", "::1", "--dport", "1")
        .expect(2)
        .expectError("not an address: '1.2.3'");
  }

  @Test
  void makesPacketsOfEveryProtocol() {
    for (String protocol : List.of("tcp", "udp", "udplite", "sctp", "dccp", "icmp", "gre", "253")) {
      boolean ports = List.of("tcp", "udp", "udplite", "sctp", "dccp").contains(protocol);
      String dport = ports ? "9" : null;
      List<String> words = new ArrayList<>(List.of("--proto", protocol, "--explain"));
      if (dport != null) {
        words.addAll(List.of("--dport", dport, "--length", "11"));
      }
      String out = trace(words.toArray(String[]::new)).expect(0).out();
      assertTrue(
          out.contains(protocol.equals("icmp") ? "\n  ACCEPT by " : "\n  DROP by policy"), out);
      assertTrue(out.contains(protocol + " 203.0.113.9"), out);
    }
  }

  @Test
  void tellsWhatConntrackAndLimitsSay() {
    String rules =
        """
        table inet f {
          chain i {
            type filter hook input priority 0; policy drop;
            ct state established,related accept
            ct state invalid drop
            ct mark 5 accept
            tcp dport 22 limit rate over 1/hour burst 5 packets drop
            tcp dport 22 limit rate 1/hour burst 5 packets accept
          }
        }
        """;
    CommandRun run =
        CommandRun.withInput(
                rules.getBytes(StandardCharsets.UTF_8),
                "trace",
                "-f",
                "-",
                "--src",
                "1.2.3.4",
                "--dst",
                "5.6.7.8",
                "--dport",
                "22",
                "--iif",
                "eth0",
                "--path",
                "input",
                "--explain")
            .expect(0);
    assertEquals(
        """
        packet of the command line  eth0 → (local)  tcp 1.2.3.4:49152 > 5.6.7.8:22 [SYN]
          conntrack: the packet is new
          i (inet f, hook input, priority 0)                                               /dev/stdin
            ✗ ct state established,related accept                     ct state is new      :4
            ✗ ct state invalid drop                                   ct state is new      :5
            ✗ ct mark 0x00000005 accept                               ct mark is 0x00000000  :6
            ✗ tcp dport 22 limit rate over 1/hour drop  within the limit :7
            ✓ tcp dport 22 limit rate 1/hour accept accept :8
          ACCEPT by /dev/stdin:8: tcp dport 22 limit rate 1/hour accept
        """
            .replaceAll(" +", " "),
        squeezed(run.out()));
  }

  @Test
  void earlierPacketsLeaveTheirConnectionsAndUseUpLimits() throws IOException {
    String rules =
        """
        table inet f {
          chain i {
            type filter hook input priority 0; policy drop;
            ct state established accept
            tcp dport 80 limit rate 1/day burst 1 packets accept
          }
        }
        """;
    Object[] words = {"trace", "-f", "-", "--path", "input", WEB, "--explain", "--packet", 3};
    byte[] text = rules.getBytes(StandardCharsets.UTF_8);
    String first = CommandRun.withInput(text, words).expect(0).out();
    assertTrue(first.contains("conntrack: the packet is new"), first);
    words[words.length - 1] = 5;
    String later = CommandRun.withInput(text, words).expect(0).out();
    assertTrue(later.contains("conntrack: the packet is"), later);
    boolean limited = false;
    for (int number = 6; number < 400 && !limited; number++) {
      words[words.length - 1] = number;
      String out = CommandRun.withInput(text, words).expect(0).out();
      limited = out.contains("over the limit");
    }
    assertTrue(limited, "no packet met a used-up limit");
  }
}
