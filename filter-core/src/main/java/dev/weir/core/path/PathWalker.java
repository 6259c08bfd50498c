package dev.weir.core.path;

import dev.weir.core.backend.CompiledRuleset;
import dev.weir.core.backend.HookPoint;
import dev.weir.core.backend.HookProgram;
import dev.weir.core.hook.Hook;
import dev.weir.core.netns.NetworkNamespace;
import dev.weir.core.packet.Device;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Malformed;
import dev.weir.core.packet.Packet;
import dev.weir.core.verdict.Verdicts;
import org.jspecify.annotations.Nullable;

/**
 * Walks packets through the hooks of the IP stack and says what became of each.
 *
 * <p>Example: {@code char outcome = walker.walk(packet)} with a parsed packet gives one of {@link
 * Outcomes}.
 *
 * <p><i>Meaning:</i> received packets: the stack's checks, prerouting, routing, then input (local
 * delivery, IPv4 fragments put together first) or forward and postrouting with the TTL decremented.
 * Sent packets: output and postrouting, without link header. Between hooks the stack drops what
 * {@link StackModel} says. The fragment that completes a datagram gets the datagram's verdict. The
 * packet's bytes are changed only in a copy; after {@code walk} it shows the original again, while
 * mark, priority, packet type and trace flag keep what the rules made of them.
 *
 * <p><i>State and threads:</i> belongs to one thread; close it to free the copy and the held
 * fragments.
 *
 * <p>Source: net/ipv4/ip_input.c, ip_forward.c, ip_output.c, raw.c, net/ipv6/ip6_input.c,
 * ip6_output.c, raw.c.
 */
public final class PathWalker implements AutoCloseable {
  private final PathChooser chooser;
  private final DeviceChooser devices;
  private final LocalAddresses local;
  private final PacketRewriter rewriter = new PacketRewriter();
  private final PathStatistics statistics = new PathStatistics();
  private final Defragmenter defragmenter = new Defragmenter(statistics);
  private final HookProgram[] four;
  private final HookProgram[] six;
  private final boolean localTold;

  /** A walker of one rule set for the calling thread, in a namespace of its own. */
  public PathWalker(CompiledRuleset ruleset, PathOptions options) {
    this(ruleset, options, NetworkNamespace.fresh());
  }

  /** A walker of one rule set for the calling thread; the namespace stays the caller's to close. */
  public PathWalker(CompiledRuleset ruleset, PathOptions options, NetworkNamespace namespace) {
    chooser = new PathChooser(options.path(), options.local(), ruleset.baseChains());
    devices = new DeviceChooser(options);
    local = options.local();
    localTold = local.isKnown();
    four = programs(ruleset, Packet.NFPROTO_IPV4, namespace);
    six = programs(ruleset, Packet.NFPROTO_IPV6, namespace);
  }

  private static HookProgram[] programs(
      CompiledRuleset ruleset, int nfproto, NetworkNamespace namespace) {
    HookProgram[] programs = new HookProgram[Hook.POSTROUTING.ordinal() + 1];
    for (int i = 0; i < programs.length; i++) {
      programs[i] = ruleset.program(HookPoint.whole(nfproto, Hook.values()[i]), namespace);
    }
    return programs;
  }

  /**
   * Whether a packet about which neither addresses nor the capture say anything cannot be placed.
   */
  public boolean isFallbackAmbiguous() {
    return chooser.fallback() == PathChooser.Course.AMBIGUOUS;
  }

  /** What to warn about. */
  public PathStatistics statistics() {
    return statistics;
  }

  /** Judges a parsed packet; one of {@link Outcomes}. */
  @HotPath
  public char walk(Packet packet) {
    if (isUndecodable(packet)) {
      return Outcomes.UNDECODABLE;
    }
    boolean whole = isHeaderWhole(packet);
    if (!whole && !chooser.isAlwaysOutput()) {
      countTags(packet);
      return Outcomes.DROPPED_BEFORE_HOOKS;
    }
    PathChooser.Course course = whole ? chooser.choose(packet) : PathChooser.Course.OUTPUT;
    rewriter.begin(packet);
    char outcome =
        switch (course) {
          case FORWARD -> receive(packet, false);
          case INPUT -> receive(packet, true);
          case OUTPUT -> send(packet);
          case LOOPBACK -> loopback(packet);
          case AMBIGUOUS -> Outcomes.AMBIGUOUS;
        };
    rewriter.end(packet);
    return outcome;
  }

