package dev.weir.core.path;

import dev.weir.core.backend.BaseChainInfo;
import dev.weir.core.hook.Family;
import dev.weir.core.hook.Hook;
import dev.weir.core.packet.Ether;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Malformed;
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
 * if it has only that, bridge or ingress if it has chains of nothing else. A rule set with chains
 * that leave several ways open is ambiguous. Where only a bridge has chains, every frame is the
 * bridge's.
 */
final class PathChooser {
  /** A way through the hooks. */
  enum Course {
    FORWARD,
    INPUT,
    OUTPUT,
    /** output, postrouting, prerouting, input. */
    LOOPBACK,
    BRIDGE,
    /** The ingress hook alone. */
    INGRESS,
    /** Received, but not IP: ingress, and arp's input. */
    OTHER_RECEIVED,
    /** ARP sent by this host. */
    ARP_SENT,
    AMBIGUOUS
  }

  private final Path path;
  private final LocalAddresses local;
  private final InterfaceTable interfaces;
  private final Course fallback;
  private final boolean chains;

  PathChooser(PathOptions options, List<BaseChainInfo> baseChains) {
    path = options.path();
    local = options.local();
    interfaces = options.interfaces();
    fallback = fallback(baseChains);
    chains = baseChains.stream().anyMatch(this::isOnPath);
  }

  private boolean isOnPath(BaseChainInfo chain) {
    Hook hook = chain.hook();
    if (path == Path.BRIDGE) {
      return chain.family() == Family.BRIDGE || hook == Hook.INGRESS || hook == Hook.EGRESS;
    }
    if (path != Path.AUTO && chain.family() == Family.BRIDGE) {
      return false;
    }
    return switch (path) {
      case AUTO, BRIDGE -> true;
      case INGRESS -> hook == Hook.INGRESS;
      case OUTPUT -> hook == Hook.OUTPUT || hook == Hook.POSTROUTING || hook == Hook.EGRESS;
      case INPUT -> hook == Hook.INGRESS || hook == Hook.PREROUTING || hook == Hook.INPUT;
      case FORWARD -> hook != Hook.INPUT && hook != Hook.OUTPUT;
    };
  }

  /** Whether a packet can meet a base chain. */
  boolean hasChains() {
    return chains;
  }

  private static Course fallback(List<BaseChainInfo> baseChains) {
    Set<Hook> hooks = EnumSet.noneOf(Hook.class);
    Set<Hook> deviceHooks = EnumSet.noneOf(Hook.class);
    boolean bridge = false;
    for (BaseChainInfo chain : baseChains) {
      boolean ip =
          chain.family().sees(Packet.NFPROTO_IPV4) || chain.family().sees(Packet.NFPROTO_IPV6);
      if (chain.hook() == Hook.INGRESS || chain.hook() == Hook.EGRESS) {
        deviceHooks.add(chain.hook());
      } else if (ip) {
        hooks.add(chain.hook());
      }
      bridge |= chain.family() == Family.BRIDGE;
    }
    if (!hooks.isEmpty()) {
      return ipFallback(hooks);
    }
    if (bridge) {
      return Course.BRIDGE;
    }
    // No chain at all: it does not matter.
    return deviceHooks.isEmpty() ? Course.FORWARD : deviceFallback(deviceHooks);
  }

  private static Course ipFallback(Set<Hook> hooks) {
    if (hooks.contains(Hook.FORWARD)) {
      return Course.FORWARD;
    }
    boolean input = hooks.contains(Hook.INPUT);
    boolean output = hooks.contains(Hook.OUTPUT);
    if (input != output) {
      return input ? Course.INPUT : Course.OUTPUT;
    }
    // Only prerouting or postrouting chains, or input and output: nothing says which.
    return Course.AMBIGUOUS;
  }

  private static Course deviceFallback(Set<Hook> hooks) {
    if (hooks.size() > 1) {
      return Course.AMBIGUOUS;
    }
    return hooks.contains(Hook.INGRESS) ? Course.INGRESS : Course.OUTPUT;
  }

  /** The way of packets about which neither addresses nor the capture say anything. */
  Course fallback() {
    return fallback;
  }

  /** Whether a packet that was captured on its way out is one that this host only forwards. */
  @HotPath
  boolean isForwarded(Packet packet, Course course) {
    return course == Course.FORWARD
        || (course == Course.OUTPUT
            && path == Path.AUTO
            && packet.malformed() == Malformed.NONE
            && local.isKnown()
            && !local.isSource(packet));
  }

  /** Whether every frame takes one way, IP or not. */
  @HotPath
  boolean isForFrames() {
    return path == Path.BRIDGE
        || path == Path.INGRESS
        || (path == Path.AUTO && fallback == Course.BRIDGE);
  }

  /** The way of all frames, if {@link #isForFrames}. */
  @HotPath
  Course chooseForFrames() {
    return path == Path.INGRESS ? Course.INGRESS : Course.BRIDGE;
  }

  /** The way of a packet whose IP header is whole. */
  @HotPath
  Course choose(Packet packet) {
    return switch (path) {
      case FORWARD -> Course.FORWARD;
      case INPUT -> Course.INPUT;
      case OUTPUT -> Course.OUTPUT;
      case BRIDGE, INGRESS -> chooseForFrames();
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

  /** The way of ARP, of other protocols, and of IP headers that cannot be read. */
  @HotPath
  Course chooseOther(Packet packet) {
    boolean arp = packet.nfproto() == Packet.NFPROTO_ARP;
    if (path == Path.OUTPUT) {
      // Even malformed packets count as sent there.
      return arp ? Course.ARP_SENT : Course.OUTPUT;
    }
    if (path != Path.AUTO) {
      return Course.OTHER_RECEIVED;
    }
    boolean sent =
        packet.direction() == Packet.DIRECTION_OUTBOUND
            || (packet.hasLinkHeader() && interfaces.isOwnLinkAddress(Ether.source(packet)));
    if (sent) {
      return arp ? Course.ARP_SENT : Course.OUTPUT;
    }
    return fallback == Course.INGRESS ? Course.INGRESS : Course.OTHER_RECEIVED;
  }
}
