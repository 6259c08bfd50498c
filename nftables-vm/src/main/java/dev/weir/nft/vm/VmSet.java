package dev.weir.nft.vm;

import dev.weir.core.set.PacketSet;
import dev.weir.core.set.SetElements;
import dev.weir.core.set.SetPlanner;
import dev.weir.core.verdict.Verdicts;
import java.util.List;
import java.util.Map;

/**
 * A set, map or verdict map of a program: its elements, what listings say of it, and its index.
 *
 * <p>Anonymous sets are named {@code __set%d} and {@code __map%d} as in nft's listing before the
 * kernel numbers them. In a verdict map each element's data is one word, the packed {@link
 * Verdicts}.
 *
 * <p>Source: net/netfilter/nf_tables_api.c (struct nft_set).
 */
public final class VmSet {
  /** Kernel flags, NFT_SET_*. */
  public static final int ANONYMOUS = 0x1;

  public static final int CONSTANT = 0x2;
  public static final int INTERVAL = 0x4;
  public static final int MAP = 0x8;
  public static final int CONCAT = 0x80;

  private static final byte[] NO_USERDATA = {};

  private final String name;
  private final Shape shape;
  private final Map<Integer, String> chainNames;
  private final Map<Integer, byte[]> userdata;
  private final PacketSet packets;

  /**
   * What kind of set it is.
   *
   * @param flags the kernel's flags
   * @param fieldBytes length of each field of the key in bytes; one field unless concatenated
   * @param verdicts whether it maps to verdicts
   */
  public record Shape(int flags, List<Integer> fieldBytes, boolean verdicts) {
    public Shape {
      fieldBytes = List.copyOf(fieldBytes);
    }

    /** Words of the key: each field begins at a word. */
    public int keyWords() {
      int words = 0;
      for (int bytes : fieldBytes) {
        words += Registers.wordsFor(bytes);
      }
      return words;
    }
  }

  /**
   * Makes a set.
   *
   * @param name the name, {@code __set%d} for an anonymous one
   * @param chainNames names of the chains that verdicts jump to, by chain index
   * @param userdata what nft attaches to elements, by element number; only listings show it
   */
  public VmSet(
      String name,
      Shape shape,
      SetElements elements,
      Map<Integer, String> chainNames,
      Map<Integer, byte[]> userdata) {
    if (elements.keyWords() != shape.keyWords()) {
      throw new IllegalStateException("set " + name + ": key width differs from its elements'");
    }
    this.name = name;
    this.shape = shape;
    this.chainNames = Map.copyOf(chainNames);
    this.userdata = Map.copyOf(userdata);
    packets = SetPlanner.plan(elements, shape.fieldBytes(), (shape.flags() & INTERVAL) != 0);
  }

  public String name() {
    return name;
  }

  public Shape shape() {
    return shape;
  }

  public boolean isAnonymous() {
    return (shape.flags() & ANONYMOUS) != 0;
  }

  public boolean isMap() {
    return (shape.flags() & MAP) != 0;
  }

  /** Whether elements are ranges of concatenations, listed with both ends. */
  public boolean hasKeyEnds() {
    return (shape.flags() & INTERVAL) != 0 && shape.fieldBytes().size() > 1;
  }

  /** Words of the key in registers. */
  public int keyWords() {
    return shape.keyWords();
  }

  /** Words of the map data in registers. */
  public int dataWords() {
    return packets.elements().dataWords();
  }

  public SetElements elements() {
    return packets.elements();
  }

  /** The index that packets ask. */
  public PacketSet packets() {
    return packets;
  }

  /** The verdict of an element of a verdict map. */
  public VmVerdict verdict(int element) {
    int packed = elements().data(element, 0);
    int code = Verdicts.code(packed);
    boolean toChain = code == Verdicts.JUMP || code == Verdicts.GOTO;
    return new VmVerdict(
        packed, toChain ? chainNames.getOrDefault(Verdicts.argument(packed), "?") : "");
  }

  /** What nft attaches to an element for its own listing; empty for most. */
  public byte[] userdata(int element) {
    return userdata.getOrDefault(element, NO_USERDATA);
  }
}
