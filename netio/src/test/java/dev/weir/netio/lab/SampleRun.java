package dev.weir.netio.lab;

import dev.weir.netio.lab.CaptureFrames.CapturedFrame;
import dev.weir.netio.lab.LabPlan.Address;
import dev.weir.netio.lab.LabPlan.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One row of {@code rulesets/expected}: a sample rule set, a capture, a path, the options that
 * {@code weir replay} needs to know as much as the kernel knew.
 *
 * @param path a word of {@code --path}
 * @param options further options of {@code weir replay}
 */
public record SampleRun(Sample sample, String capture, String path, List<String> options) {
  private static final List<String> CAPTURES =
      List.of("web", "scan", "desktop", "containers", "office", "edge", "mail");
  private static final List<String> ROUTER_CAPTURES = List.of("containers", "office", "edge");
  private static final String GENERATED = "generated";
  private static final int GENERATED_FRAMES = 3_000;
  private static final long SEED = 20_251_121;
  private static final String LEAVES_BY = "out0";
  private static final Pattern ADDRESS =
      Pattern.compile(
          "\"ifname\":\\s*\"([^\"]+)\"|\"local\":\\s*\"([^\"]+)\",\\s*\"prefixlen\":\\s*(\\d+)");
  private static final Pattern ROUTE =
      Pattern.compile("\"dst\":\\s*\"([^\"]+)\"[^{}]*?\"dev\":\\s*\"([^\"]+)\"", Pattern.DOTALL);

  public SampleRun {
    List<String> all = new ArrayList<>(options);
    if (sample.isStateful()) {
      all.add("--verify-checksums");
    }
    options = List.copyOf(all);
  }

  /**
   * Every sample over every capture, by the path that {@code auto} takes, and some forced paths.
   */
  public static List<SampleRun> all() {
    List<SampleRun> runs = new ArrayList<>();
    for (Sample sample : Sample.values()) {
      List<String> only = sample.onlyCaptures();
      for (String capture : only == null ? CAPTURES : only) {
        runs.add(of(sample, capture, way(sample)));
      }
    }
    for (Sample sample : List.of(Sample.SERVER, Sample.DESKTOP)) {
      for (String capture : List.of("containers", "office")) {
        runs.add(of(sample, capture, "input"));
        runs.add(of(sample, capture, "output"));
      }
    }
    for (Sample sample : List.of(Sample.CONTAINER_HOST, Sample.ROUTER_V6, Sample.BLOCKLIST)) {
      runs.add(of(sample, "web", "forward"));
      runs.add(of(sample, "desktop", "forward"));
    }
    for (Sample sample : Sample.values()) {
      for (LabPlan plan : sample.plans()) {
        runs.add(generated(sample, plan.mode()));
      }
    }
    return List.copyOf(runs);
  }

  private static String way(Sample sample) {
    return switch (sample) {
      case BRIDGE -> "bridge";
      case INGRESS -> "ingress";
      default -> "auto";
    };
  }

  private static SampleRun generated(Sample sample, LabMode mode) {
    List<String> options =
        switch (mode) {
          case ARP -> throw new IllegalStateException("no plan has it");
          case BRIDGE ->
              List.of("--path", "bridge", "--addrs", "rulesets/captures/bridge.addrs.json");
          case INGRESS -> List.of("--path", "ingress");
          case INPUT -> List.of("--path", "input");
          case OUTPUT -> List.of("--path", "output", "--oif", "eth0");
          case LOOPBACK, HOST -> List.of("--local", String.join(",", sample.hostAddresses()));
          case FORWARD ->
              switch (sample) {
                case CONTAINER_HOST -> forwardBy("containers");
                case ROUTER_V6, EDGE_ROUTER -> forwardBy("office");
                default -> List.of("--path", "forward", "--oif", "eth1");
              };
        };
    return new SampleRun(sample, GENERATED, mode.name().toLowerCase(Locale.ROOT), options);
  }

  private static List<String> router(String capture) {
    List<String> options = new ArrayList<>(forwardBy(capture));
    options.addAll(List.of("--addrs", "rulesets/captures/" + capture + ".addrs.json"));
    return options;
  }

  private static List<String> forwardBy(String capture) {
    return List.of(
        "--path", "forward", "--routes", "rulesets/captures/" + capture + ".routes.json");
  }

  private static SampleRun of(Sample sample, String capture, String path) {
    List<String> options =
        switch (path) {
          case "auto" ->
              ROUTER_CAPTURES.contains(capture) ? router(capture) : List.of("--oif", "eth0");
          case "output" -> List.of("--path", "output", "--oif", "eth0");
          case "input", "ingress" -> List.of("--path", path);
          case "bridge" ->
              List.of("--path", path, "--addrs", "rulesets/captures/" + capture + ".addrs.json");
          default -> List.of("--path", path, "--oif", LEAVES_BY);
        };
    return new SampleRun(sample, capture, path, options);
  }

  /** {@code server--web--auto}. */
  public String name() {
    return sample.fileName() + "--" + capture + "--" + path;
  }

