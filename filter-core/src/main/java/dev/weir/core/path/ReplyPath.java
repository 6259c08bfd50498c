package dev.weir.core.path;

import dev.weir.core.action.ActionSink;
import dev.weir.core.conntrack.Conntrack;
import dev.weir.core.hook.Hook;
import dev.weir.core.netns.NetworkNamespace;
import dev.weir.core.packet.ConntrackRef;
import dev.weir.core.packet.Device;
import dev.weir.core.packet.LinkType;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import dev.weir.core.packet.PacketCopier;
import dev.weir.core.packet.PacketParser;
import dev.weir.core.reject.RejectReply;
import dev.weir.core.reject.Rejection;
import dev.weir.core.reject.ReplyWriter;
import org.jspecify.annotations.Nullable;

/**
 * The way of what this host answers to a rejected packet: output and postrouting, and back where
 * the rejected packet was its own.
 *
 * <p><i>Meaning:</i> the answer belongs to the connection of the rejected packet (related); one
 * without a connection is tracked by itself. A reset closes the connection, whatever becomes of the
 * reset. It leaves by the route to the source, else by the device the packet came in by. Mark and
 * priority are 0.
 *
 * <p>Source: net/ipv4/netfilter/nf_reject_ipv4.c (nf_send_reset), net/ipv4/icmp.c (__icmp_send),
 * net/netfilter/nf_conntrack_core.c (nf_conntrack_attach).
 */
final class ReplyPath implements AutoCloseable {
  /** A reset can be rejected, with an ICMP error; that one is not answered. */
  private static final int MAX_DEPTH = 3;

  private final IpHooks hooks;
  private final SendPath sendPath;
  private final DeviceChooser devices;
  private final @Nullable ReplySources sources;
  private final NetworkNamespace namespace;
  private final Rejection rejection;
  private final PacketRewriter rewriter;
  private final PathStatistics statistics;
  private final @Nullable Slot[] slots = new @Nullable Slot[MAX_DEPTH];

  /** Where one answer is written. */
  private static final class Slot {
    final PacketBuffer buffer = new PacketBuffer(ReplyWriter.CAPACITY);
    final ReplyWriter writer = new ReplyWriter(buffer.address());
    final Packet packet = new Packet();
  }

  /** A way for answers; they are not sent, but close connections, where sources is null. */
  ReplyPath(
      IpHooks hooks,
      SendPath sendPath,
      DeviceChooser devices,
      @Nullable ReplySources sources,
      NetworkNamespace namespace,
      WalkState state) {
    this.hooks = hooks;
    this.sendPath = sendPath;
    this.devices = devices;
    this.sources = sources;
    this.namespace = namespace;
    this.rejection = namespace.rejection();
    this.statistics = state.statistics();
    this.rewriter = state.rewriter();
  }

  /** Answers the packet that was just rejected, and answers that are rejected themselves. */
  void answer(Packet rejected) {
    Packet packet = rejected;
    int depth = 0;
    while (rejection.isPending()) {
      Hook hook = rejection.hook();
      RejectReply reply = rejection.take(packet, verifiesChecksums());
      Packet answered = depth < MAX_DEPTH ? answer(packet, reply, hook, depth) : null;
      if (answered == null) {
        break;
      }
      packet = answered;
      depth++;
    }
    for (int i = 0; i < depth; i++) {
      Slot slot = slots[i];
      if (slot != null) {
        forget(slot.packet, rejected);
      }
    }
  }

  private boolean verifiesChecksums() {
    return namespace.conntrack().options().verifiesChecksums();
  }

  /** The answer on its way, null if there is none. */
  private @Nullable Packet answer(Packet rejected, RejectReply reply, Hook hook, int depth) {
    if (reply instanceof RejectReply.None) {
      return null;
    }
    Slot slot = slot(depth);
    Device input = rejected.iif();
    Packet answer = slot.packet;
    if (!write(slot, reply, rejected, hook)) {
      return null;
    }
    Device output = devices.back(answer, input);
    if (output == null) {
      return null;
    }
    if (sources != null && reply instanceof RejectReply.Unreachable) {
      sources.choose(rejected, hook, output, isOwn(rejected, hook), slot.writer);
      write(slot, reply, rejected, hook);
    }
    attach(answer, rejected, reply);
    if (sources == null) {
      answer.conntrack().detach();
      return null;
    }
    StackReason reason = statistics.reason();
    hooks.tellCopy(rejected, true);
    rewriter.showsAnother(); // NAT writes into the answer itself
    boolean sent = sendPath.reply(answer, output);
    hooks.tellCopy(rejected, false);
    ActionSink sink = namespace.actions();
    if (sent && sink != null) {
      sink.replied(answer);
    }
    statistics.because(reason, Outcomes.DROPPED);
    return answer;
  }

  private static boolean write(Slot slot, RejectReply reply, Packet rejected, Hook hook) {
    int length = slot.writer.write(reply, rejected, hook);
    if (length == 0) {
      return false;
    }
    Packet answer = slot.packet;
    answer.reset(slot.buffer.address(), length, length, LinkType.RAW, rejected.timestampNanos());
    answer.setNowNanos(rejected.nowNanos());
    answer.setCopier(PacketCopier.OWN_MEMORY);
    PacketParser.parse(answer);
    return true;
  }

  /** Whether the packet was sent to an address of this host, as far as it has been routed. */
  private boolean isOwn(Packet packet, Hook hook) {
    return switch (hook) {
      case INPUT -> !packet.isForMany();
      case FORWARD -> false;
      default -> devices.local().isHostDestination(packet);
    };
  }

  private Slot slot(int depth) {
    Slot slot = slots[depth];
    if (slot == null) {
      slot = new Slot();
      slots[depth] = slot;
    }
    return slot;
  }

  private void attach(Packet answer, Packet rejected, RejectReply reply) {
    ConntrackRef from = rejected.conntrack();
    if (!from.isAttached()) {
      return;
    }
    boolean back = !from.isReply();
    answer
        .conntrack()
        .attach(from.entry(), back ? ConntrackRef.RELATED_REPLY : ConntrackRef.RELATED);
    if (reply instanceof RejectReply.Reset) {
      namespace.conntrack().setClosing(from.entry(), rejected.nowNanos());
    }
  }

  /** Ends the answer's tie with its connection, which the rejected packet still needs. */
  private void forget(Packet answer, Packet rejected) {
    ConntrackRef own = answer.conntrack();
    ConntrackRef first = rejected.conntrack();
    if (own.isAttached() && first.isAttached() && own.entry() == first.entry()) {
      own.detach();
    } else if (own.isAttached()) {
      Conntrack conntrack = namespace.conntrack();
      conntrack.release(answer);
    }
  }

  @Override
  public void close() {
    for (Slot slot : slots) {
      if (slot != null) {
        slot.buffer.close();
      }
    }
  }
}
