package dev.weir.nft.op;

import dev.weir.core.packet.Device;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;
import dev.weir.core.verdict.Verdicts;
import dev.weir.nft.vm.MetaKey;
import dev.weir.nft.vm.Registers;
import dev.weir.nft.vm.VmContext;

/**
 * The keys of {@code meta} that tell less of a packet than of its time and surroundings.
 *
 * <p><i>Meaning.</i> {@code time}, {@code day} and {@code hour} are those of UTC when the packet is
 * judged. A group or kind of a device that is not there BREAKs, a kind also where the driver names
 * none. {@code rtclassid} BREAKs before the packet is routed and is 0 then: realms are not
 * modelled. No packet has a socket ({@code cgroup} BREAKs), went through a layer-3 master ({@code
 * sdif} is 0) or was decrypted; all are judged by CPU 0. What a bridge says of VLANs BREAKs, as on
 * one that does not filter them.
 *
 * <p>Source: net/netfilter/nft_meta.c, net/bridge/netfilter/nft_meta_bridge.c.
 */
final class MetaValues {
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final int DAY_SECONDS = 86_400;
  private static final int DAYS = 7;

  /** 1970 began on a Thursday. */
  private static final int FIRST_DAY = 4;

  private MetaValues() {}

  @HotPath
  static void store(MetaKey key, Registers registers, int dreg, VmContext context) {
    Packet packet = context.packet();
    switch (key) {
      case TIME -> {
        long now = packet.nowNanos();
        registers.storeHost32(dreg, (int) now);
        registers.storeHost32(dreg + 1, (int) (now >>> 32));
      }
      case DAY -> {
        long days = Math.floorDiv(seconds(packet), DAY_SECONDS);
        registers.storeByte(dreg, Math.floorMod(FIRST_DAY + days, DAYS));
      }
      case HOUR -> registers.storeHost32(dreg, Math.floorMod(seconds(packet), DAY_SECONDS));
      case CPU -> registers.storeHost32(dreg, 0);
      case PRANDOM -> registers.words[dreg] = context.namespace().random().nextInt();
      case SECPATH -> registers.storeByte(dreg, 0);
      case IIFGROUP -> group(registers, dreg, packet.iif());
      case OIFGROUP -> group(registers, dreg, packet.oif());
      case IIFKIND -> kind(registers, dreg, packet.iif());
      case OIFKIND -> kind(registers, dreg, packet.oif());
      case SDIF -> registers.storeHost32(dreg, 0);
      case SDIFNAME -> name(registers, dreg, 0, 0);
      case RTCLASSID -> {
        if (RtOp.isRouted(packet, context.hook())) {
          registers.storeHost32(dreg, 0);
        } else {
          registers.verdict = Verdicts.BREAK;
        }
      }
      default -> registers.verdict = Verdicts.BREAK;
    }
  }

  private static long seconds(Packet packet) {
    return Math.floorDiv(packet.nowNanos(), SECOND_NANOS);
  }

  private static void group(Registers registers, int dreg, Device device) {
    if (device.isNone()) {
      registers.verdict = Verdicts.BREAK;
    } else {
      registers.storeHost32(dreg, device.group());
    }
  }

  private static void kind(Registers registers, int dreg, Device device) {
    if (device.hasKind()) {
      name(registers, dreg, device.kindHigh(), device.kindLow());
    } else {
      registers.verdict = Verdicts.BREAK;
    }
  }

  private static void name(Registers registers, int dreg, long high, long low) {
    registers.words[dreg] = (int) (high >>> 32);
    registers.words[dreg + 1] = (int) high;
    registers.words[dreg + 2] = (int) (low >>> 32);
    registers.words[dreg + 3] = (int) low;
  }
}
