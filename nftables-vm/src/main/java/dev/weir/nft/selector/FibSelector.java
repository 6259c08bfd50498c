package dev.weir.nft.selector;

import dev.weir.nft.type.DataType;
import dev.weir.nft.type.DataTypes;
import java.util.Locale;
import java.util.Set;

/**
 * {@code fib daddr . iif oif}: what the routing tables say of an address of the packet.
 *
 * @param isPresence whether it is asked if there is an answer at all ({@code exists}, {@code
 *     missing})
 */
public record FibSelector(Set<Flag> flags, Result result, boolean isPresence) implements Selector {
  /** What the look-up goes by, in the order of the listing. */
  public enum Flag {
    SADDR,
    DADDR,
    MARK,
    IIF,
    OIF;

    /** The word in rule text. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What is wanted of the route. */
  public enum Result {
    OIF,
    OIFNAME,
    TYPE;

    /** The word in rule text. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public FibSelector {
    flags = Set.copyOf(flags);
  }

  /** The same, asked only whether there is an answer. */
  public FibSelector withPresence() {
    return new FibSelector(flags, result, true);
  }

  @Override
  public DataType type() {
    if (isPresence) {
      return DataTypes.BOOLEAN;
    }
    return switch (result) {
      case OIF -> DataTypes.IFACE_INDEX;
      case OIFNAME -> DataTypes.STRING;
      case TYPE -> DataTypes.FIB_ADDRTYPE;
    };
  }

  @Override
  public int lengthBits() {
    return result == Result.OIFNAME ? 128 : 32;
  }

  @Override
  public boolean isHostOrder() {
    return result != Result.OIFNAME;
  }

  @Override
  public String text() {
    return "fib " + flagsText() + " " + result.word();
  }

  /** {@code saddr . iif}. */
  public String flagsText() {
    StringBuilder text = new StringBuilder();
    for (Flag flag : Flag.values()) {
      if (flags.contains(flag)) {
        text.append(text.isEmpty() ? "" : " . ").append(flag.word());
      }
    }
    return text.toString();
  }
}
