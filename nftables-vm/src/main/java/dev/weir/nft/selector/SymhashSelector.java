package dev.weir.nft.selector;

import dev.weir.nft.type.DataType;
import dev.weir.nft.type.DataTypes;

/**
 * {@code symhash mod 2}: a hash of the flow, the same in both directions.
 *
 * @param modulus how many values there are, 32 bits unsigned
 * @param offset the lowest of them, 32 bits unsigned
 */
public record SymhashSelector(long modulus, long offset) implements Selector {
  @Override
  public DataType type() {
    return DataTypes.INTEGER;
  }

  @Override
  public int lengthBits() {
    return 32;
  }

  @Override
  public boolean isHostOrder() {
    return true;
  }

  @Override
  public String text() {
    return "symhash mod " + modulus + NumgenSelector.offsetText(offset);
  }
}