  public Path capturePath() {
    return Sample.repository().resolve("rulesets/captures/" + capture + ".pcapng");
  }

  /** Whether the packets are made here instead of read from a capture. */
  public boolean isGenerated() {
    return capture.equals(GENERATED);
  }

  /** The packets in order, with the interface they came in by and their direction. */
  public List<CapturedFrame> frames() throws IOException {
    if (!isGenerated()) {
      return CaptureFrames.read(capturePath());
    }
    List<CapturedFrame> frames = new ArrayList<>();
    List<String> names = plan().interfaces();
    for (LabFrame frame : generatedFrames()) {
      int entersBy = Math.max(0, frame.inputInterface());
      frames.add(new CapturedFrame(frame.frame(), names.get(entersBy), 0));
    }
    return frames;
  }

  private List<LabFrame> generatedFrames() throws IOException {
    return plan().mode() == LabMode.LOOPBACK
        ? SampleTraffic.toItself(sample, SEED, GENERATED_FRAMES)
        : SampleTraffic.of(sample, plan(), SEED, GENERATED_FRAMES);
  }

  private LabPlan plan() {
    LabMode mode = LabMode.valueOf(path.toUpperCase(Locale.ROOT));
    return sample.plans().stream().filter(p -> p.mode() == mode).findFirst().orElseThrow();
  }

  /** What the live kernel does, all packets in capture order. */
  public LabResult play() throws IOException {
    if (isGenerated()) {
      try (KernelLab lab = KernelLab.open(plan())) {
        return lab.play(sample.text(), generatedFrames());
      }
    }
    List<CapturedFrame> frames = frames();
    return switch (path) {
      case "auto" ->
          ROUTER_CAPTURES.contains(capture)
              ? play(frames, LabMode.FORWARD, routes())
              : playByDirection(frames);
      case "forward" -> play(frames, LabMode.FORWARD, List.of());
      case "input" -> play(frames, LabMode.INPUT, List.of());
      case "output" -> play(frames, LabMode.OUTPUT, List.of());
      case "bridge" -> play(frames, LabMode.BRIDGE, List.of());
      case "ingress" -> play(inbound(frames), LabMode.INGRESS, List.of());
      default -> throw new IllegalStateException(path);
    };
  }

  private LabResult playByDirection(List<CapturedFrame> frames) throws IOException {
    if (frames.stream().anyMatch(frame -> frame.direction() == 0)) {
      throw new IllegalStateException("packets without direction in " + capture);
    }
    return play(frames, LabMode.HOST, List.of());
  }

  private LabResult play(List<CapturedFrame> frames, LabMode mode, List<Route> routes)
      throws IOException {
    List<String> names =
        new ArrayList<>(frames.stream().map(CapturedFrame::interfaceName).distinct().toList());
    if (mode == LabMode.OUTPUT || mode == LabMode.HOST) {
      names.remove("eth0");
      names.add("eth0");
    } else if (mode == LabMode.FORWARD && routes.isEmpty()) {
      names.add(LEAVES_BY);
    }
    List<Route> usable = routes.stream().filter(r -> names.contains(r.interfaceName())).toList();
    List<LabFrame> injected = frames.stream().map(frame -> labFrame(frame, mode, names)).toList();
    String last = names.getLast();
    List<Address> own = routes.isEmpty() ? List.of() : addresses(names);
    try (KernelLab lab = KernelLab.open(new LabPlan(mode, names, usable, last, own))) {
      return sample.limitsRates()
          ? lab.playInTime(sample.text(), injected)
          : lab.play(sample.text(), injected);
    }
  }

  private static List<CapturedFrame> inbound(List<CapturedFrame> frames) {
    return frames;
  }

  private static LabFrame labFrame(CapturedFrame frame, LabMode mode, List<String> names) {
    boolean sent = mode == LabMode.HOST && frame.direction() == 2;
    int entersBy = sent ? -1 : names.indexOf(frame.interfaceName());
    return new LabFrame(frame.frame(), entersBy, frame.nanos());
  }

  private List<Address> addresses(List<String> names) throws IOException {
    String json =
        Files.readString(
            Sample.repository().resolve("rulesets/captures/" + capture + ".addrs.json"));
    List<Address> addresses = new ArrayList<>();
    String name = "";
    Matcher matcher = ADDRESS.matcher(json);
    while (matcher.find()) {
      if (matcher.group(1) != null) {
        name = matcher.group(1);
      } else if (names.contains(name)) {
        addresses.add(new Address(matcher.group(2) + "/" + matcher.group(3), name));
      }
    }
    return addresses;
  }

  private List<Route> routes() throws IOException {
    String json =
        Files.readString(
            Sample.repository().resolve("rulesets/captures/" + capture + ".routes.json"));
    List<Route> routes = new ArrayList<>();
    Matcher matcher = ROUTE.matcher(json);
    while (matcher.find()) {
      if (!matcher.group(1).startsWith("fe80")) {
        routes.add(new Route(matcher.group(1), matcher.group(2)));
      }
    }
    return routes;
  }
}
