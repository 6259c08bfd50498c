package dev.weir.nft.lower;

import dev.weir.core.set.SetElements;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.eval.TypedExpr;
import dev.weir.nft.eval.TypedSet;
import dev.weir.nft.eval.TypedStmt;
import dev.weir.nft.vm.RegisterBytes;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmSet;
import dev.weir.nft.vm.VmVerdict;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Turns a typed set into the elements the machine looks up, in the order and form nft sends them.
 *
 * <p>An interval set is sorted; each interval is its first value and, behind it, a mark at the
 * first value that is no longer in it. Below the lowest interval stands one more mark at 0, and an
 * interval that reaches the highest value has none. A concatenation of intervals keeps a low and a
 * high key for every element.
 *
 * <p>Source: observed element lines of {@code nft --debug=netlink}; net/netfilter/nft_set_rbtree.c,
 * nft_set_pipapo.c.
 */
final class SetCompiler {
  /** nft's own notes on elements (NFTNL_UDATA_SET_ELEM_*). */
  private static final int NOTE_COMMENT = 0;

  private static final int NOTE_FLAGS = 1;
  private static final long NANOS_PER_MILLI = 1_000_000L;
  private static final byte[] OPEN_END = {NOTE_FLAGS, 4, 1, 0, 0, 0};

  private final TypedSet set;
  private final List<KeyBytes.Field> fields;
  private final Function<TypedExpr.VerdictValue, VmVerdict> verdicts;
  private final ToIntFunction<TypedExpr.ObjectName> objects;
  private final SetElements.Builder elements;
  private final Map<Integer, String> chainNames = new HashMap<>();
  private final Map<Integer, byte[]> notes = new HashMap<>();
  private final Map<Integer, VmSet.ElementLife> lives = new HashMap<>();

  private SetCompiler(
      TypedSet set,
      List<KeyBytes.Field> fields,
      Function<TypedExpr.VerdictValue, VmVerdict> verdicts,
      ToIntFunction<TypedExpr.ObjectName> objects) {
    this.objects = objects;
    this.set = set;
    this.fields = fields;
    this.verdicts = verdicts;
    int keyWords = 0;
    for (KeyBytes.Field field : fields) {
      keyWords += Registers.wordsFor(field.lengthBytes());
    }
    elements = SetElements.builder(keyWords, dataWords(set));
  }

  /**
   * Compiles a set.
   *
   * @param fields how the key lies in registers
   * @param verdicts finds the chains that verdicts jump to
   * @param objects finds the places of objects
   */
  static VmSet compile(
      TypedSet set,
      List<KeyBytes.Field> fields,
      Function<TypedExpr.VerdictValue, VmVerdict> verdicts,
      ToIntFunction<TypedExpr.ObjectName> objects) {
    SetCompiler compiler = new SetCompiler(set, fields, verdicts, objects);
    return compiler.compile();
  }

  private VmSet compile() {
    if (set.intervals() && !set.isConcat()) {
      intervals();
    } else {
      set.elements().forEach(this::single);
    }
    List<Integer> fieldBytes = new ArrayList<>();
    for (KeyBytes.Field field : fields) {
      fieldBytes.add(field.lengthBytes());
    }
    VmSet.Shape shape = new VmSet.Shape(flags(set), fieldBytes, set.isVerdictMap());
    return new VmSet(set.name(), shape, elements.build(), life(), chainNames, notes);
  }

  private void single(TypedSet.Element element) {
    if (element.key() instanceof TypedExpr.Wildcard) {
      note(elements.addCatchAll(data(element)), element, false);
    } else if (set.intervals()) {
      KeyBytes key = key(element);
      note(elements.addRange(key.low(), key.high(), data(element)), element, false);
    } else {
      note(elements.add(key(element).low(), data(element)), element, false);
    }
  }

  private VmSet.Life life() {
    TypedSet.Life life = set.life();
    Long size = set.sizeElements();
    long sweep = life.gcIntervalMillis() * NANOS_PER_MILLI;
    return new VmSet.Life(
        life.timeoutMillis() * NANOS_PER_MILLI,
        sweep == 0 ? VmSet.Life.DEFAULT_SWEEP_NANOS : sweep,
        size == null ? 0 : size,
        lives);
  }

  /** Notes what is said of an element beside key and data. */
  private void live(int number, TypedSet.Element element) {
    TypedSet.Extra extra = element.extra();
    List<TypedStmt> stateful =
        extra.stateful().isEmpty() ? set.life().stateful() : extra.stateful();
    if (extra.timeoutMillis() == 0 && extra.expiresMillis() == 0 && stateful.isEmpty()) {
      return;
    }
    long timeout = extra.timeoutMillis() == 0 ? set.life().timeoutMillis() : extra.timeoutMillis();
    long left = extra.expiresMillis() == 0 ? timeout : extra.expiresMillis();
    lives.put(
        number,
        new VmSet.ElementLife(
            timeout * NANOS_PER_MILLI, left * NANOS_PER_MILLI, StatefulOps.of(stateful)));
  }

