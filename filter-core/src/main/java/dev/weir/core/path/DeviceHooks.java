package dev.weir.core.path;

import dev.weir.core.backend.BaseChainInfo;
import dev.weir.core.backend.CompiledRuleset;
import dev.weir.core.backend.HookPoint;
import dev.weir.core.backend.HookProgram;
import dev.weir.core.hook.Family;
import dev.weir.core.hook.Hook;
import dev.weir.core.netns.NetworkNamespace;
import dev.weir.core.packet.Device;
import dev.weir.core.packet.HotPath;
import dev.weir.core.packet.Packet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A hook that each device has of its own: ingress or egress.
 *
 * <p>Source: include/linux/netfilter_netdev.h.
 */
final class DeviceHooks {
  private final Device[] devices;
  private final HookPipeline[] pipelines;

  DeviceHooks(
      CompiledRuleset ruleset, NetworkNamespace namespace, InterfaceTable interfaces, Hook hook) {
    Set<String> names = new LinkedHashSet<>();
    for (BaseChainInfo chain : ruleset.baseChains()) {
      if (chain.hook() == hook) {
        names.addAll(chain.devices());
      }
    }
    List<Device> hooked = new ArrayList<>();
    List<HookPipeline> found = new ArrayList<>();
    for (String name : names) {
      HookPoint point =
          new HookPoint(Family.NETDEV.number(), hook, name, Integer.MIN_VALUE, Integer.MAX_VALUE);
      HookProgram program = ruleset.program(point, namespace);
      hooked.add(interfaces.device(name));
      found.add(new HookPipeline(new HookProgram[] {program}, new HookPipeline.Step[0]));
    }
    devices = hooked.toArray(new Device[0]);
    pipelines = found.toArray(new HookPipeline[0]);
  }

  /** Whether no device has a chain here. */
  boolean isEmpty() {
    return devices.length == 0;
  }

  /** The device if only one has chains here, {@link Device#UNKNOWN} otherwise. */
  Device only() {
    return devices.length == 1 ? devices[0] : Device.UNKNOWN;
  }

  /** {@link Outcomes#ACCEPTED} if the packet leaves the device's hook. */
  @HotPath
  char run(Packet packet, Device device) {
    for (int i = 0; i < devices.length; i++) {
      if (devices[i].index() == device.index()) {
        return pipelines[i].run(packet);
      }
    }
    return Outcomes.ACCEPTED;
  }
}