  private static boolean isUndecodable(Packet packet) {
    Malformed malformed = packet.malformed();
    return malformed == Malformed.SNAPPED
        || malformed == Malformed.UNKNOWN_LINK_TYPE
        || (malformed == Malformed.LINK_HEADER_SHORT && packet.linkLength() == 0)
        || StackModel.isHopByHopSnapped(packet);
  }

  /** Whether addresses can be read: not so of other protocols and headers cut short. */
  private static boolean isHeaderWhole(Packet packet) {
    return packet.malformed() == Malformed.NONE
        ? packet.nfproto() != Packet.NFPROTO_ARP
        : packet.malformed() == Malformed.BAD_EXTENSION_HEADERS;
  }

  private void countTags(Packet packet) {
    if (packet.vlanTags() > 0 && packet.nfproto() != Packet.NFPROTO_ARP) {
      statistics.countTaggedFrame();
    }
  }

  private HookProgram program(Packet packet, Hook hook) {
    return (packet.nfproto() == Packet.NFPROTO_IPV4 ? four : six)[hook.ordinal()];
  }

  private boolean isDropped(Packet packet, Hook hook) {
    return program(packet, hook).evaluate(packet) == Verdicts.DROP;
  }

  // ---- received packets ----

  private char receive(Packet packet, boolean asInput) {
    if (packet.vlanTags() > 0 && !rewriter.removePriorityTags(packet)) {
      statistics.countTaggedFrame();
      return Outcomes.DROPPED_BEFORE_HOOKS;
    }
    if (!StackModel.isReceived(packet, false)) {
      return Outcomes.DROPPED_BEFORE_HOOKS;
    }
    int type = packet.packetType();
    if (type != Packet.TYPE_BROADCAST && type != Packet.TYPE_MULTICAST) {
      packet.setPacketType(Packet.TYPE_HOST);
    }
    Device input = devices.input(packet);
    packet.setDevices(input, Device.NONE, input);
    if (isDropped(packet, Hook.PREROUTING)) {
      return Outcomes.DROPPED;
    }
    boolean assumed = asInput && !localTold;
    StackModel.Way way = StackModel.route(packet, local.isDestination(packet), assumed);
    boolean onLink = way == StackModel.Way.DROP && devices.isOnLink(packet, input);
    if (way == StackModel.Way.DROP && !onLink) {
      countUnplaced(packet);
      return Outcomes.DROPPED_BY_STACK;
    }
    if (!rewriter.receiveOptions(packet, way == StackModel.Way.LOCAL)) {
      return Outcomes.DROPPED_BY_STACK;
    }
    if (way == StackModel.Way.LOCAL) {
      char delivered = deliver(packet);
      return delivered == Outcomes.ACCEPTED && !asInput ? Outcomes.LOCAL : delivered;
    }
    char forwarded =
        forward(packet, input, onLink ? input : devices.output(packet, Device.UNKNOWN));
    return forwarded == Outcomes.ACCEPTED && asInput ? Outcomes.FORWARDED : forwarded;
  }

  private void countUnplaced(Packet packet) {
    if (StackModel.isMulticast(packet)) {
      statistics.countUnjoinedMulticast();
    } else if (StackModel.isLinkLocalDestination(packet)) {
      statistics.countUnplacedLinkLocal();
    }
  }

  private char deliver(Packet packet) {
    if (packet.nfproto() == Packet.NFPROTO_IPV4 && packet.isFragment()) {
      if (!defragmenter.add(packet)) {
        return Outcomes.HELD;
      }
      rewriter.showsAnother();
    }
    return isDropped(packet, Hook.INPUT) ? Outcomes.DROPPED : Outcomes.ACCEPTED;
  }

  private char forward(Packet packet, Device input, @Nullable Device output) {
    if (output == null
        || !StackModel.isForwarded(packet, output != Device.UNKNOWN && output == input)) {
      return Outcomes.DROPPED_BY_STACK;
    }
    HookProgram forward = program(packet, Hook.FORWARD);
    HookProgram postrouting = program(packet, Hook.POSTROUTING);
    if (forward.isEmpty() && postrouting.isEmpty()) {
      return Outcomes.ACCEPTED;
    }
    rewriter.decrementTtl(packet);
    packet.setDevices(input, output, input);
    if (forward.evaluate(packet) == Verdicts.DROP) {
      return Outcomes.DROPPED;
    }
    rewriter.forwardOptions(packet);
    packet.setDevices(input, output, output);
    return postrouting.evaluate(packet) == Verdicts.DROP ? Outcomes.DROPPED : Outcomes.ACCEPTED;
  }

