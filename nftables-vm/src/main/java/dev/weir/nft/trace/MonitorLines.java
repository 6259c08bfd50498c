package dev.weir.nft.trace;

import dev.weir.core.packet.Packet;
import dev.weir.core.path.InterfaceTable;
import dev.weir.core.trace.TraceEvent;
import dev.weir.core.trace.TracedChain;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.print.Printer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes trace events as {@code nft monitor trace} does.
 *
 * <pre>{@code
 * trace id 00000001 inet filter input packet: iif "lo" @ll,0,112 0x800 ip saddr 127.0.0.1 ...
 * trace id 00000001 inet filter input rule tcp dport 22 accept (verdict accept)
 * trace id 00000001 inet filter input policy drop
 * }</pre>
 *
 * <p><i>Meaning.</i> Only rules that matched appear. The packet is written again for each base
 * chain, before the first line about it. As in nft, lines that do not end in a parenthesis end in a
 * blank. All base chains speak, as if a first one had said {@code meta nftrace set 1}.
 *
 * <p>Source: net/netfilter/nf_tables_trace.c (nft_trace_notify); observed output of nft 1.0.6 over
 * Linux 6.18.
 */
public final class MonitorLines {
  private final PacketText packets;
  private final String id;
  private @Nullable TracedChain unwritten;

  /**
   * Lines about one packet.
   *
   * @param number stands for nft's random id
   */
  public MonitorLines(InterfaceTable interfaces, long number) {
    packets = new PacketText(new Printer(interfaces));
    id = String.format(Locale.ROOT, "trace id %08x ", number);
  }

  /** The lines an event gives, without line feeds; most give none. */
  public List<String> lines(TraceEvent event, Packet packet) {
    List<String> lines = new ArrayList<>();
    switch (event) {
      case TraceEvent.ChainEntered entered -> unwritten = entered.chain();
      case TraceEvent.RuleTried tried when tried.matched() -> {
        packetLine(lines, packet);
        String to = tried.target() == null ? "" : " " + tried.target().name();
        lines.add(
            id
                + chain(tried.rule().chain())
                + " rule "
                + tried.rule().text()
                + " (verdict "
                + Verdicts.name(tried.verdict())
                + to
                + ")");
      }
      case TraceEvent.PolicyDecided policy -> {
        packetLine(lines, packet);
        String mark =
            packet.mark() == 0
                ? ""
                : String.format(Locale.ROOT, "meta mark 0x%08x ", packet.mark());
        lines.add(
            id + chain(policy.chain()) + " policy " + Verdicts.name(policy.verdict()) + " " + mark);
      }
      default -> {}
    }
    return lines;
  }

  private void packetLine(List<String> lines, Packet packet) {
    TracedChain chain = unwritten;
    if (chain != null) {
      unwritten = null;
      String text = packets.text(chain.family(), packet);
      if (!text.isEmpty()) {
        lines.add(id + chain(chain) + " packet: " + text + " ");
      }
    }
  }

  private static String chain(TracedChain chain) {
    return chain.tableText() + " " + chain.name();
  }
}
