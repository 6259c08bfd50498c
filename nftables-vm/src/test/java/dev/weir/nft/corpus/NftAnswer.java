package dev.weir.nft.corpus;

/**
 * What is said about a line.
 *
 * @param error nft's first message, empty if the line is taken
 * @param program elements of sets and instructions, one a line, as {@code --debug=netlink}
 * @param listing the table as {@code nft list table} shows it
 */
record NftAnswer(String error, String program, String listing) {
  static NftAnswer refused(String error) {
    return new NftAnswer(error, "", "");
  }

  boolean accepted() {
    return error.isEmpty();
  }
}
