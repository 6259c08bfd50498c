package dev.weir.nft.op;

import dev.weir.core.packet.HotPath;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.vm.DynamicElements;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.StatefulOp;
import dev.weir.nft.vm.VmContext;
import dev.weir.nft.vm.VmSet;
import java.util.List;

/**
 * Adds the packet's key to a set, refreshes it there, or deletes it.
 *
 * <pre>{@code
 * [ dynset add reg_key 1 set seen ]                      add @seen { ip saddr }
 * [ dynset update reg_key 1 set seen timeout 5000ms ]    update @seen { ip saddr timeout 5s }
 * [ dynset add reg_key 1 set m sreg_data 2 ]             add @m { ip saddr : meta mark }
 * [ dynset add reg_key 1 set s expr [ counter pkts 0 bytes 0 ] ]
 * }</pre>
 *
 * <p><i>Meaning.</i> A key that is not there is added, with data and state of its own; BREAKs where
 * the set is full. One that is there keeps its data; update begins its timeout anew if it has one.
 * Then the element's state sees the packet and may BREAK. Delete never BREAKs.
 *
 * <p>Source: net/netfilter/nft_dynset.c.
 */
public final class DynsetOp extends Op {
  private static final long NANOS_PER_MILLI = 1_000_000L;
  private static final int NO_DATA = -1;

  private final Kind kind;
  private final VmSet set;
  private final DynamicElements elements;
  private final int keyWord;
  private final int dataWord;
  private final long timeoutMillis;
  private final List<StatefulOp> written;
  private final List<StatefulOp> templates;

  /** What the op does to the set. */
  public enum Kind {
    ADD("add"),
    UPDATE("update"),
    DELETE("delete");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  /**
   * Makes the op.
   *
   * @param registers first words of key and data
   * @param timeoutMillis 0: as the set says
   * @param written what the rule says an element remembers
   * @param templates what a new element gets one of each: those, or the set's
   */
  public DynsetOp(
      Kind kind,
      VmSet set,
      Words registers,
      long timeoutMillis,
      List<StatefulOp> written,
      List<StatefulOp> templates) {
    this.kind = kind;
    this.set = set;
    if (!(set.live() instanceof DynamicElements dynamic)) {
      throw new IllegalStateException("set " + set.name() + " is not one that packets change");
    }
    elements = dynamic;
    keyWord = Registers.checked(registers.key(), 4 * set.keyWords());
    dataWord =
        registers.data() == NO_DATA
            ? NO_DATA
            : Registers.checked(registers.data(), 4 * set.dataWords());
    this.timeoutMillis = timeoutMillis;
    this.written = List.copyOf(written);
    this.templates = List.copyOf(templates);
  }

  /**
   * Where key and data begin.
   *
   * @param data -1 where there is none
   */
  public record Words(int key, int data) {}

  @Override
  public VmSet set() {
    return set;
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    long now = context.packet().nowNanos();
    if (kind == Kind.DELETE) {
      elements.delete(registers.words, keyWord, now);
      return;
    }
    int element = elements.findOwn(registers.words, keyWord, now);
    if (element < 0) {
      long timeoutNanos = timeoutMillis * NANOS_PER_MILLI;
      element = elements.add(registers.words, keyWord, timeoutNanos, templates, now);
      if (element < 0) {
        registers.verdict = Verdicts.BREAK;
        return;
      }
      if (dataWord != NO_DATA) {
        elements.putData(element, registers.words, dataWord);
      }
    } else if (kind == Kind.UPDATE) {
      elements.refresh(element, timeoutMillis * NANOS_PER_MILLI, now);
    }
    elements.count(element, registers, context);
  }

  @Override
  public boolean needsConntrack() {
    return templates.stream().anyMatch(Op::needsConntrack);
  }

  @Override
  public boolean needsAccounting() {
    return templates.stream().anyMatch(Op::needsAccounting);
  }

  @Override
  public int reads() {
    int key = Registers.mask(keyWord, 4 * set.keyWords());
    return dataWord == NO_DATA ? key : key | Registers.mask(dataWord, 4 * set.dataWords());
  }

  @Override
  public String dump() {
    StringBuilder out = new StringBuilder("[ dynset ").append(kind.word);
    out.append(" reg_key ").append(Registers.number(keyWord)).append(" set ").append(set.name());
    if (dataWord != NO_DATA) {
      out.append(" sreg_data ").append(Registers.number(dataWord));
    }
    if (timeoutMillis != 0) {
      out.append(" timeout ").append(timeoutMillis).append("ms");
    }
    for (StatefulOp op : written) {
      out.append(" expr ").append(op.dump());
    }
    return out.append(" ]").toString();
  }
}
