package dev.weir.nft.selector;

import dev.weir.nft.type.DataType;
import dev.weir.nft.type.DataTypes;

/**
 * {@code ipsec in spnum 1 ip saddr}: what is known of the security associations of a packet.
 *
 * @param out whether those it will go through are meant, not those it came through
 * @param number which of them, the innermost is 0
 */
public record IpsecSelector(boolean out, int number, Key key) implements Selector {
  /** What is asked of the association. */
  public enum Key {
    REQID("reqid", "reqid"),
    SPI("spi", "spi"),
    SADDR4("ip saddr", "saddr4"),
    DADDR4("ip daddr", "daddr4"),
    SADDR6("ip6 saddr", "saddr6"),
    DADDR6("ip6 daddr", "daddr6");

    private final String words;
    private final String listingName;

    Key(String words, String listingName) {
      this.words = words;
      this.listingName = listingName;
    }

    /** The words in rule text. */
    public String words() {
      return words;
    }

    /** The name in VM listings. */
    public String listingName() {
      return listingName;
    }
  }

  @Override
  public DataType type() {
    return switch (key) {
      case REQID, SPI -> DataTypes.INTEGER;
      case SADDR4, DADDR4 -> DataTypes.IPV4_ADDR;
      case SADDR6, DADDR6 -> DataTypes.IPV6_ADDR;
    };
  }

  @Override
  public int lengthBits() {
    return key == Key.SADDR6 || key == Key.DADDR6 ? 128 : 32;
  }

  @Override
  public boolean isHostOrder() {
    return key == Key.REQID;
  }

  @Override
  public String text() {
    String which = number == 0 ? "" : "spnum " + number + " ";
    return "ipsec " + (out ? "out " : "in ") + which + key.words();
  }
}
