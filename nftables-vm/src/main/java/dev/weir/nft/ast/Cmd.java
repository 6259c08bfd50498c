package dev.weir.nft.ast;

import dev.weir.core.diag.SourceSpan;
import dev.weir.core.hook.Family;
import dev.weir.nft.vm.ObjectKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One command of a transaction. A file is a list of them, applied in order, all or none. */
public sealed interface Cmd {
  SourceSpan span();

  /** Adds a table; {@code comment} may be null. */
  record AddTable(
      SourceSpan span, AddMode mode, TableRef table, TableFlags flags, @Nullable String comment)
      implements Cmd {}

  /**
   * Flags of a table.
   *
   * @param dormant its chains do not run
   * @param owned it goes when the nft goes that made it
   * @param persistent though owned it stays
   */
  record TableFlags(boolean dormant, boolean owned, boolean persistent) {}

  /**
   * Adds a chain, or changes the policy of an existing base chain.
   *
   * @param base the hook, or null for a regular chain (or where only the policy is given)
   * @param policy null where not given
   */
  record AddChain(
      SourceSpan span,
      AddMode mode,
      TableRef table,
      Name chain,
      @Nullable BaseChain base,
      Expr.@Nullable VerdictKind policy,
      @Nullable String comment)
      implements Cmd {}

  /** Adds a set or map. */
  record AddSet(SourceSpan span, AddMode mode, TableRef table, SetDeclaration set) implements Cmd {}

  /** Adds elements to a named set or map. */
  record AddElements(
      SourceSpan span, AddMode mode, TableRef table, Name set, Expr.SetLiteral elements)
      implements Cmd {}

  /** Adds ({@code insert} false: at the end or behind a position) or inserts a rule. */
  record AddRule(
      SourceSpan span,
      AddMode mode,
      boolean insert,
      TableRef table,
      Name chain,
      @Nullable Position position,
      Rule rule)
      implements Cmd {}

  /** {@code replace rule t c handle n ...}. */
  record ReplaceRule(SourceSpan span, TableRef table, Name chain, long handle, Rule rule)
      implements Cmd {}

  /** Adds a named object; {@code span} is that of its name in a table's block. */
  record AddObject(
      SourceSpan span, AddMode mode, TableRef table, Name object, ObjectSpec specification)
      implements Cmd {}

  /** Deletes a named object, by name or else by handle. */
  record DeleteObject(
      SourceSpan span,
      ObjectKind kind,
      TableRef table,
      @Nullable Name object,
      @Nullable Long handle)
      implements Cmd {}

  /**
   * {@code reset counters}: sets back the objects of one kind of all tables, of those of a family
   * or of one table, or one object.
   */
  record ResetObjects(
      SourceSpan span,
      ObjectKind kind,
      @Nullable Family family,
      @Nullable TableRef table,
      @Nullable Name object)
      implements Cmd {}

  /** {@code rename chain t c d}. */
  record RenameChain(SourceSpan span, TableRef table, Name chain, Name newName) implements Cmd {}

  /** {@code destroy ...}: deletes what is there, and is content where nothing is. */
  record Destroy(SourceSpan span, Cmd delete) implements Cmd {}

  /** Deletes what {@code target} names. */
  record Delete(SourceSpan span, Target target) implements Cmd {}

  /**
   * Flushes what {@code target} names: the rule set, a table's or chain's rules, a set's elements.
   */
  record Flush(SourceSpan span, Target target) implements Cmd {}

  /** Deletes elements of a named set or map. */
  record DeleteElements(SourceSpan span, TableRef table, Name set, Expr.SetLiteral elements)
      implements Cmd {}

  /** {@code add} is idempotent, {@code create} fails where the object exists. */
  enum AddMode {
    ADD,
    CREATE
  }

  /** A name and where it was written. */
  record Name(SourceSpan span, String text) {}

  /** A table by family and name. */
  record TableRef(SourceSpan span, Family family, String name) {}

  /** Where a rule goes: behind (add) or before (insert) the rule with this handle or index. */
  record Position(SourceSpan span, boolean byHandle, long value) {}

  /** What delete and flush act on; fields are null where the kind has no use for them. */
  record Target(
      SourceSpan span,
      TargetKind kind,
      @Nullable Family family,
      @Nullable TableRef table,
      @Nullable Name name,
      @Nullable Long handle) {}

  /** Kinds of {@link Target}. */
  enum TargetKind {
    RULESET,
    TABLE,
    CHAIN,
    RULE,
    SET,
    MAP
  }

  /**
   * {@code type filter hook input priority filter}, or {@code type filter hook ingress device lo
   * priority filter}.
   *
   * @param devices null where none are written
   */
  record BaseChain(
      SourceSpan span, Name type, Name hook, Priority priority, @Nullable Devices devices) {}

  /** {@code device lo} or <code>devices = { lo, eth0 }</code>. */
  record Devices(SourceSpan span, List<Name> names) {
    public Devices {
      names = List.copyOf(names);
    }
  }

  /** A priority: a number, or a name with an offset ({@code name} null: the number alone). */
  record Priority(SourceSpan span, @Nullable Name name, int offset) {}

  /** A rule as written. */
  record Rule(SourceSpan span, List<Stmt> statements, @Nullable String comment) {}

  /**
   * A set or map declaration. Exactly one of {@code typeNames} (from {@code type}) and {@code
   * typeof} is non-null.
   *
   * @param typeNames the types of the key's parts, one for a plain key
   * @param dataTypeNames the types of the data's parts, or null for a set; {@code verdict} for a
   *     verdict map
   * @param dataIntervals whether the data are ranges: {@code ipv4_addr : interval ipv4_addr}
   * @param objects the kind of objects it maps to, or null
   * @param flags words behind {@code flags}
   * @param sizeElements the declared size, or null
   * @param timeoutMillis the default timeout of elements, or null
   * @param gcIntervalMillis how often dead elements are swept up, or null
   * @param stateful what every element has one of: {@code counter}
   * @param elements the initial elements, or null
   */
  record SetDeclaration(
      SourceSpan span,
      Name name,
      boolean map,
      @Nullable List<Name> typeNames,
      @Nullable Expr typeof,
      @Nullable List<Name> dataTypeNames,
      @Nullable Expr dataTypeof,
      boolean dataIntervals,
      @Nullable ObjectKind objects,
      List<Name> flags,
      @Nullable Long sizeElements,
      @Nullable Long timeoutMillis,
      @Nullable Long gcIntervalMillis,
      List<Stmt> stateful,
      @Nullable Name policy,
      boolean autoMerge,
      @Nullable String comment,
      Expr.@Nullable SetLiteral elements) {}
}
