package dev.weir.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.core.backend.CompiledRuleset;
import dev.weir.core.conntrack.Conntrack;
import dev.weir.core.conntrack.ConntrackOptions;
import dev.weir.core.fib.Fib;
import dev.weir.core.fib.RouteType;
import dev.weir.core.netns.NetworkNamespace;
import dev.weir.core.packet.Device;
import dev.weir.core.path.InterfaceMap;
import dev.weir.core.path.InterfaceTable;
import dev.weir.core.path.LocalAddresses;
import dev.weir.core.path.PacketClock;
import dev.weir.core.path.Path;
import dev.weir.core.path.PathOptions;
import dev.weir.core.path.Reassembly;
import dev.weir.core.path.ReplySources;
import dev.weir.core.path.RouteTable;
import dev.weir.core.trace.TraceSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns the options about "this host" into what the path walker asks for. */
final class HostModel {
  private final ReplayOptions options;
  private final InterfaceTable interfaces = new InterfaceTable();
  private final InterfaceMap interfaceMap = new InterfaceMap();
  private final LocalAddresses local = new LocalAddresses();
  private final RouteTable routes = new RouteTable();
  private final ReplySources sources = new ReplySources();
  private final Fib fib = new Fib();

  private HostModel(ReplayOptions options) {
    this.options = options;
  }

  /** Reads {@code --local}, {@code --addrs}, {@code --routes} and {@code --iif-map}. */
  static HostModel of(ReplayOptions options) {
    HostModel model = new HostModel(options);
    java.nio.file.Path addresses = options.addressFile;
    if (addresses != null) {
      model.readAddresses(addresses);
    }
    for (String address : options.localAddresses) {
      if (!model.local.add(address)) {
        throw CommandFailure.usage("--local: not an address: '" + address + "'");
      }
      model.fib.addLocalRoute(address, RouteType.LOCAL, Device.UNKNOWN);
    }
    java.nio.file.Path routeFile = options.routeFile;
    if (routeFile != null) {
      model.readRoutes(routeFile);
    }
    for (String mapping : options.inputInterfaceMap) {
      model.mapInterface(mapping);
    }
    return model;
  }

  InterfaceTable interfaces() {
    return interfaces;
  }

  /**
   * What packets meet on their way, but not what this host answers to rejected ones: a capture
   * taken on the machine holds its answers already, and they would be counted twice.
   */
  PathOptions pathOptions() {
    return pathOptions(false);
  }

  /** The same; {@code answers}: what this host answers goes its way through the rules, too. */
  PathOptions pathOptions(boolean answers) {
    return new PathOptions(
        Path.valueOf(options.path.toUpperCase(Locale.ROOT)),
        named(options.inputInterface),
        named(options.outputInterface),
        interfaces,
        interfaceMap,
        local,
        routes,
        Reassembly.valueOf(options.defragmentation.toUpperCase(Locale.ROOT)),
        answers ? sources : null);
  }

  /** A namespace in which nothing has happened, set up as the options and the rules say. */
  NetworkNamespace newNamespace(CompiledRuleset ruleset) {
    return newNamespace(ruleset, null);
  }

  /** The same, in which {@code trace} hears what happens to packets. */
  NetworkNamespace newNamespace(CompiledRuleset ruleset, @Nullable TraceSink trace) {
    ConntrackOptions defaults = ConntrackOptions.defaults();
    return new NetworkNamespace(
        new Conntrack(
            new ConntrackOptions(
                defaults.maxEntries(),
                options.verifyChecksums,
                ruleset.usesAccounting(),
                options.seed)),
        trace,
        fib,
        options.seed);
  }

  /** {@code --clock}. */
  PacketClock newClock() {
    return options.clock.equals("wall") ? PacketClock.wall() : PacketClock.capture();
  }

  private Device named(String name) {
    return name.isEmpty() ? Device.UNKNOWN : interfaces.device(name);
  }

  private void readAddresses(java.nio.file.Path file) {
    JsonNode links = HostFiles.json(file);
    for (JsonNode link : links) {
      String name = link.path("ifname").asText();
      if (!name.isEmpty() && link.path("ifindex").isInt()) {
        interfaces.add(name, link.path("ifindex").intValue());
        readLinkAddress(name, link);
        readProperties(name, link);
      }
    }
    for (JsonNode link : links) {
      String master = link.path("master").asText();
      if (!master.isEmpty()) {
        interfaces.setMaster(link.path("ifname").asText(), master);
      }
      for (JsonNode address : link.path("addr_info")) {
        if (!readAddress(link.path("ifname").asText(), address)) {
          throw CommandFailure.badInput(file + ": not an address: " + address.path("local"));
        }
        fib.addAddress(
            address.path("local").asText(),
            address.path("prefixlen").asInt(),
            interfaces.device(link.path("ifname").asText()));
        sources.add(
            address.path("local").asText(),
            address.path("prefixlen").asInt(),
            interfaces.device(link.path("ifname").asText()));
        String broadcast = address.path("broadcast").asText();
        if (!broadcast.isEmpty()) {
          local.addBroadcast(broadcast);
        }
      }
    }
  }

