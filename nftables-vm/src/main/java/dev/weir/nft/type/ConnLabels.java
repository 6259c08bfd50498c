package dev.weir.nft.type;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names that {@code /etc/connlabel.conf} gives to the 128 label bits of a connection.
 *
 * <p>Example: after {@code add("voip", 3)}, {@code ct label voip} asks for bit 3, and {@code ct
 * label 3} is listed as {@code ct label "voip"}.
 *
 * <p>Rules and their listing must ask the same table; one thread uses it.
 */
public final class ConnLabels {
  /** Bits there are. */
  public static final int BITS = 128;

  private final Map<String, Integer> bits = new HashMap<>();
  private final Map<Integer, String> names = new HashMap<>();

  /** Names a bit; the first of two names, or of two bits, counts. */
  public void add(String name, int bit) {
    if (bit >= 0 && bit < BITS) {
      bits.putIfAbsent(name, bit);
      names.putIfAbsent(bit, name);
    }
  }

  /** The bit of this name, or null. */
  public @Nullable Integer bit(String name) {
    return bits.get(name);
  }

  /** A bit as listed: its name in quotes, or its number. */
  public String word(int bit) {
    String name = names.get(bit);
    return name == null ? Integer.toString(bit) : '"' + name + '"';
  }
}
