package dev.weir.core.path;

import dev.weir.core.fragment.Defragmenter;
import dev.weir.core.fragment.OutputFragmenter;

/**
 * What the parts of a path walker share.
 *
 * @param rewriter the packet's copy
 * @param defragmenter held fragments
 * @param fragmenter what leaves in fragments again
 * @param twin the twin of a packet that went two ways
 * @param statistics what to warn about
 * @param outlet who sees what leaves
 */
record WalkState(
    PacketRewriter rewriter,
    Defragmenter defragmenter,
    OutputFragmenter fragmenter,
    SentCopy twin,
    PathStatistics statistics,
    Outlet outlet)
    implements AutoCloseable {
  /** Nothing met, nothing held. */
  static WalkState fresh() {
    PathStatistics statistics = new PathStatistics();
    Defragmenter defragmenter = new Defragmenter(statistics.fragments());
    return new WalkState(
        new PacketRewriter(),
        defragmenter,
        new OutputFragmenter(defragmenter),
        new SentCopy(),
        statistics,
        new Outlet());
  }

  @Override
  public void close() {
    rewriter.close();
    twin.close();
    fragmenter.close();
    defragmenter.close();
  }
}
