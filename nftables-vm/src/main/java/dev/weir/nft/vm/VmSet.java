package dev.weir.nft.vm;

import dev.weir.core.packet.HotPath;
import dev.weir.core.set.SetElements;
import dev.weir.core.verdict.Verdicts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
  public static final int TIMEOUT = 0x10;
  public static final int DYNAMIC = 0x20;

  /** Maps to objects; the data of an element is the place of one in its table. */
  public static final int OBJECT = 0x40;

  public static final int CONCAT = 0x80;

  private static final byte[] NO_USERDATA = {};

  private final String name;
  private final Shape shape;
  private final Map<Integer, String> chainNames;
  private final Map<Integer, byte[]> userdata;
  private final SetElements elements;
  private final Life life;
  private final LiveElements live;

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
   * How elements come and go, and what they remember.
   *
   * @param timeoutNanos the timeout of elements of which nothing is said, 0 for none
   * @param sweepNanos how often the room of dead elements is given back
   * @param maxElements 0 for no limit
   * @param elements what is said of single elements, by number
   */
  public record Life(
      long timeoutNanos, long sweepNanos, long maxElements, Map<Integer, ElementLife> elements) {
    /** How often the kernel looks for dead elements where the set does not say. */
    public static final long DEFAULT_SWEEP_NANOS = 1_000_000_000L;

    /** Nothing comes or goes. */
    public static final Life PLAIN = new Life(0, DEFAULT_SWEEP_NANOS, 0, Map.of());

    public Life {
      elements = Map.copyOf(elements);
    }

    /** Timeout of an element of the text, and what is left of it in the beginning. */
    LiveElements.Times times(int element) {
      ElementLife own = elements.get(element);
      return own == null
          ? new LiveElements.Times(timeoutNanos, timeoutNanos)
          : new LiveElements.Times(own.timeoutNanos(), own.leftNanos());
    }
  }

  /**
   * What is said of one element of the text.
   *
   * @param timeoutNanos 0: it stays
   * @param leftNanos what is left of it when packets begin to come
   * @param states what it remembers, for this element alone
   */
  public record ElementLife(long timeoutNanos, long leftNanos, List<StatefulOp> states) {
    public ElementLife {
      states = List.copyOf(states);
    }

    StatefulOp @Nullable [] stateArray() {
      return states.isEmpty() ? null : states.toArray(new StatefulOp[0]);
    }
  }

  /** A set whose elements stay. */
  public VmSet(
      String name,
      Shape shape,
      SetElements elements,
      Map<Integer, String> chainNames,
      Map<Integer, byte[]> userdata) {
    this(name, shape, elements, Life.PLAIN, chainNames, userdata);
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
      Life life,
      Map<Integer, String> chainNames,
      Map<Integer, byte[]> userdata) {
    if (elements.keyWords() != shape.keyWords()) {
      throw new IllegalStateException("set " + name + ": key width differs from its elements'");
    }
    this.name = name;
    this.shape = shape;
    this.chainNames = Map.copyOf(chainNames);
    this.userdata = Map.copyOf(userdata);
    this.elements = elements;
    this.life = life;
    live = LiveElements.of(shape, elements, life);
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

  /** Whether elements come or go while packets run. */
  public boolean changes() {
    return (shape.flags() & (TIMEOUT | DYNAMIC)) != 0;
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
    return elements.dataWords();
  }

  /** The elements of the text, for listings. */
  public SetElements elements() {
    return elements;
  }

  public Life life() {
    return life;
  }

  /** The elements as packets find and change them. */
  @HotPath
  public LiveElements live() {
    return live;
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
