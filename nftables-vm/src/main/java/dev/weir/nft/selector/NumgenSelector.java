package dev.weir.nft.selector;

import dev.weir.nft.type.DataType;
import dev.weir.nft.type.DataTypes;

/**
 * {@code numgen inc mod 2 offset 10}: a number made for each packet.
 *
 * @param random whether it is drawn, not counted
 * @param modulus how many numbers there are, 32 bits unsigned
 * @param offset the lowest of them, 32 bits unsigned
 */
public record NumgenSelector(boolean random, long modulus, long offset) implements Selector {
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
    return "numgen " + (random ? "random" : "inc") + " mod " + modulus + offsetText(offset);
  }

  /** {@code offset 5}, nothing for 0. */
  static String offsetText(long offset) {
    return offset == 0 ? "" : " offset " + offset;
  }
}
