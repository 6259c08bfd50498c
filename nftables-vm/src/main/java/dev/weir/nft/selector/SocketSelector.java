package dev.weir.nft.selector;

import dev.weir.nft.type.DataType;
import dev.weir.nft.type.DataTypes;
import java.util.Locale;

/** {@code socket mark}: what is known of the socket a packet is for. */
public record SocketSelector(Key key) implements Selector {
  /** What is asked of the socket. */
  public enum Key {
    TRANSPARENT,
    MARK,
    WILDCARD;

    /** The word in rule text and listings. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public DataType type() {
    return key == Key.MARK ? DataTypes.MARK : DataTypes.INTEGER;
  }

  @Override
  public int lengthBits() {
    return key == Key.MARK ? 32 : 1;
  }

  @Override
  public boolean isHostOrder() {
    return true;
  }

  @Override
  public String text() {
    return "socket " + key.word();
  }
}
