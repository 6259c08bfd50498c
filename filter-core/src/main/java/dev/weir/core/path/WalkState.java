package dev.weir.core.path;

import dev.weir.core.fragment.Defragmenter;

/**
 * What the parts of a path walker share.
 *
 * @param rewriter the packet's copy
 * @param defragmenter held fragments
 * @param statistics what to warn about
 */
record WalkState(PacketRewriter rewriter, Defragmenter defragmenter, PathStatistics statistics)
    implements AutoCloseable {
  /** Nothing met, nothing held. */
  static WalkState fresh() {
    PathStatistics statistics = new PathStatistics();
    return new WalkState(
        new PacketRewriter(), new Defragmenter(statistics.fragments()), statistics);
  }

  @Override
  public void close() {
    rewriter.close();
    defragmenter.close();
  }
}
