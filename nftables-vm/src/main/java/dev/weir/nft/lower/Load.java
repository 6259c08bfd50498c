package dev.weir.nft.lower;

/**
 * What a loaded value looks like in its register.
 *
 * @param word the first register word
 * @param lengthBytes bytes the value fills
 * @param shift how far the value stands above bit 0; constants compared with it are shifted too
 * @param hostOrder whether the bytes lie in host order
 */
record Load(int word, int lengthBytes, int shift, boolean hostOrder) {
  /** The same register after a conversion to network order. */
  Load inNetworkOrder() {
    return new Load(word, lengthBytes, shift, false);
  }
}
