package dev.weir.nft.eval;

import dev.weir.core.diag.SourceSpan;
import dev.weir.nft.type.DataType;
import dev.weir.nft.vm.ObjectKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set or map whose types are known, with the elements it holds.
 *
 * @param name the declared name; for a rule's own set {@code __set%d} or {@code __map%d}
 * @param keyParts one part, or two and more for a concatenation
 * @param data what a map maps to, null for a set
 * @param intervals the {@code interval} flag (or, in a rule's own set, a range or prefix)
 * @param constant the {@code constant} flag; always set for a rule's own set
 * @param life how elements come and go at run time, and what they remember
 * @param typeofKey the expression of {@code typeof}, to be listed again; null with {@code type}
 * @param elements in the order nft sends them; see {@link Element}
 */
public record TypedSet(
    SourceSpan span,
    String name,
    boolean isAnonymous,
    List<Part> keyParts,
    @Nullable Data data,
    boolean intervals,
    boolean constant,
    boolean autoMerge,
    @Nullable Long sizeElements,
    Life life,
    @Nullable String policy,
    @Nullable String comment,
    @Nullable TypedExpr typeofKey,
    @Nullable TypedExpr typeofData,
    List<Element> elements) {
  public TypedSet {
    keyParts = List.copyOf(keyParts);
    elements = List.copyOf(elements);
  }

  /**
   * One part of a key or of data.
   *
   * @param lengthBits the bits that count
   * @param hostOrder whether the loaded value, and so the element, lies in host byte order
   */
  public record Part(DataType type, int lengthBits, boolean hostOrder) {}

  /**
   * What a map maps to.
   *
   * @param parts empty for a map of verdicts or objects
   * @param intervals whether the data are ranges, kept as a lowest and a highest value
   * @param objects the kind of objects it maps to, or null
   */
  public record Data(List<Part> parts, boolean intervals, @Nullable ObjectKind objects) {
    public Data {
      parts = List.copyOf(parts);
    }

    /** Data of single values. */
    public Data(List<Part> parts) {
      this(parts, false, null);
    }

    /** Data that is no object. */
    public Data(List<Part> parts, boolean intervals) {
      this(parts, intervals, null);
    }

    /** Objects. */
    static Data of(ObjectKind objects) {
      return new Data(List.of(), false, objects);
    }

    public boolean isVerdict() {
      return parts.isEmpty() && objects == null;
    }

    /** Width in registers' 32-bit units. */
    public int lengthBits() {
      return parts.size() == 1 ? parts.getFirst().lengthBits() : TypedSet.concatBits(parts);
    }
  }

  /**
   * One element.
   *
   * @param key a Value, Prefix, Range, Wildcard, or a Concat of Values, Prefixes and Ranges
   * @param data a Value, Range, Prefix, Concat or VerdictValue in a map; null in a set
   * @param extra what is said of its life and state
   */
  public record Element(
      SourceSpan span,
      TypedExpr key,
      @Nullable TypedExpr data,
      @Nullable String comment,
      Extra extra) {
    /** An element for ever and without state. */
    public Element(
        SourceSpan span, TypedExpr key, @Nullable TypedExpr data, @Nullable String comment) {
      this(span, key, data, comment, Extra.NONE);
    }

    /** The same element with other data. */
    public Element withData(TypedExpr other) {
      return new Element(span, key, other, comment, extra);
    }

    /** The same element in another form. */
    public Element withKey(TypedExpr other) {
      return other.equals(key) ? this : new Element(span, other, data, comment, extra);
    }
  }

  /**
   * What an element may have beside key and data.
   *
   * @param timeoutMillis 0: that of the set
   * @param expiresMillis what is left of the timeout; 0: all of it
   * @param stateful its counter, limit, ...; empty: those of the set as they are declared
   */
  public record Extra(long timeoutMillis, long expiresMillis, List<TypedStmt> stateful) {
    /** Nothing. */
    public static final Extra NONE = new Extra(0, 0, List.of());

    public Extra {
      stateful = List.copyOf(stateful);
    }
  }

  /**
   * How elements come and go.
   *
   * @param dynamic whether packets may add elements
   * @param timeouts whether elements may have an end
   * @param timeoutMillis the end they have if nothing else is said; 0: none
   * @param gcIntervalMillis how often dead elements are swept up; 0: the kernel's second
   * @param stateful what each element has one of
   */
  public record Life(
      boolean dynamic,
      boolean timeouts,
      long timeoutMillis,
      long gcIntervalMillis,
      List<TypedStmt> stateful) {
    /** Elements that stay, and remember nothing. */
    public static final Life PLAIN = new Life(false, false, 0, 0, List.of());

    public Life {
      stateful = List.copyOf(stateful);
    }
  }

  public boolean isMap() {
    return data != null;
  }

  public boolean isVerdictMap() {
    return data != null && data.isVerdict();
  }

  /** The kind of objects it maps to, or null. */
  public @Nullable ObjectKind objects() {
    return data == null ? null : data.objects();
  }

  public boolean isConcat() {
    return keyParts.size() > 1;
  }

  /** Width of the key; each part of a concatenation takes whole 32-bit words. */
  public int keyLengthBits() {
    return keyParts.size() == 1 ? keyParts.getFirst().lengthBits() : concatBits(keyParts);
  }

  /** The most elements a set may have that packets add to, where none is given. */
  public static final long DYNAMIC_SIZE = 65_535;

  /** The same set as rules that add to it make it: dynamic, and of limited size. */
  public TypedSet dynamic() {
    Life bound =
        new Life(true, life.timeouts, life.timeoutMillis, life.gcIntervalMillis, life.stateful);
    boolean sized = sizeElements != null && sizeElements != 0;
    return new TypedSet(
        span,
        name,
        isAnonymous,
        keyParts,
        data,
        intervals,
        constant,
        autoMerge,
        sized ? sizeElements : Long.valueOf(DYNAMIC_SIZE),
        bound,
        policy,
        comment,
        typeofKey,
        typeofData,
        elements);
  }

  /** The same set with other elements. */
  public TypedSet withElements(List<Element> others) {
    return new TypedSet(
        span,
        name,
        isAnonymous,
        keyParts,
        data,
        intervals,
        constant,
        autoMerge,
        sizeElements,
        life,
        policy,
        comment,
        typeofKey,
        typeofData,
        others);
  }

  /** Chains the elements of a verdict map go to. */
  public List<TypedStmt.Jump> jumps() {
    if (!isVerdictMap()) {
      return List.of();
    }
    List<TypedStmt.Jump> jumps = new ArrayList<>();
    for (Element element : elements) {
      if (element.data() instanceof TypedExpr.VerdictValue verdict) {
        jumps.addAll(TypedStmt.Jump.of(verdict, element.span()));
      }
    }
    return jumps;
  }

  private static int concatBits(List<Part> parts) {
    int bits = 0;
    for (Part part : parts) {
      bits += (part.lengthBits() + 31) / 32 * 32;
    }
    return bits;
  }
}
