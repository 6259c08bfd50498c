package dev.weir.netio.lab;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The live kernel, asked for one rule set and one list of frames at a time.
 *
 * <pre>{@code
 * try (KernelLab lab = KernelLab.open(LabMode.FORWARD, "tap0", "tap1")) {
 *   LabResult result = lab.play("table ip t { chain c { type filter hook forward priority 0; tcp dport 22 drop; } }", frames);
 * }
 * }</pre>
 *
 * <p>Files named by {@code include} are looked for relative to the system property {@code
 * weir.root}, the root of the repository. Needs root, {@code nft}, {@code ip} and {@code
 * /dev/net/tun}; see {@link #unavailableReason()}.
 */
public final class KernelLab implements AutoCloseable {
  private static final int MAX_FRAME = 1 << 18;
  private static final int DRAIN_EVERY = 64;
  private static final int DEFERRED_MILLIS = 1;

  private final LabPlan plan;
  private final NamespaceThread namespace;
  private final List<TapDevice> taps = new ArrayList<>();
  private final MemorySegment frameBuffer = Arena.ofAuto().allocate(MAX_FRAME, 8);
  private final MemorySegment scratch = Arena.ofAuto().allocate(MAX_FRAME, 8);
  private @Nullable NetlinkSocket tables;
  private @Nullable StageLog stages;
  private @Nullable RawSender sender;
  private @Nullable GroupMember groups;
  private @Nullable List<byte[]> output;

  private KernelLab(LabPlan plan, NamespaceThread namespace) {
    this.plan = plan;
    this.namespace = namespace;
  }

  public static KernelLab open(LabMode mode, String... interfaces) throws IOException {
    return open(LabPlan.of(mode, interfaces));
  }

  public static KernelLab open(LabPlan plan) throws IOException {
    KernelLab lab = new KernelLab(plan, NamespaceThread.start());
    try {
      lab.setUp();
    } catch (IOException | RuntimeException e) {
      lab.close();
      throw e;
    }
    return lab;
  }

  /** Why there can be no lab here, in words for a skipped test; null when there can. */
  public static @Nullable String unavailableReason() {
    if (!System.getProperty("os.name", "").equals("Linux")) {
      return "not Linux";
    }
    if (new Libc().geteuid() != 0) {
      return "not root";
    }
    if (!Files.exists(Path.of("/dev/net/tun"))) {
      return "no /dev/net/tun";
    }
    for (String tool : List.of("nft", "ip")) {
      if (!onPath(tool)) {
        return "no " + tool + " on the path";
      }
    }
    try {
      NamespaceThread.start().close();
      return null;
    } catch (IOException e) {
      return "no network namespaces: " + e.getMessage();
    }
  }

  private static boolean onPath(String tool) {
    String path = System.getenv("PATH");
    for (String directory : (path == null ? "" : path).split(":", -1)) {
      if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, tool))) {
        return true;
      }
    }
    return false;
  }

  /** The interfaces and routes of this lab. */
  public LabPlan plan() {
    return plan;
  }

  private void setUp() throws IOException {
    namespace.call(() -> {
      LabNetwork.silence(plan.mode());
      for (String name : plan.interfaces()) {
        taps.add(new TapDevice(namespace.libc(), name));
      }
      tables = new NetlinkSocket(namespace.libc());
      stages = new StageLog(namespace.libc());
      if (plan.mode().sendsByRawSocket()) {
        sender =
            new RawSender(
                namespace.libc(), namespace.libc().interfaceIndex(plan.defaultInterface()));
      }
      return true;
    });
    namespace.execute(List.of("ip", "-batch", "-"), LabNetwork.commands(plan), null);
    namespace.execute(List.of("ip", "-6", "-batch", "-"), LabNetwork.commands6(plan), null);
    groups = namespace.call(() -> new GroupMember(namespace.libc(), plan));
    LabNetwork.settle();
  }

  /**
   * Loads the rule set into the empty namespace, injects the frames in order and reads the
   * counters.
   *
   * @throws LabException when nft refuses the rule set; the message is what nft wrote
   */
  public LabResult play(String ruleset, List<LabFrame> frames) throws IOException {
    return play(ruleset, frames, false);
  }

  /** The same with each frame at its time, counted from the first frame's: for rate limits. */
  public LabResult playInTime(String ruleset, List<LabFrame> frames) throws IOException {
    return play(ruleset, frames, true);
  }

  private LabResult play(String ruleset, List<LabFrame> frames, boolean inTime) throws IOException {
    NetlinkSocket netlink = opened(tables);
    namespace.call(() -> flush(netlink) && Connections.forget(netlink));
    load(ruleset);
    return namespace.call(() -> {
      List<LoadedRules.Rule> original = LoadedRules.read(netlink);
      CounterInjector.complete(netlink, original);
      long start = System.nanoTime();
      String verdicts = inject(frames, inTime);
      long nanos = System.nanoTime() - start;
      return new LabResult(
          verdicts, LoadedRules.counts(original, LoadedRules.read(netlink)), nanos);
    });
  }

  /**
   * What {@code nft monitor trace} prints while the frames are injected into this rule set, which
   * must say {@code meta nftrace set 1} itself; without lines about the lab's own chains.
   */
  public List<String> trace(String ruleset, List<LabFrame> frames) throws IOException {
    NetlinkSocket netlink = opened(tables);
    namespace.call(() -> flush(netlink) && Connections.forget(netlink));
    load(ruleset);
    return namespace.call(() -> {
      try (TraceMonitor monitor = new TraceMonitor()) {
        inject(frames, false);
        return monitor.lines().stream()
            .filter(line -> !line.contains(" " + ProbeChains.TABLE + " "))
            .toList();
      }
    });
  }

  /** From now on adds the frames that the taps send to this list. */
  public void keepOutput(List<byte[]> frames) {
    output = frames;
  }

  private void load(String ruleset) throws IOException {
    List<String> nft = List.of("nft", "-f", "-");
    String probes = ProbeChains.text(plan, ruleset);
    if (namespace.run(nft, ruleset + "\n" + probes, root()).exitCode() != 0) {
      // asked again without the lab's own chains, so that the message is about the caller's text
      // alone
      namespace.execute(nft, ruleset, root());
      throw new LabException("nft refuses this rule set only together with the lab's probe chains");
    }
  }

  /** What {@code nft} lists now, without the lab's own tables; flags as on nft's command line. */
  public String list(String... flags) throws IOException {
    List<String> command = new ArrayList<>(List.of("nft"));
    command.addAll(List.of(flags));
    command.addAll(List.of("list", "ruleset"));
    String text = namespace.execute(command, "", null);
    return text.replaceAll(
        "(?s)table (netdev|inet|bridge|arp) " + ProbeChains.TABLE + " \\{.*?\n\\}\n", "");
  }

  /** What a command ({@code ip -j addr}) prints in the lab's namespace. */
  public String ask(String... command) throws IOException {
    return namespace.execute(List.of(command), "", null);
  }

  /** The connections the last {@link #play} left, as {@code /proc/net/nf_conntrack} shows them. */
  public List<String> connections() throws IOException {
    return namespace.call(Connections::list);
  }

  static boolean flush(NetlinkSocket netlink) throws LabException {
    NetlinkMessage batch = new NetlinkMessage();
    int request = NetlinkMessage.REQUEST;
    batch.start(0x10, request, netlink.nextSequence(), 0, LoadedRules.SUBSYSTEM).finish();
    batch.start(LoadedRules.SUBSYSTEM << 8 | 2, request, netlink.nextSequence(), 0, 0).finish();
    int last = netlink.nextSequence();
    batch.start(0x11, request | NetlinkMessage.ACK, last, 0, LoadedRules.SUBSYSTEM).finish();
    netlink.transact(batch.toBytes(), last);
    return true;
  }

  static @Nullable Path root() {
    String root = System.getProperty("weir.root");
    return root == null ? null : Path.of(root);
  }

  private String inject(List<LabFrame> frames, boolean inTime) throws IOException {
    StageLog log = opened(stages);
    log.drain();
    StringBuilder verdicts = new StringBuilder(frames.size());
    int count = 0;
    long start = System.nanoTime();
    for (LabFrame frame : frames) {
      if (inTime) {
        awaitNanos(start + frame.nanos() - frames.getFirst().nanos());
      }
      verdicts.append(inject(frame, log));
      if (++count % DRAIN_EVERY == 0) {
        drainTaps();
      }
    }
    drainTaps();
    return verdicts.toString();
  }

  private static void awaitNanos(long deadline) {
    long left = deadline - System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(left);
      left = deadline - System.nanoTime();
    }
  }

  private char inject(LabFrame frame, StageLog log) throws IOException {
    byte[] bytes = frame.frame();
    int length = Math.min(bytes.length, MAX_FRAME);
    MemorySegment.copy(bytes, 0, frameBuffer, JAVA_BYTE, 0, length);
    FrameView view = new FrameView(bytes);
    boolean fragment4 = view.isIp4() && view.isFragment();
    long reassembledBefore = fragment4 ? ReassemblyCount.read() : 0;
    LabMode mode = plan.mode();
    if (mode == LabMode.HOST) {
      mode = frame.isSent() ? LabMode.OUTPUT : LabMode.INPUT;
    }
    boolean raw = mode.sendsByRawSocket();
    boolean done =
        raw
            ? opened(sender).send(frame, view, frameBuffer)
            : taps.get(frame.inputInterface()).inject(frameBuffer, length);
    if (!done && !raw) {
      return 'I';
    }
    int reached = log.drain();
    if (mode == LabMode.LOOPBACK
        && Stage.POSTROUTING_LAST.in(reached)
        && !Stage.PREROUTING_FIRST.in(reached)) {
      reached |= log.drainLater(DEFERRED_MILLIS);
    }
    boolean reassembled = fragment4 && ReassemblyCount.read() > reassembledBefore;
    return Stage.verdict(mode, reached, view.isFragment(), reassembled);
  }

  private void drainTaps() {
    for (TapDevice tap : taps) {
      tap.drain(scratch, output);
    }
  }

  private static <T> T opened(@Nullable T resource) {
    if (resource == null) {
      throw new IllegalStateException("lab not set up");
    }
    return resource;
  }

  @Override
  public void close() {
    try {
      namespace.call(() -> {
        taps.forEach(TapDevice::close);
        closeQuietly(tables);
        closeQuietly(stages);
        closeQuietly(sender);
        closeQuietly(groups);
        return true;
      });
    } catch (IOException e) {
      // the namespace goes away with its thread
    }
    namespace.close();
  }

  private static void closeQuietly(@Nullable AutoCloseable resource) {
    try {
      if (resource != null) {
        resource.close();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
