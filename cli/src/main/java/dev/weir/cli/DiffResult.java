package dev.weir.cli;

import dev.weir.cli.TraceRecorder.Decision;
import dev.weir.core.backend.CompiledRuleset;
import dev.weir.core.backend.RuleInfo;
import dev.weir.core.path.Outcomes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a diff found: the verdict matrix, the changes by rule, the first difference, counts. */
final class DiffResult {
  private static final int KINDS = VerdictTotals.CODES.length();

  private final long[][] matrix = new long[KINDS][KINDS];
  private final Map<Change, Extent> changes = new LinkedHashMap<>();
  private long packets;
  private long bytes;
  private long differences;
  private @Nullable First first;
  private List<CountChange> counts = List.of();

  /** Another verdict, by what decided it on both sides. */
  record Change(DiffSide.Answer before, DiffSide.Answer after) {}

  /** How many packets, and the number of the first of them. */
  record Extent(long packets, long first) {}

  /** A rule both sides have, which more or fewer packets reached. */
  record CountChange(RuleInfo before, long packetsBefore, RuleInfo after, long packetsAfter) {}

  /** The first packet with another verdict, and both ways through the rules. */
  record First(
      PacketSummary packet,
      TraceRecorder before,
      char outcomeBefore,
      TraceRecorder after,
      char outcomeAfter) {}

  /** Counts one packet of so many bytes on the wire. */
  void add(char before, char after, int lengthBytes) {
    matrix[kind(before)][kind(after)]++;
    packets++;
    bytes += lengthBytes;
    if (before != after) {
      differences++;
    }
  }

  private static int kind(char code) {
    return VerdictTotals.CODES.indexOf(code);
  }

  /** Notes why a packet's verdict differs. */
  void addChange(long number, DiffSide.Answer before, DiffSide.Answer after) {
    changes.merge(
        new Change(before, after),
        new Extent(1, number),
        (known, one) -> new Extent(known.packets + 1, known.first));
  }

  /** Keeps the first difference. */
  void setFirst(
      PacketSummary packet,
      TraceRecorder before,
      char outcomeBefore,
      TraceRecorder after,
      char outcomeAfter) {
    first = new First(packet, before.copy(), outcomeBefore, after.copy(), outcomeAfter);
  }

  /** Compares the counts of rules that both sides have: same table, chain and text. */
  void compareCounts(CompiledRuleset before, CompiledRuleset after) {
    Map<String, RuleInfo> known = new HashMap<>();
    Map<String, Integer> seen = new HashMap<>();
    for (RuleInfo rule : before.rules()) {
      known.put(key(rule, seen), rule);
    }
    seen.clear();
    List<CountChange> found = new ArrayList<>();
    for (RuleInfo rule : after.rules()) {
      RuleInfo old = known.get(key(rule, seen));
      if (old != null) {
        long packetsBefore = before.counters().packets(old.slot());
        long packetsAfter = after.counters().packets(rule.slot());
        if (packetsBefore != packetsAfter) {
          found.add(new CountChange(old, packetsBefore, rule, packetsAfter));
        }
      }
    }
    counts = List.copyOf(found);
  }

  /** Of rules with the same text the n-th one is the n-th one. */
  private static String key(RuleInfo rule, Map<String, Integer> seen) {
    String text =
        rule.family().word() + ' ' + rule.table() + ' ' + rule.chain() + ' ' + rule.text();
    return text + ' ' + seen.merge(text, 1, Integer::sum);
  }

  long packets() {
    return packets;
  }

  long bytes() {
    return bytes;
  }

  /** Packets with another verdict. */
  long differences() {
    return differences;
  }

  /** Packets that had verdict kind {@code before} and have {@code after}. */
  long packets(int before, int after) {
    return matrix[before][after];
  }

  static int kinds() {
    return KINDS;
  }

  /** Whether any packet has this kind of verdict on one side. */
  boolean occurs(int kind) {
    for (int other = 0; other < KINDS; other++) {
      if (matrix[kind][other] + matrix[other][kind] > 0) {
        return true;
      }
    }
    return false;
  }

  /** Changes by what decided, most packets first. */
  List<Map.Entry<Change, Extent>> changes() {
    List<Map.Entry<Change, Extent>> sorted = new ArrayList<>(changes.entrySet());
    sorted.sort(Comparator.comparingLong(entry -> -entry.getValue().packets()));
    return sorted;
  }

  @Nullable First first() {
    return first;
  }

  /** Rules of both sides whose counts differ. */
  List<CountChange> counts() {
    return counts;
  }

  /** {@code drop by edge.nft:7: tcp dport 22 drop}. */
  static String text(DiffSide.Answer answer) {
    Decision by = answer.by();
    if (by != null) {
      return VerdictTotals.word(answer.outcome()) + " by " + TraceExplanation.text(by);
    }
    return switch (answer.outcome()) {
      case Outcomes.DROPPED -> "drop by conntrack";
      case Outcomes.HELD -> "held by reassembly";
      case Outcomes.DROPPED_BY_STACK -> "dropped by the IP stack between hooks";
      case Outcomes.DROPPED_BEFORE_HOOKS -> "dropped by the IP stack before any hook";
      case Outcomes.UNDECODABLE -> "not decodable";
      default -> VerdictTotals.word(answer.outcome()) + ", no base chain on the way";
    };
  }
}
