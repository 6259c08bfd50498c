package dev.weir.nft.ast;

import dev.weir.core.hook.Family;
import dev.weir.core.state.TokenRate;
import dev.weir.nft.vm.ObjectKind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a named object of a table is: {@code counter c { packets 1 bytes 2; comment "x"; }}.
 *
 * @param comment what {@code comment} says, or null
 */
public record ObjectSpec(Body body, @Nullable String comment) {
  /** The kind that its body has. */
  public ObjectKind kind() {
    return switch (body) {
      case Counter ignored -> ObjectKind.COUNTER;
      case Quota ignored -> ObjectKind.QUOTA;
      case Limit ignored -> ObjectKind.LIMIT;
      case CtHelper ignored -> ObjectKind.CT_HELPER;
      case CtTimeout ignored -> ObjectKind.CT_TIMEOUT;
      case CtExpectation ignored -> ObjectKind.CT_EXPECTATION;
      case Synproxy ignored -> ObjectKind.SYNPROXY;
      case Secmark ignored -> ObjectKind.SECMARK;
      case Flowtable ignored -> ObjectKind.FLOWTABLE;
    };
  }

  /** What stands between the braces. */
  public sealed interface Body {}

  /** {@code packets 1 bytes 2}: what it begins with. */
  public record Counter(long packets, long bytes) implements Body {}

  /** {@code over 10 mbytes used 1 bytes}; numbers of bytes, unsigned. */
  public record Quota(long quotaBytes, long usedBytes, boolean over) implements Body {}

  /** {@code rate over 1/second burst 5 packets}. */
  public record Limit(TokenRate rate, boolean over) implements Body {}

  /**
   * {@code type "ftp" protocol tcp; l3proto ip;}.
   *
   * @param family null where {@code l3proto} is not written
   */
  public record CtHelper(String type, int protocol, @Nullable Family family) implements Body {}

  /**
   * <code>protocol tcp; policy = { established : 10, close : 4 }</code>.
   *
   * @param policy seconds by state, in the order of the kernel's states
   */
  public record CtTimeout(int protocol, @Nullable Family family, SequencedMap<String, Long> policy)
      implements Body {
    public CtTimeout {
      policy = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(policy));
    }
  }

  /** {@code protocol tcp; dport 9876; timeout 1m; size 12;}. */
  public record CtExpectation(
      int protocol, @Nullable Family family, int destinationPort, long timeoutMillis, int size)
      implements Body {}

  /** {@code mss 1460 wscale 7 timestamp sack-perm}. */
  public record Synproxy(int mss, int windowScale, boolean timestamp, boolean sackPermitted)
      implements Body {}

  /**
   * <code>hook ingress priority filter; devices = { eth0, eth1 }; flags offload; counter;</code>.
   *
   * @param priority as a number
   */
  public record Flowtable(int priority, List<String> devices, boolean offload, boolean counter)
      implements Body {
    public Flowtable {
      devices = List.copyOf(devices);
    }
  }

  /** {@code "system_u:object_r:ssh_server_packet_t:s0"}. */
  public record Secmark(String context) implements Body {}
}
