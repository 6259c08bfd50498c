package dev.weir.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that replay, trace and diff share: how packets walk, and what "this host" is. */
final class ReplayOptions {
  @Option(
      names = "--backend",
      paramLabel = "jit|vm|xtables2",
      description = "Which engine judges the packets. Default: vm.")
  String backend = "";

  @Option(
      names = "--path",
      paramLabel = "auto|forward|input|output|bridge|ingress",
      description = "The hooks a packet walks. Default: auto, decided for each packet.")
  String path = "auto";

  @Option(
      names = "--iif",
      paramLabel = "NAME",
      description = "Input interface of packets without one.")
  String inputInterface = "";

  @Option(
      names = "--oif",
      paramLabel = "NAME",
      description = "Output interface where no route says one.")
  String outputInterface = "";

  @Option(
      names = "--iif-map",
      paramLabel = "CIDR=NAME,...",
      split = ",",
      description = "Input interface by source prefix.")
  List<String> inputInterfaceMap = List.of();

  @Option(
      names = "--local",
      paramLabel = "ADDR,...",
      split = ",",
      description = "Addresses of this host.")
  List<String> localAddresses = List.of();

  @Option(
      names = "--addrs",
      paramLabel = "FILE",
      description = "Output of 'ip -j addr' of this host.")
  @Nullable Path addressFile;

  @Option(
      names = "--routes",
      paramLabel = "FILE",
      description = "Output of 'ip -j route' of this host.")
  @Nullable Path routeFile;

  @Option(
      names = "--clock",
      paramLabel = "capture|wall",
      description = "What limits and timeouts see as time. Default: capture.")
  String clock = "capture";

  @Option(
      names = "--verify-checksums",
      description = "Check layer 4 checksums (matters to ct only).")
  boolean verifyChecksums;

  @Option(
      names = "--defrag",
      paramLabel = "auto|on|off",
      description = "Reassembly at priority -400. Default: auto, where rules use conntrack.")
  String defragmentation = "auto";

  @Option(names = "--seed", paramLabel = "N", description = "Seed of all randomness. Default: 0.")
  long seed;

  @Option(names = "-c", paramLabel = "N", description = "Stop after N packets.")
  long packetLimit = Long.MAX_VALUE;

  @Option(names = "--workers", paramLabel = "N", description = "Threads. Default: 1.")
  int workers = 1;

  /** Refuses words that are wrong and what later versions bring. */
  void check() {
    oneOf("--backend", backend, "", "jit", "vm", "xtables2");
    oneOf("--path", path, "auto", "forward", "input", "output", "bridge", "ingress");
    oneOf("--clock", clock, "capture", "wall");
    oneOf("--defrag", defragmentation, "auto", "on", "off");
    if (backend.equals("jit") || backend.equals("xtables2")) {
      throw CommandFailure.usage("not supported yet: --backend " + backend + "; the default is vm");
    }
    if (packetLimit < 0) {
      throw CommandFailure.usage("-c " + packetLimit + ": a number of packets is 0 or more");
    }
    if (workers != 1) {
      throw CommandFailure.usage("not supported yet: --workers " + workers);
    }
  }

  private static void oneOf(String option, String value, String... allowed) {
    if (!List.of(allowed).contains(value)) {
      throw CommandFailure.usage(
          option
              + ": unknown value '"
              + value
              + "'; allowed: "
              + String.join(", ", List.of(allowed).stream().filter(w -> !w.isEmpty()).toList()));
    }
  }
}
