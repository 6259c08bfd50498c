package dev.weir.core.verdict;

/**
 * Packed verdicts: code in bits 0-7, argument in bits 8-31.
 *
 * <p>Example: {@code Verdicts.of(Verdicts.JUMP, 3)} jumps to chain 3.
 *
 * <p><i>Meaning:</i> {@link #CONTINUE} goes on with the next expression or rule, {@link #BREAK}
 * with the next rule; {@link #ACCEPT} ends the base chain only, {@link #DROP} the packet.
 *
 * <p>Source: include/uapi/linux/netfilter/nf_tables.h (enum nft_verdicts).
 */
public final class Verdicts {
  public static final int CONTINUE = 0;
  public static final int BREAK = 1;
  public static final int JUMP = 2;
  public static final int GOTO = 3;
  public static final int RETURN = 4;
  public static final int ACCEPT = 5;
  public static final int DROP = 6;

  /** Reserved: taken over by fwd, dup, tproxy and the like. */
  public static final int STOLEN = 7;

  /** Reserved: handed to the queue in the argument. */
  public static final int QUEUE = 8;

  /** Largest argument. */
  public static final int MAX_ARGUMENT = 0xffffff;

  private static final int CODE_BITS = 8;
  private static final int CODE_MASK = 0xff;

  private Verdicts() {}

  /** Packs a code and an argument of 0..{@link #MAX_ARGUMENT}. */
  public static int of(int code, int argument) {
    return argument << CODE_BITS | code;
  }

  /** The code of a packed verdict. */
  public static int code(int verdict) {
    return verdict & CODE_MASK;
  }

  /** The argument of a packed verdict: chain index or queue number. */
  public static int argument(int verdict) {
    return verdict >>> CODE_BITS;
  }

  /** nft's word for a packed verdict's code. */
  public static String name(int verdict) {
    return switch (code(verdict)) {
      case CONTINUE -> "continue";
      case BREAK -> "break";
      case JUMP -> "jump";
      case GOTO -> "goto";
      case RETURN -> "return";
      case ACCEPT -> "accept";
      case DROP -> "drop";
      case STOLEN -> "stolen";
      case QUEUE -> "queue";
      default -> "verdict " + code(verdict);
    };
  }
}
