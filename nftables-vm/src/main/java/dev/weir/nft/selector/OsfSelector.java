package dev.weir.nft.selector;

import dev.weir.nft.type.DataType;
import dev.weir.nft.type.DataTypes;

/**
 * {@code osf ttl loose name}: the operating system a SYN seems to come from.
 *
 * @param timeToLive how strictly its TTL is compared: "", {@code loose} or {@code skip}
 * @param withVersion whether the answer names the version, too
 */
public record OsfSelector(String timeToLive, boolean withVersion) implements Selector {
  @Override
  public DataType type() {
    return DataTypes.STRING;
  }

  @Override
  public int lengthBits() {
    return 128;
  }

  @Override
  public boolean isHostOrder() {
    return false;
  }

  @Override
  public String text() {
    return "osf "
        + (timeToLive.isEmpty() ? "" : "ttl " + timeToLive + " ")
        + (withVersion ? "version" : "name");
  }
}
