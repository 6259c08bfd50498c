package dev.weir.cli.random;

import dev.weir.core.backend.BaseChainInfo;
import dev.weir.core.backend.CompiledRuleset;
import dev.weir.core.backend.HookPoint;
import dev.weir.core.backend.HookProgram;
import dev.weir.core.backend.RuleInfo;
import dev.weir.core.counter.CounterArray;
import dev.weir.core.hook.ChainType;
import dev.weir.core.hook.Family;
import dev.weir.core.hook.Hook;
import dev.weir.core.netns.NetworkNamespace;
import dev.weir.core.packet.Ip6;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketMemory;
import dev.weir.core.verdict.Verdicts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** A rule set that notes what leaves by a device, from the IP header on. */
final class EgressNotes implements CompiledRuleset {
  private final String device;
  private final List<String> sent = new ArrayList<>();

  EgressNotes(String device) {
    this.device = device;
  }

  /** The packets that left, in hex. */
  List<String> sent() {
    return sent;
  }

  /** An IP packet in hex; IPv6 identifications, which are random, as zeros. */
  static String text(byte[] ip) {
    byte[] copy = ip.clone();
    if (ip[0] >> 4 == 6) {
      int at = fragmentHeader(copy);
      if (at + Ip6.FRAGMENT_LENGTH <= copy.length) {
        Arrays.fill(copy, at + Ip6.FRAGMENT_IDENTIFICATION, at + 8, (byte) 0);
      }
    }
    return HexFormat.of().formatHex(copy);
  }

  private static int fragmentHeader(byte[] ip) {
    int next = ip[Ip6.NEXT_HEADER];
    int at = Ip6.LENGTH;
    while (at + 2 < ip.length && Ip6.isExtensionHeader(next) && next != Ip6.FRAGMENT) {
      next = ip[at];
      at += ((ip[at + 1] & 0xff) + 1) * 8;
    }
    return next == Ip6.FRAGMENT ? at : ip.length;
  }

  @Override
  public List<BaseChainInfo> baseChains() {
    return List.of(
        new BaseChainInfo(
            Family.NETDEV,
            "t",
            "c",
            ChainType.FILTER,
            Hook.EGRESS,
            0,
            Verdicts.ACCEPT,
            0,
            List.of(device)));
  }

  @Override
  public List<RuleInfo> rules() {
    return List.of();
  }

  @Override
  public CounterArray counters() {
    return new CounterArray(1);
  }

  @Override
  public boolean usesConntrack(int nfproto) {
    return false;
  }

  @Override
  public HookProgram program(HookPoint point, NetworkNamespace namespace) {
    boolean egress = point.hook() == Hook.EGRESS;
    return new HookProgram() {
      @Override
      public int evaluate(Packet packet) {
        if (egress) {
          byte[] bytes = new byte[packet.networkLength() - 14];
          long from = packet.address() + packet.networkOffset();
          PacketMemory.copyOut(from, bytes, 0, bytes.length);
          sent.add(text(bytes));
        }
        return Verdicts.ACCEPT;
      }

      @Override
      public boolean isEmpty() {
        return !egress;
      }
    };
  }
}
