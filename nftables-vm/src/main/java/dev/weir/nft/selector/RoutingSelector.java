package dev.weir.nft.selector;

import dev.weir.nft.type.DataType;
import dev.weir.nft.type.DataTypes;

/** {@code rt mtu}, {@code rt ip nexthop}: what is known of the route a packet takes. */
public record RoutingSelector(Key key) implements Selector {
  /** What is asked of the route. */
  public enum Key {
    CLASSID("classid", "classid"),
    /** {@code rt nexthop} before the rule says of which family. */
    NEXTHOP("nexthop", ""),
    NEXTHOP4("ip nexthop", "nexthop4"),
    NEXTHOP6("ip6 nexthop", "nexthop6"),
    MTU("mtu", "tcpmss"),
    IPSEC("ipsec", "ipsec");

    private final String words;
    private final String listingName;

    Key(String words, String listingName) {
      this.words = words;
      this.listingName = listingName;
    }

    /** The words in rule text behind {@code rt}. */
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
      case CLASSID -> DataTypes.REALM;
      case NEXTHOP -> DataTypes.INVALID;
      case NEXTHOP4 -> DataTypes.IPV4_ADDR;
      case NEXTHOP6 -> DataTypes.IPV6_ADDR;
      case MTU -> DataTypes.INTEGER;
      case IPSEC -> DataTypes.BOOLEAN;
    };
  }

  @Override
  public int lengthBits() {
    return switch (key) {
      case CLASSID, NEXTHOP4 -> 32;
      case NEXTHOP, NEXTHOP6 -> 128;
      case MTU -> 16;
      case IPSEC -> 8;
    };
  }

  @Override
  public boolean isHostOrder() {
    return key == Key.CLASSID || key == Key.MTU || key == Key.IPSEC;
  }

  @Override
  public String text() {
    return "rt " + key.words();
  }
}
