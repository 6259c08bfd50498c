package dev.weir.core.reject;

/** The answer to a rejected packet, or why there is none. */
public sealed interface RejectReply {
  /** The answer in words, as the trace shows it. */
  String describe();

  /**
   * An ICMP or ICMPv6 error "destination unreachable".
   *
   * @param nfproto 2 or 10
   * @param code as on the wire
   */
  record Unreachable(int nfproto, int code) implements RejectReply {
    @Override
    public String describe() {
      return (nfproto == 2 ? "icmp unreachable code " : "icmpv6 unreachable code ") + code;
    }
  }

  /**
   * A TCP reset.
   *
   * @param sequence its sequence number, 0 with {@code acknowledges}
   * @param acknowledges whether it has ACK and {@code acknowledgement}, which it has where the
   *     rejected segment had none
   */
  record Reset(int sequence, boolean acknowledges, int acknowledgement) implements RejectReply {
    @Override
    public String describe() {
      return acknowledges
          ? "tcp reset ack " + Integer.toUnsignedString(acknowledgement)
          : "tcp reset seq " + Integer.toUnsignedString(sequence);
    }
  }

  /** No answer. */
  record None(Silence reason) implements RejectReply {
    @Override
    public String describe() {
      return "no answer: " + reason.text();
    }
  }

  /** Why nothing answers. */
  enum Silence {
    FRAGMENT("a fragment behind the first"),
    NOT_TCP("not TCP"),
    SHORT_HEADER("the transport header is cut"),
    RESET("a reset is not answered"),
    BAD_CHECKSUM("its checksum is wrong"),
    NOT_UNICAST("not from one host to one host"),
    ICMP_ERROR("an ICMP error is not answered"),
    NO_IP("not an IP packet");

    private final String text;

    Silence(String text) {
      this.text = text;
    }

    /** The reason in words. */
    public String text() {
      return text;
    }
  }
}
