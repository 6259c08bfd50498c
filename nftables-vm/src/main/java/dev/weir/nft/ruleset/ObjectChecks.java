package dev.weir.nft.ruleset;

import dev.weir.core.hook.Family;
import dev.weir.core.state.TokenRate;
import dev.weir.nft.ast.ObjectSpec;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel refuses of an object's specification.
 *
 * <p>Source: the {@code init} of each struct nft_object_ops.
 */
final class ObjectChecks {
  private static final String TOO_LARGE = "Value too large for defined data type";

  private ObjectChecks() {}

  /** The kernel's error, or null. */
  static @Nullable String refusal(Family family, ObjectSpec.Body body) {
    return switch (body) {
      case ObjectSpec.Counter ignored -> null;
      case ObjectSpec.Quota quota -> quota(quota);
      case ObjectSpec.Limit limit -> limit(limit.rate());
      case ObjectSpec.CtHelper ignored -> null;
      case ObjectSpec.CtTimeout ignored -> null;
      case ObjectSpec.CtExpectation ignored -> null;
      case ObjectSpec.Synproxy ignored -> null;
      case ObjectSpec.Secmark ignored -> null;
      case ObjectSpec.Flowtable flowtable -> flowtable(family, flowtable);
    };
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
}
