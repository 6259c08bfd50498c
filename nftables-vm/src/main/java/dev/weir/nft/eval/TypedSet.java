package dev.weir.nft.eval;

import dev.weir.core.diag.SourceSpan;
import dev.weir.nft.type.DataType;
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
   * @param parts empty for a verdict map
   */
  public record Data(List<Part> parts) {
    public Data {
      parts = List.copyOf(parts);
    }

    public boolean isVerdict() {
      return parts.isEmpty();
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
   */
  public record Element(
      SourceSpan span, TypedExpr key, @Nullable TypedExpr data, @Nullable String comment) {}

  public boolean isMap() {
    return data != null;
  }

  public boolean isVerdictMap() {
    return data != null && data.isVerdict();
  }

  public boolean isConcat() {
    return keyParts.size() > 1;
  }

  /** Width of the key; each part of a concatenation takes whole 32-bit words. */
  public int keyLengthBits() {
    return keyParts.size() == 1 ? keyParts.getFirst().lengthBits() : concatBits(keyParts);
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