  private boolean readAddress(String interfaceName, JsonNode address) {
    String text = address.path("local").asText();
    boolean six = text.contains(":");
    return interfaceName.isEmpty()
        ? local.add(text)
        : local.add(
            interfaces.device(interfaceName),
            text,
            address.path("prefixlen").asInt(six ? 128 : 32),
            address.path("scope").asText("global").equals("global"),
            !address.path(six ? "tentative" : "secondary").asBoolean(),
            address.path("deprecated").asBoolean());
  }

  /** {@code ip -j addr} names groups that have names; the kind is told with {@code -d} only. */
  private void readProperties(String name, JsonNode link) {
    String group = link.path("group").asText("default");
    interfaces.setGroup(name, group.matches("\\d{1,9}") ? Integer.parseInt(group) : 0);
    interfaces.setKind(name, link.path("linkinfo").path("info_kind").asText());
    if (link.path("mtu").asInt() > 0) {
      fib.setMtu(interfaces.device(name), link.path("mtu").asInt());
    }
  }

  private void readLinkAddress(String name, JsonNode link) {
    String text = link.path("address").asText();
    if (link.path("link_type").asText("ether").equals("ether") && text.length() == 17) {
      String digits = text.replace(":", "");
      try {
        interfaces.setLinkAddress(name, Long.parseLong(digits, 16));
      } catch (NumberFormatException e) {
        throw CommandFailure.badInput("--addrs: not an Ethernet address: '" + text + "'");
      }
    }
  }

  private void readRoutes(java.nio.file.Path file) {
    for (JsonNode route : HostFiles.json(file)) {
      String type = route.path("type").asText("unicast");
      String destination = route.path("dst").asText();
      addToFib(route, type, destination);
      if (type.equals("unicast")) {
        addRoute(file, destination, device(route), isSix(route), route.path("gateway").asText());
        sources.prefer(destination, route.path("prefsrc").asText());
      } else if (type.equals("local")) {
        local.addDestination(destination);
        local.add(prefix(route, destination));
      } else if (!type.equals("broadcast")
          && !type.equals("multicast")
          && !type.equals("anycast")) {
        // unreachable, blackhole, prohibit: known destinations that lead nowhere
        addRoute(file, destination, null, destination.contains(":"), "");
      }
    }
  }

  /** Routes of the tables every look-up asks; further ones are found by policy rules only. */
  private void addToFib(JsonNode route, String word, String destination) {
    String table = route.path("table").asText("main");
    RouteType type = RouteType.ofWord(word);
    boolean local = table.equals("local");
    if (type == null || !(local || table.equals("main") || table.equals("default"))) {
      return;
    }
    List<Device> devices = new ArrayList<>();
    if (route.has("dev")) {
      devices.add(device(route));
    }
    for (JsonNode hop : route.path("nexthops")) {
      devices.add(interfaces.device(hop.path("dev").asText()));
    }
    String prefix = prefix(route, destination);
    if (local) {
      fib.addLocalRoute(prefix, type, devices.isEmpty() ? Device.NONE : devices.getFirst());
    } else {
      JsonNode hop = route.has("nexthops") ? route.path("nexthops").path(0) : route;
      String gateway = hop.path("gateway").asText() + hop.path("via").path("host").asText();
      int mtu = route.path("metrics").path(0).path("mtu").asInt();
      fib.addRoute(prefix, type, gateway.isEmpty() ? null : gateway, mtu, devices);
    }
  }

  private static String prefix(JsonNode route, String destination) {
    return destination.equals("default") ? (isSix(route) ? "::/0" : "0.0.0.0/0") : destination;
  }

  private static boolean isSix(JsonNode route) {
    String via = route.path("gateway").asText() + route.path("via").path("host").asText();
    return via.contains(":")
        || route.path("prefsrc").asText().contains(":")
        || "inet6".equals(route.path("family").asText())
        || route.has("pref");
  }

  private Device device(JsonNode route) {
    JsonNode first = route.has("dev") ? route : route.path("nexthops").path(0);
    return interfaces.device(first.path("dev").asText());
  }

  private void addRoute(
      java.nio.file.Path file,
      String destination,
      @Nullable Device device,
      boolean six,
      String gateway) {
    if (!routes.add(destination, device, six, gateway)) {
      throw CommandFailure.badInput(file + ": not a route: '" + destination + "'");
    }
  }

  private void mapInterface(String mapping) {
    int equals = mapping.indexOf('=');
    boolean added =
        equals > 0
            && equals < mapping.length() - 1
            && interfaceMap.add(
                mapping.substring(0, equals), interfaces.device(mapping.substring(equals + 1)));
    if (!added) {
      throw CommandFailure.usage("--iif-map " + mapping + ": the form is CIDR=NAME");
    }
  }
}
