package dev.weir.nft.op;

import dev.weir.core.packet.HotPath;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.vm.LiveElements;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;
import dev.weir.nft.vm.VmObject;
import dev.weir.nft.vm.VmSet;
import java.util.List;

/**
 * Does what the named object does that a map holds under a key: {@code [ objref sreg 1 set m ]},
 * from {@code counter name tcp dport map @m}.
 *
 * <p><i>Meaning.</i> BREAKs where the key is not in the map; otherwise as {@link ObjrefOp}.
 *
 * <p>Source: net/netfilter/nft_objref.c (nft_objref_map_eval).
 */
public final class ObjrefMapOp extends Op {
  private final VmSet set;
  private final LiveElements elements;
  private final int sreg;
  private final Op[] ops;

  /**
   * A lookup.
   *
   * @param objects those of the table; the data of an element is a place in this list
   */
  public ObjrefMapOp(VmSet set, int sreg, List<VmObject> objects) {
    this.set = set;
    elements = set.live();
    this.sreg = Registers.checked(sreg, 4 * set.keyWords());
    ops = objects.stream().map(VmObject::op).toArray(Op[]::new);
  }

  @Override
  public VmSet set() {
    return set;
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    LiveElements live = elements;
    int element = live.find(registers.words, sreg, context.packet().nowNanos());
    if (element < 0) {
      registers.verdict = Verdicts.BREAK;
      return;
    }
    ops[live.verdict(element)].eval(registers, context);
  }

  @Override
  public int reads() {
    return Registers.mask(sreg, 4 * set.keyWords());
  }

  @Override
  public String dump() {
    return "[ objref sreg " + Registers.number(sreg) + " set " + set.name() + " ]";
  }
}
