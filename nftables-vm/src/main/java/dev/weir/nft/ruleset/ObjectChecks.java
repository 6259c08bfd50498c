package dev.weir.nft.ruleset;

import dev.weir.core.hook.Family;
import dev.weir.core.state.TokenRate;
import dev.weir.nft.ast.ObjectSpec;
import dev.weir.nft.vm.ObjectKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel refuses of an object's specification, and what it makes of the rest.
 *
 * <p>Source: the {@code init} of each struct nft_object_ops; which helpers there are was asked of
 * Linux 6.18 with all of them built in.
 */
final class ObjectChecks {
  private static final String TOO_LARGE = "Value too large for defined data type";
  private static final String OUT_OF_RANGE = "Numerical result out of range";
  private static final String PROTOCOL_ERROR = "Protocol error";
  private static final String NO_FAMILY = "Address family not supported by protocol";
  private static final int UDP = 17;

  /** Helpers of both IP versions, with their transport protocol. */
  private static final Set<String> HELPERS =
      Set.of(
          "ftp 6",
          "tftp 17",
          "sip 6",
          "sip 17",
          "amanda 17",
          "RAS 17",
          "Q.931 6",
          "H.245 17",
          "sane 6");

  private static final Set<String> IP4_HELPERS =
      Set.of("irc 6", "netbios-ns 17", "snmp 17", "snmp_trap 17", "pptp 6");

  /** Policies that nft leaves out of its listings. */
  private static final Map<String, Long> USUAL_TCP =
      Map.ofEntries(
          Map.entry("syn_sent", 120L),
          Map.entry("syn_recv", 60L),
          Map.entry("established", 432_000L),
          Map.entry("fin_wait", 120L),
          Map.entry("close_wait", 60L),
          Map.entry("last_ack", 30L),
          Map.entry("time_wait", 120L),
          Map.entry("close", 10L),
          Map.entry("syn_sent2", 120L),
          Map.entry("retrans", 300L),
          Map.entry("unack", 300L));

  private static final Map<String, Long> USUAL_UDP = Map.of("unreplied", 30L, "replied", 120L);

  private ObjectChecks() {}

  /** Whether an object of this kind makes the kernel track connections. */
  static boolean tracks(ObjectKind kind) {
    return switch (kind) {
      case CT_HELPER, CT_TIMEOUT, CT_EXPECTATION, SYNPROXY -> true;
      case COUNTER, QUOTA, LIMIT, SECMARK, FLOWTABLE -> false;
    };
  }

  /** The kernel's error, or null. */
  static @Nullable String refusal(Family family, ObjectSpec.Body body) {
    String refusal =
        switch (body) {
          case ObjectSpec.Counter ignored -> null;
          case ObjectSpec.Quota quota -> quota(quota);
          case ObjectSpec.Limit limit -> limit(limit.rate());
          case ObjectSpec.CtHelper helper -> helper(family, helper);
          case ObjectSpec.CtTimeout timeout ->
              timeout.protocol() == 0 ? Changes.NOT_SUPPORTED : tracked(family);
          case ObjectSpec.CtExpectation expectation -> expectation(family, expectation);
          case ObjectSpec.Synproxy ignored -> tracked(family);
          case ObjectSpec.Secmark secmark -> secmark.context().isEmpty() ? OUT_OF_RANGE : null;
          case ObjectSpec.Flowtable flowtable -> flowtable(family, flowtable);
        };
    return refusal;
  }

  private static @Nullable String tracked(Family family) {
    return family == Family.ARP || family == Family.NETDEV ? PROTOCOL_ERROR : null;
  }

  /** KERNEL: nf_tables_newflowtable; only IPv4, IPv6 and both have a flow offload type. */
  private static @Nullable String flowtable(Family family, ObjectSpec.Flowtable flowtable) {
    boolean ip = family == Family.IPV4 || family == Family.IPV6 || family == Family.INET;
    if (!ip) {
      return "No such file or directory";
    }
    boolean twice = flowtable.devices().size() != flowtable.devices().stream().distinct().count();
    return twice ? Changes.EXISTS : null;
  }

  private static @Nullable String quota(ObjectSpec.Quota quota) {
    if (quota.quotaBytes() < 0) {
      return TOO_LARGE;
    }
    boolean usedUp = Long.compareUnsigned(quota.usedBytes(), quota.quotaBytes()) > 0;
    return usedUp ? Changes.INVALID : null;
  }

  private static @Nullable String limit(TokenRate rate) {
    if (rate.rate() == 0) {
      return Changes.INVALID;
    }
    return rate.overflows() ? TOO_LARGE : null;
  }

  private static @Nullable String helper(Family family, ObjectSpec.CtHelper helper) {
    if (helper.type().isEmpty()) {
      return OUT_OF_RANGE;
    }
    Family wanted = helper.family() == null ? family : helper.family();
    boolean mismatch =
        (wanted == Family.IPV4 && family == Family.IPV6)
            || (wanted == Family.IPV6 && family == Family.IPV4);
    if (mismatch) {
      return Changes.INVALID;
    }
    if (wanted == Family.ARP) {
      return NO_FAMILY;
    }
    return helperFamily(wanted, helper) == null ? Changes.MISSING : tracked(family);
  }

  /** The family of the helpers found, or null where there is none. */
  private static @Nullable Family helperFamily(Family wanted, ObjectSpec.CtHelper helper) {
    String name = helper.type() + " " + helper.protocol();
    boolean both = HELPERS.contains(name);
    if (!both && !IP4_HELPERS.contains(name)) {
      return null;
    }
    return switch (wanted) {
      case IPV4 -> Family.IPV4;
      case IPV6 -> both ? Family.IPV6 : null;
      default -> both ? Family.INET : Family.IPV4;
    };
  }

  private static @Nullable String expectation(Family family, ObjectSpec.CtExpectation expectation) {
    Family wanted = expectation.family() == null ? family : expectation.family();
    if (wanted != Family.IPV4 && wanted != Family.IPV6) {
      return NO_FAMILY;
    }
    return wanted == family || family == Family.INET ? null : Changes.INVALID;
  }

  /** The specification as the kernel gives it back. */
  static ObjectSpec.Body kept(Family family, ObjectSpec.Body body) {
    return switch (body) {
      case ObjectSpec.CtHelper helper -> {
        Family wanted = helper.family() == null ? family : helper.family();
        yield new ObjectSpec.CtHelper(
            helper.type(), helper.protocol(), helperFamily(wanted, helper));
      }
      case ObjectSpec.CtTimeout timeout ->
          new ObjectSpec.CtTimeout(
              timeout.protocol(),
              timeout.family() == null ? family : timeout.family(),
              unusual(timeout));
      case ObjectSpec.CtExpectation expectation ->
          new ObjectSpec.CtExpectation(
              expectation.protocol(),
              expectation.family() == null ? family : expectation.family(),
              expectation.destinationPort(),
              expectation.timeoutMillis(),
              expectation.size());
      default -> body;
    };
  }

  private static SequencedMap<String, Long> unusual(ObjectSpec.CtTimeout timeout) {
    Map<String, Long> usual = timeout.protocol() == UDP ? USUAL_UDP : USUAL_TCP;
    SequencedMap<String, Long> policy = new LinkedHashMap<>();
    timeout
        .policy()
        .forEach((state, seconds) -> {
          if (!seconds.equals(usual.get(state))) {
            policy.put(state, seconds);
          }
        });
    return policy;
  }
}
