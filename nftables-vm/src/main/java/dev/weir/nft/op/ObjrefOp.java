package dev.weir.nft.op;

import dev.weir.core.packet.HotPath;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;
import dev.weir.nft.vm.VmObject;

/**
 * Does what a named object does: {@code [ objref type 1 name c ]}, from {@code counter name "c"}.
 *
 * <p><i>Meaning.</i> As the object's own op would: a counter counts, a limit or quota may BREAK.
 * The state is the object's, and every rule that names it changes the same.
 *
 * <p>Source: net/netfilter/nft_objref.c (nft_objref_eval).
 */
public final class ObjrefOp extends Op {
  private final VmObject object;
  private final Op op;

  public ObjrefOp(VmObject object) {
    this.object = object;
    op = object.op();
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    op.eval(registers, context);
  }

  @Override
  public boolean needsConntrack() {
    return op.needsConntrack();
  }

  @Override
  public String dump() {
    return "[ objref type " + object.kind().number() + " name " + object.name() + " ]";
  }
}