  // ---- sent packets ----

  private char send(Packet packet) {
    if (!rewriter.asSent(packet)) {
      return packet.malformed() == Malformed.SNAPPED
          ? Outcomes.UNDECODABLE
          : Outcomes.DROPPED_BEFORE_HOOKS;
    }
    Device output =
        local.isHostDestination(packet)
            ? devices.loopback()
            : devices.output(packet, packet.captureDevice());
    if (output == null) {
      return Outcomes.DROPPED_BEFORE_HOOKS;
    }
    // KERNEL: without a device as scope nothing can be sent there.
    if (output.isUnknown() && StackModel.needsScope(packet) && !isToldSource(packet)) {
      statistics.countUnplacedLinkLocal();
      return Outcomes.DROPPED_BEFORE_HOOKS;
    }
    return sendBy(packet, output);
  }

  private boolean isToldSource(Packet packet) {
    return localTold && local.isSource(packet);
  }

  private char sendBy(Packet packet, Device output) {
    packet.setPacketType(Packet.TYPE_HOST);
    packet.setLinkHeader(false);
    packet.setDevices(Device.NONE, output, Device.NONE);
    if (isDropped(packet, Hook.OUTPUT)) {
      return Outcomes.DROPPED;
    }
    packet.setDevices(Device.NONE, output, output);
    return isHeardByItself(packet, output)
        ? sendToAll(packet, output)
        : isDropped(packet, Hook.POSTROUTING) ? Outcomes.DROPPED : Outcomes.ACCEPTED;
  }

  /** Whether this host is among those to whom the packet goes over a link. */
  private boolean isHeardByItself(Packet packet, Device output) {
    return output != devices.loopback()
        && (StackModel.isForAllHosts(packet)
            || (local.isDestination(packet) && !local.isHostDestination(packet)));
  }

  /**
   * KERNEL: what every host of the link gets comes back as a copy, which crosses postrouting by
   * itself and then prerouting and input: of IPv4 cloned before postrouting (ip_mc_output), of IPv6
   * behind it (ip6_finish_output2). No capture shows it.
   */
  private char sendToAll(Packet packet, Device output) {
    boolean four = packet.nfproto() == Packet.NFPROTO_IPV4;
    int mark = packet.mark();
    int priority = packet.priority();
    int type = packet.packetType();
    if (isDropped(packet, Hook.POSTROUTING)) {
      if (four) {
        isDropped(restore(packet, mark, priority, type), Hook.POSTROUTING);
      }
      return Outcomes.DROPPED;
    }
    int sentMark = packet.mark();
    int sentPriority = packet.priority();
    int sentType = packet.packetType();
    if (four) {
      restore(packet, mark, priority, type);
    }
    if (!isDropped(packet, Hook.POSTROUTING)) {
      hear(packet, output);
    }
    restore(packet, sentMark, sentPriority, sentType);
    packet.setDevices(Device.NONE, output, output);
    return Outcomes.ACCEPTED;
  }

  private static Packet restore(Packet packet, int mark, int priority, int type) {
    packet.setMark(mark);
    packet.setPriority(priority);
    packet.setPacketType(type);
    return packet;
  }

  private void hear(Packet packet, Device output) {
    boolean multicast = StackModel.isMulticast(packet);
    packet.setPacketType(multicast ? Packet.TYPE_MULTICAST : Packet.TYPE_BROADCAST);
    packet.setDevices(output, Device.NONE, output);
    if (!isDropped(packet, Hook.PREROUTING) && rewriter.receiveOptions(packet, true)) {
      deliver(packet);
    }
  }

  private char loopback(Packet packet) {
    boolean linkHeader = packet.hasLinkHeader();
    if (!StackModel.isReceived(packet, true)) {
      return Outcomes.DROPPED_BEFORE_HOOKS;
    }
    Device device = devices.loopback();
    char sent = sendBy(packet, device);
    if (sent != Outcomes.ACCEPTED) {
      return sent;
    }
    packet.setLinkHeader(linkHeader);
    packet.setDevices(device, Device.NONE, device);
    if (isDropped(packet, Hook.PREROUTING)) {
      return Outcomes.DROPPED;
    }
    return rewriter.receiveOptions(packet, true) ? deliver(packet) : Outcomes.DROPPED_BY_STACK;
  }

  @Override
  public void close() {
    rewriter.close();
    defragmenter.close();
  }
}
