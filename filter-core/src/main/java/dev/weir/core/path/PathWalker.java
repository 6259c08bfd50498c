package dev.weir.core.path;

import dev.weir.core.backend.CompiledRuleset;
import dev.weir.core.netns.NetworkNamespace;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Malformed;
import dev.weir.core.packet.Packet;
import dev.weir.core.trace.TraceEvent;
import dev.weir.core.trace.TraceSink;
import org.jspecify.annotations.Nullable;

/**
 * Walks packets through the hooks of the IP stack and says what became of each.
 *
 * <p>Example: {@code char outcome = walker.walk(packet)} with a parsed packet gives one of {@link
 * Outcomes}.
 *
 * <p><i>Meaning:</i> received packets: the stack's checks, prerouting, routing, then input (local
 * delivery, IPv4 fragments put together first) or forward and postrouting with the TTL decremented.
 * Sent packets: output and postrouting, without link header. Where rules use conntrack, fragments
 * are put together and connections tracked on the way, and what did not arrive leaves no
 * connection. Between hooks the stack drops what {@link StackModel} says. The fragment that
 * completes a datagram gets the datagram's verdict. The packet's bytes are changed only in a copy;
 * after {@code walk} it shows the original again, while mark, priority, packet type and trace flag
 * keep what the rules made of them.
 *
 * <p><i>State and threads:</i> belongs to one thread; close it to free the copy and the held
 * fragments (not the namespace).
 *
 * <p>Source: net/ipv4/ip_input.c, ip_forward.c, ip_output.c, raw.c, net/ipv6/ip6_input.c,
 * ip6_output.c, raw.c.
 */
public final class PathWalker implements AutoCloseable {
  private final PathChooser chooser;
  private final WalkState state = WalkState.fresh();
  private final PacketRewriter rewriter = state.rewriter();
  private final NetworkNamespace namespace;
  private final LinkPath linkPath;
  private final ReceivePath receivePath;
  private final SendPath sendPath;
  private final BridgePath bridgePath;
  private final ArpPath arpPath;
  private final ReplyPath replyPath;
  private final boolean tracks;
  private @Nullable PacketSink changed;

  /** A walker of one rule set for the calling thread, in a namespace of its own. */
  public PathWalker(CompiledRuleset ruleset, PathOptions options) {
    this(ruleset, options, NetworkNamespace.fresh());
  }

  /** A walker of one rule set for the calling thread, which must be the namespace's only one. */
  public PathWalker(CompiledRuleset ruleset, PathOptions options, NetworkNamespace namespace) {
    this.namespace = namespace;
    chooser = new PathChooser(options, ruleset.baseChains());
    DeviceChooser devices = new DeviceChooser(options);
    linkPath = new LinkPath(ruleset, namespace, options.interfaces(), devices, state);
    namespace.nat().setHost(options.local().host(), options.routes());
    IpHooks hooks = new IpHooks(ruleset, namespace, options.reassembly(), state);
    tracks = hooks.tracks();
    receivePath = new ReceivePath(hooks, linkPath, devices, state);
    sendPath = new SendPath(hooks, linkPath, devices, receivePath, state);
    replyPath = new ReplyPath(hooks, sendPath, devices, options.sources(), namespace, state);
    bridgePath = new BridgePath(ruleset, namespace, devices, linkPath, state);
    arpPath = new ArpPath(ruleset, namespace, devices, linkPath);
  }

  /**
   * Whether a packet about which neither addresses nor the capture say anything cannot be placed.
   */
  public boolean isFallbackAmbiguous() {
    return chooser.fallback() == PathChooser.Course.AMBIGUOUS;
  }

  /** Whether a packet can meet a base chain at all; always so if the path is not fixed. */
  public boolean hasChainsOnPath() {
    return chooser.hasChains();
  }

  /** Tells {@code sink} of every packet that is accepted and whose bytes the rules changed. */
  public void tellChanged(PacketSink sink) {
    changed = sink;
  }

  /** What to warn about. */
  public PathStatistics statistics() {
    return state.statistics();
  }

  /** From now on shows accepted packets as they leave or are delivered. */
  public void show(PacketSink sink) {
    state.outlet().open(sink);
  }

