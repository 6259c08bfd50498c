package dev.weir.nft.op;

import java.util.List;

/** What it counts is told by ConnCountTest and the kernel. */
class ConnLimitOpTest extends OpConformance {
  @Override
  List<Sample> samples() {
    return List.of(
        sample(new ConnLimitOp(1 << 20, false), "[ connlimit count 1048576 flags 0 ]"),
        sample(new ConnLimitOp(0xffff_ffffL, true), "[ connlimit count 4294967295 flags 1 ]"));
  }
}
