package dev.weir.nft.lower;

import dev.weir.nft.ast.ObjectSpec;
import dev.weir.nft.op.HeldCounterOp;
import dev.weir.nft.op.IdleObjectOp;
import dev.weir.nft.op.LimitOp;
import dev.weir.nft.op.QuotaOp;
import dev.weir.nft.op.SynproxyOp;
import dev.weir.nft.vm.ObjectKind;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.VmObject;

/** Turns named objects into what they do, each with a state that begins anew. */
public final class ObjectCompiler {
  private ObjectCompiler() {}

  /** Compiles one object. */
  public static VmObject compile(
      ObjectKind kind, String name, long handle, ObjectSpec.Body specification) {
    return new VmObject(kind, name, handle, op(specification));
  }

  private static Op op(ObjectSpec.Body body) {
    return switch (body) {
      case ObjectSpec.Counter counter -> new HeldCounterOp(counter.packets(), counter.bytes());
      case ObjectSpec.Quota quota ->
          new QuotaOp(quota.quotaBytes(), quota.usedBytes(), quota.over());
      case ObjectSpec.Limit limit -> new LimitOp(limit.rate(), limit.over());
      case ObjectSpec.Synproxy synproxy -> new SynproxyOp(synproxy.mss(), synproxy.windowScale());
      case ObjectSpec.CtHelper helper -> new IdleObjectOp("ct_helper name " + helper.type(), true);
      case ObjectSpec.CtTimeout timeout ->
          new IdleObjectOp("ct_timeout protocol " + timeout.protocol(), true);
      case ObjectSpec.CtExpectation expectation ->
          IdleObjectOp.expectation("ct_expect dport " + expectation.destinationPort());
      case ObjectSpec.Secmark secmark ->
          new IdleObjectOp("secmark context " + secmark.context(), false);
      case ObjectSpec.Flowtable ignored ->
          throw new IllegalStateException("a flowtable is no object of rules");
    };
  }
}
