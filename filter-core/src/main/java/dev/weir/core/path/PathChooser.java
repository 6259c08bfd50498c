package dev.weir.core.path;

import dev.weir.core.backend.BaseChainInfo;
import dev.weir.core.hook.Hook;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Decides which way one packet takes.
 *
 * <p><i>Meaning</i> of {@code auto}, in this order: a destination that is this host's means input,
 * a source that is means output, both mean loopback; else the direction the capture gives; else
 * what the rule set's base chains can only mean: forward if it has a forward chain, input or output
 * if it has only that. A rule set with chains that leave several ways open is ambiguous.
 */
final class PathChooser {
  /** A way through the hooks. */
  enum Course {
    FORWARD,
    INPUT,
    OUTPUT,
    /** output, postrouting, prerouting, input. */
    LOOPBACK,
    AMBIGUOUS
  }

  private final Path path;
  private final LocalAddresses local;
  private final Course fallback;

  PathChooser(Path path, LocalAddresses local, List<BaseChainInfo> baseChains) {
    this.path = path;
    this.local = local;
    this.fallback = fallback(baseChains);
  }

  private static Course fallback(List<BaseChainInfo> baseChains) {
    Set<Hook> hooks = EnumSet.noneOf(Hook.class);
    for (BaseChainInfo chain : baseChains) {
      if (chain.family().sees(Packet.NFPROTO_IPV4) || chain.family().sees(Packet.NFPROTO_IPV6)) {
        hooks.add(chain.hook());
      }
    }
    if (hooks.contains(Hook.FORWARD)) {
      return Course.FORWARD;
    }
    boolean input = hooks.contains(Hook.INPUT);
    boolean output = hooks.contains(Hook.OUTPUT);
    if (input != output) {
      return input ? Course.INPUT : Course.OUTPUT;
    }
    // Only prerouting or postrouting chains, or input and output: nothing says which. No chain at
    // all: it does not matter.
    return hooks.isEmpty() ? Course.FORWARD : Course.AMBIGUOUS;
  }

  /** The way of packets about which neither addresses nor the capture say anything. */
  Course fallback() {
    return fallback;
  }

  /** Whether {@code --path output} was asked for: then even malformed packets count as sent. */
  boolean isAlwaysOutput() {
    return path == Path.OUTPUT;
  }

  /** The way of a packet whose IP header is whole. */
  @HotPath
  Course choose(Packet packet) {
    return switch (path) {
      case FORWARD -> Course.FORWARD;
      case INPUT -> Course.INPUT;
      case OUTPUT -> Course.OUTPUT;
      case AUTO -> auto(packet);
    };
  }

  private Course auto(Packet packet) {
    boolean toHost = local.isHostDestination(packet);
    boolean fromHost = local.isSource(packet);
    if (toHost) {
      return fromHost ? Course.LOOPBACK : Course.INPUT;
    }
    if (fromHost) {
      return Course.OUTPUT;
    }
    return switch (packet.direction()) {
      case Packet.DIRECTION_INBOUND -> Course.INPUT;
      case Packet.DIRECTION_OUTBOUND -> Course.OUTPUT;
      // One of the host's groups or broadcast addresses.
      default -> local.isDestination(packet) ? Course.INPUT : fallback;
    };
  }
}
