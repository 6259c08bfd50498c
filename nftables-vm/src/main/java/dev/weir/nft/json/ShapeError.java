package dev.weir.nft.json;

/** Leaves the command that is being read; never leaves this package. */
final class ShapeError extends RuntimeException {
  static final long serialVersionUID = 1;

  final transient Located place;
  final String text;

  /** What is wrong, in nft's words where nft has some. */
  ShapeError(Located place, String text) {
    super(null, null, false, false);
    this.place = place;
    this.text = text;
  }
}
