package dev.weir.core.path;

/** What became of a packet, as the characters of {@code --verdicts}. */
public final class Outcomes {
  /** Accepted by every hook. */
  public static final char ACCEPTED = 'A';

  /** Dropped by a rule or policy. */
  public static final char DROPPED = 'D';

  /** Dropped by the stack before any hook. */
  public static final char DROPPED_BEFORE_HOOKS = 'P';

  /** Dropped by the stack between two hooks. */
  public static final char DROPPED_BY_STACK = 'K';

  /** A fragment held by reassembly. */
  public static final char HELD = 'Q';

  /** Delivered locally on the forward path. */
  public static final char LOCAL = 'L';

  /** Forwarded on the input path. */
  public static final char FORWARDED = 'W';

  /** Sent elsewhere by a rule ({@code fwd}). */
  public static final char STOLEN = 'S';

  /** Not decodable. */
  public static final char UNDECODABLE = 'I';

  /** Not an outcome: nothing tells which path the packet takes; {@code --path} must. */
  public static final char AMBIGUOUS = '?';

  private Outcomes() {}
}