  private KeyBytes key(TypedSet.Element element) {
    return KeyBytes.of(element.key(), fields, set.intervals());
  }

  private void intervals() {
    KeyBytes.Field field = fields.getFirst();
    // A field that is shifted up never fills its bytes, so its intervals always have an end.
    int bits = set.keyParts().getFirst().lengthBits();
    BigInteger highest = ConstantBytes.ones(field.shift() == 0 ? bits : 8 * field.lengthBytes(), 0);
    List<TypedSet.Element> sorted = new ArrayList<>(set.elements());
    sorted.removeIf(element -> element.key() instanceof TypedExpr.Wildcard);
    sorted.sort(Comparator.comparing(element -> KeyBytes.low(element.key())));
    boolean first = true;
    for (TypedSet.Element element : sorted) {
      BigInteger low = KeyBytes.low(element.key()).shiftLeft(field.shift());
      BigInteger high = KeyBytes.high(element.key()).shiftLeft(field.shift());
      if (first && low.signum() != 0) {
        elements.addEndMark(words(BigInteger.ZERO, field));
      }
      first = false;
      boolean openEnd = high.compareTo(highest) >= 0;
      note(elements.add(words(low, field), data(element)), element, openEnd);
      if (!openEnd) {
        elements.addEndMark(words(high.add(BigInteger.ONE), field));
      }
    }
    for (TypedSet.Element element : set.elements()) {
      if (element.key() instanceof TypedExpr.Wildcard) {
        single(element);
      }
    }
  }

  private static int[] words(BigInteger number, KeyBytes.Field field) {
    return KeyBytes.words(number, field.lengthBytes(), false);
  }

  private int[] data(TypedSet.Element element) {
    TypedSet.Data data = set.data();
    TypedExpr value = element.data();
    if (data == null || value == null) {
      return new int[0];
    }
    if (value instanceof TypedExpr.VerdictValue verdictValue) {
      VmVerdict verdict = verdicts.apply(verdictValue);
      if (verdict.hasChain()) {
        chainNames.put(Verdicts.argument(verdict.packed()), verdict.chain());
      }
      return new int[] {verdict.packed()};
    }
    if (value instanceof TypedExpr.ObjectName object) {
      return new int[] {objects.applyAsInt(object)};
    }
    KeyBytes words = KeyBytes.of(value, KeyBytes.fieldsOf(data.parts()), false);
    if (!data.intervals()) {
      return words.low();
    }
    int[] both = Arrays.copyOf(words.low(), 2 * words.low().length);
    System.arraycopy(words.high(), 0, both, words.low().length, words.high().length);
    return both;
  }

  private void note(int number, TypedSet.Element element, boolean openEnd) {
    live(number, element);
    String comment = element.comment();
    if (comment == null && !openEnd) {
      return;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (comment != null) {
      byte[] text = comment.getBytes(StandardCharsets.UTF_8);
      out.write(NOTE_COMMENT);
      out.write(text.length + 1);
      out.writeBytes(text);
      out.write(0);
    }
    if (openEnd) {
      out.writeBytes(OPEN_END);
    }
    notes.put(number, out.toByteArray());
  }

  private static int dataWords(TypedSet set) {
    TypedSet.Data data = set.data();
    if (data == null) {
      return 0;
    }
    if (data.parts().isEmpty()) {
      return 1;
    }
    int words = 0;
    for (KeyBytes.Field field : KeyBytes.fieldsOf(data.parts())) {
      words += RegisterBytes.words(new byte[field.lengthBytes()]).length;
    }
    return data.intervals() ? 2 * words : words;
  }

  private static int flags(TypedSet set) {
    int flags = 0;
    if (set.isAnonymous()) {
      flags |= VmSet.ANONYMOUS;
    }
    if (set.constant()) {
      flags |= VmSet.CONSTANT;
    }
    if (set.intervals()) {
      flags |= VmSet.INTERVAL;
    }
    if (set.objects() != null) {
      flags |= VmSet.OBJECT;
    } else if (set.isMap()) {
      flags |= VmSet.MAP;
    }
    if (set.life().timeouts()) {
      flags |= VmSet.TIMEOUT;
    }
    if (set.life().dynamic()) {
      flags |= VmSet.DYNAMIC;
    }
    if (set.intervals() && set.isConcat()) {
      flags |= VmSet.CONCAT;
    }
    return flags;
  }
}