  /** Judges a parsed packet; one of {@link Outcomes}. */
  @HotPath
  public char walk(Packet packet) {
    TraceSink trace = namespace.trace();
    return trace != null && trace.isOn() ? walkTraced(packet, trace) : walkDecodable(packet);
  }

  /** The same, and tells what the stack itself decided. */
  private char walkTraced(Packet packet, TraceSink trace) {
    PathStatistics statistics = state.statistics();
    statistics.because(StackReason.NONE, Outcomes.ACCEPTED);
    char outcome = walkDecodable(packet);
    String words = statistics.reason().words(packet, outcome);
    boolean decided =
        outcome == Outcomes.UNDECODABLE
            || outcome == Outcomes.DROPPED_BEFORE_HOOKS
            || outcome == Outcomes.DROPPED_BY_STACK
            || outcome == Outcomes.HELD
            || statistics.reason() == StackReason.CONNTRACK
            || statistics.reason() == StackReason.NAT;
    if (decided && !words.isEmpty()) {
      trace.event(new TraceEvent.StackDecided(words), packet);
    }
    return outcome;
  }

  private char walkDecodable(Packet packet) {
    if (isLinkUndecodable(packet)) {
      return Outcomes.UNDECODABLE;
    }
    PathChooser.Course course;
    if (chooser.isForFrames()) {
      course = chooser.chooseForFrames();
    } else if (packet.malformed() == Malformed.SNAPPED || StackModel.isHopByHopSnapped(packet)) {
      return Outcomes.UNDECODABLE;
    } else {
      course = isHeaderWhole(packet) ? chooser.choose(packet) : chooser.chooseOther(packet);
    }
    if (packet.direction() == Packet.DIRECTION_OUTBOUND && chooser.isForwarded(packet, course)) {
      state.statistics().countSeenLeaving();
    }
    rewriter.begin(packet);
    char outcome = walk(packet, course);
    if (namespace.rejection().isPending()) {
      state.outlet().setShut(true);
      replyPath.answer(packet);
      state.outlet().setShut(false);
    }
    if (tracks && packet.conntrack().isAttached()) {
      namespace.conntrack().release(packet);
    }
    if (changed != null && outcome == Outcomes.ACCEPTED && packet.wasRewritten()) {
      changed.take(packet);
    }
    rewriter.end(packet);
    return outcome;
  }

  private char walk(Packet packet, PathChooser.Course course) {
    return switch (course) {
      case FORWARD -> receivePath.receive(packet, false);
      case INPUT -> receivePath.receive(packet, true);
      case OUTPUT -> sendPath.send(packet);
      case LOOPBACK -> sendPath.loopback(packet);
      case BRIDGE -> bridgePath.walk(packet);
      case INGRESS -> linkPath.ingressOnly(packet);
      case OTHER_RECEIVED -> receiveOther(packet);
      case ARP_SENT -> arpPath.send(packet);
      case AMBIGUOUS -> Outcomes.AMBIGUOUS;
    };
  }

  private static boolean isLinkUndecodable(Packet packet) {
    Malformed malformed = packet.malformed();
    return malformed == Malformed.UNKNOWN_LINK_TYPE
        || (malformed == Malformed.LINK_HEADER_SHORT && packet.linkLength() == 0)
        || (malformed == Malformed.SNAPPED && packet.linkLength() == 0);
  }

  /** Whether addresses can be read: not so of other protocols and headers cut short. */
  private static boolean isHeaderWhole(Packet packet) {
    return packet.malformed() == Malformed.NONE
        ? packet.nfproto() != Packet.NFPROTO_ARP
        : packet.malformed() == Malformed.BAD_EXTENSION_HEADERS;
  }

  private char receiveOther(Packet packet) {
    char outcome = linkPath.ingress(packet);
    if (outcome != Outcomes.ACCEPTED) {
      return outcome;
    }
    if (packet.nfproto() == Packet.NFPROTO_ARP) {
      return arpPath.receive(packet);
    }
    if (packet.vlanTags() > 0) {
      state.statistics().countTaggedFrame();
      return state.statistics().because(StackReason.VLAN_TAG, Outcomes.DROPPED_BEFORE_HOOKS);
    }
    return Outcomes.DROPPED_BEFORE_HOOKS;
  }

  @Override
  public void close() {
    replyPath.close();
    state.close();
  }
}
