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
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketMemory;
import dev.weir.core.verdict.Verdicts;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A rule set that is another one and notes, behind it, what leaves by a device. */
final class Leavers implements CompiledRuleset {
  private static final int LINK_BYTES = 14;

  private final CompiledRuleset rules;
  private final String device;
  private final boolean wholeFrames;
  private final List<String> sent = new ArrayList<>();

  /**
   * Notes for a device.
   *
   * @param wholeFrames with link headers, else from the network header on
   */
  Leavers(CompiledRuleset rules, String device, boolean wholeFrames) {
    this.rules = rules;
    this.device = device;
    this.wholeFrames = wholeFrames;
  }

  /** What left, in hex. */
  List<String> sent() {
    return sent;
  }

  @Override
  public List<BaseChainInfo> baseChains() {
    List<BaseChainInfo> chains = new ArrayList<>(rules.baseChains());
    chains.add(
        new BaseChainInfo(
            Family.NETDEV,
            "leavers",
            "c",
            ChainType.FILTER,
            Hook.EGRESS,
            0,
            Verdicts.ACCEPT,
            0,
            List.of(device)));
    return chains;
  }

  @Override
  public List<RuleInfo> rules() {
    return rules.rules();
  }

  @Override
  public CounterArray counters() {
    return rules.counters();
  }

  @Override
  public boolean usesConntrack(int nfproto) {
    return rules.usesConntrack(nfproto);
  }

  @Override
  public boolean usesAccounting() {
    return rules.usesAccounting();
  }

  @Override
  public boolean usesNat(int nfproto) {
    return rules.usesNat(nfproto);
  }

  @Override
  public List<HookProgram> natPrograms(int nfproto, Hook hook, NetworkNamespace namespace) {
    return rules.natPrograms(nfproto, hook, namespace);
  }

  @Override
  public HookProgram program(HookPoint point, NetworkNamespace namespace) {
    HookProgram program = rules.program(point, namespace);
    return point.hook() == Hook.EGRESS && point.device().equals(device)
        ? new Notes(program)
        : program;
  }

  private final class Notes extends HookProgram {
    private final HookProgram before;

    Notes(HookProgram before) {
      this.before = before;
    }

    @Override
    public int evaluate(Packet packet) {
      int verdict = before.evaluate(packet);
      if (verdict != Verdicts.ACCEPT) {
        return verdict;
      }
      int network = packet.networkOffset();
      int from = wholeFrames ? 0 : network;
      byte[] bytes = new byte[network - from + packet.networkLength() - LINK_BYTES];
      PacketMemory.copyOut(packet.address() + from, bytes, 0, bytes.length);
      sent.add(HexFormat.of().formatHex(bytes));
      return Verdicts.ACCEPT;
    }

    @Override
    public boolean isEmpty() {
      return false;
    }
  }
}
