package dev.weir.core.path;

import dev.weir.core.fragment.Defragmenter;
import dev.weir.core.fragment.OutputFragmenter;

/**
 * What the parts of a path walker share.
 *
 * @param rewriter the packet's copy
 * @param defragmenter held fragments
 * @param fragmenter what leaves in fragments again
 * @param statistics what to warn about
 */
record WalkState(
    PacketRewriter rewriter,
    Defragmenter defragmenter,
    OutputFragmenter fragmenter,
    PathStatistics statistics)
    implements AutoCloseable {
  /** Nothing met, nothing held. */
  static WalkState fresh() {
    PathStatistics statistics = new PathStatistics();
    Defragmenter defragmenter = new Defragmenter(statistics.fragments());
    return new WalkState(
        new PacketRewriter(), defragmenter, new OutputFragmenter(defragmenter), statistics);
  }

  @Override
  public void close() {
    rewriter.close();
    fragmenter.close();
    defragmenter.close();
  }
}
