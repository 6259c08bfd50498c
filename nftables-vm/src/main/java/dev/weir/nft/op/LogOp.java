package dev.weir.nft.op;

import dev.weir.core.action.ActionSink;
import dev.weir.core.action.LogRequest;
import dev.weir.core.packet.HotPath;
import dev.weir.nft.vm.Op;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;

/**
 * Logs the packet: {@code [ log prefix ssh level 4 ]}.
 *
 * <p><i>Meaning.</i> Nothing a rule could see; the rule goes on. Whoever listens in the namespace
 * is told.
 *
 * <p>Source: net/netfilter/nft_log.c.
 */
public final class LogOp extends Op {
  /** No level or group given. */
  public static final int UNSET = -1;

  /** Flag bits, NF_LOG_*. */
  public static final int TCP_SEQUENCE = 0x01;

  public static final int TCP_OPTIONS = 0x02;
  public static final int IP_OPTIONS = 0x04;
  public static final int SKUID = 0x08;
  public static final int ETHER = 0x20;

  private static final int DEFAULT_LEVEL = 4;

  private final Settings settings;
  private final LogRequest request;

  /**
   * What the statement says.
   *
   * @param prefix text before the line, "" for none
   * @param level syslog level 0 to 8, or {@link #UNSET}
   * @param flags the flag bits, 0 for none
   * @param group the nfnetlink group, or {@link #UNSET}; with a group level and flags do not count
   * @param snaplen bytes of the packet to send to the group
   * @param queueThreshold packets to gather for the group
   */
  public record Settings(
      String prefix, int level, int flags, int group, int snaplen, int queueThreshold) {}

  public LogOp(Settings settings) {
    this.settings = settings;
    request =
        new LogRequest(
            settings.prefix(),
            settings.level() == UNSET ? DEFAULT_LEVEL : settings.level(),
            settings.flags(),
            settings.group());
  }

  /** The text before the line, "" for none. */
  public String prefix() {
    return settings.prefix();
  }

  @Override
  @HotPath
  public void eval(Registers registers, VmContext context) {
    ActionSink sink = context.namespace().actions();
    if (sink != null) {
      sink.logged(request, context.packet(), context.hook());
    }
  }

  @Override
  public String dump() {
    StringBuilder text = new StringBuilder("[ log ");
    if (!settings.prefix().isEmpty()) {
      text.append("prefix ").append(settings.prefix()).append(' ');
    }
    if (settings.group() != UNSET) {
      text.append("group ").append(settings.group());
      text.append(" snaplen ").append(Integer.toUnsignedString(settings.snaplen()));
      text.append(" qthreshold ").append(settings.queueThreshold()).append(' ');
      return text.append(']').toString();
    }
    if (settings.level() != UNSET) {
      text.append("level ").append(settings.level()).append(' ');
    }
    appendFlag(text, TCP_SEQUENCE, "tcpseq ");
    appendFlag(text, TCP_OPTIONS, "tcpopt ");
    appendFlag(text, IP_OPTIONS, "ipopt ");
    appendFlag(text, SKUID, "uid ");
    appendFlag(text, ETHER, "macdecode ");
    return text.append(']').toString();
  }

  private void appendFlag(StringBuilder text, int flag, String name) {
    if ((settings.flags() & flag) != 0) {
      text.append(name);
    }
  }
}
