package dev.weir.bench.nft;

import dev.weir.core.backend.CompiledRuleset;
import dev.weir.core.conntrack.Conntrack;
import dev.weir.core.conntrack.ConntrackOptions;
import dev.weir.core.netns.NetworkNamespace;
import dev.weir.core.packet.LinkType;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import dev.weir.core.packet.PacketParser;
import dev.weir.core.path.InterfaceTable;
import dev.weir.core.path.Outcomes;
import dev.weir.core.path.Path;
import dev.weir.core.path.PathOptions;
import dev.weir.core.path.PathWalker;
import dev.weir.nft.Nft;
import dev.weir.nft.NftBackend;
import dev.weir.nft.ruleset.Ruleset;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: how long does a received packet take from its bytes to its verdict (parsing, the IP
 * stack's checks, conntrack, the interpreter) when the server sample begins with {@code ct state
 * established accept}, of ten packets nine belong to one of 4,096 open connections, and the tenth
 * is a scanner's SYN that the policy drops?
 *
 * <p>Unit: nanoseconds per packet; 1,000 is a million packets a second. Expected: 200 to 500.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TrackedServerBenchmark {
  private static final int FLOWS = 4096;
  private static final int PACKETS = 40_960;
  private static final int FRAME_BYTES = 64;
  private static final int IP = 14;
  private static final int SERVER = 0xcb00710a; // 203.0.113.10
  private static final long WEB = socket(SERVER, 443);
  private static final int SYN = 0x02;
  private static final int ACK = 0x10;

  private final PacketBuffer[] frames = new PacketBuffer[PACKETS];
  private final Packet packet = new Packet();
  private long nowNanos = 1_700_000_000_000_000_000L;
  private @Nullable PathWalker walker;

  @Setup
  public void load() throws IOException {
    CompiledRuleset ruleset = ruleset();
    NetworkNamespace namespace = new NetworkNamespace(new Conntrack(ConntrackOptions.defaults()));
    walker = new PathWalker(ruleset, PathOptions.of(Path.INPUT), namespace);
    try (PathWalker sender = new PathWalker(ruleset, PathOptions.of(Path.OUTPUT), namespace)) {
      for (int flow = 0; flow < FLOWS; flow++) {
        open(sender, flow);
      }
    }
    Random random = new Random(7);
    for (int i = 0; i < PACKETS; i++) {
      int flow = random.nextInt(FLOWS);
      frames[i] =
          PacketBuffer.of(
              i % 10 == 0
                  ? frame(scanner(random), socket(SERVER, 9999), SYN, 1, 0)
                  : frame(client(flow), WEB, ACK, 101, 501));
    }
  }

  private static CompiledRuleset ruleset() throws IOException {
    java.nio.file.Path root = java.nio.file.Path.of(System.getProperty("weir.root", ""));
    String text =
        Files.readString(root.resolve("rulesets/nft/server.nft"))
            .replaceAll(
                "([io]ifname \"lo\" accept)",
                "ct state vmap { established : accept, related : accept, invalid : drop }\n$1");
    Nft.Result result = Nft.load(List.of(Nft.Source.text("ct", text)), Nft.Options.plain());
    Ruleset ruleset = result.ruleset();
    if (ruleset == null) {
      throw new IllegalStateException(result.diagnostics().render());
    }
    return new NftBackend(new InterfaceTable()).compile(ruleset);
  }

  /** A handshake; afterwards the connection is established. */
  private void open(PathWalker sender, int flow) {
    PathWalker receiver = Objects.requireNonNull(walker);
    expect(receiver, frame(client(flow), WEB, SYN, 100, 0));
    expect(sender, frame(WEB, client(flow), SYN | ACK, 500, 101));
    expect(receiver, frame(client(flow), WEB, ACK, 101, 501));
  }

  private void expect(PathWalker by, byte[] frame) {
    try (PacketBuffer buffer = PacketBuffer.of(frame)) {
      char outcome = walk(by, buffer);
      if (outcome != Outcomes.ACCEPTED) {
        throw new IllegalStateException("the handshake is not accepted: " + outcome);
      }
    }
  }

  private char walk(PathWalker by, PacketBuffer buffer) {
    nowNanos += 1000;
    packet.reset(buffer.address(), FRAME_BYTES, FRAME_BYTES, LinkType.ETHERNET, nowNanos);
    PacketParser.parse(packet);
    return by.walk(packet);
  }

  private static long client(int flow) {
    return socket(0x5b000000 | flow >>> 4, 40_000 + (flow & 15));
  }

  private static long scanner(Random random) {
    return socket(0x05000000 | random.nextInt(1 << 24), 40_000);
  }

  private static long socket(int address, int port) {
    return (long) address << 16 | port;
  }

  private static byte[] frame(long from, long to, int flags, int sequence, int ack) {
    ByteBuffer frame = ByteBuffer.allocate(FRAME_BYTES);
    frame.putShort((short) 0x0200).putInt(1).putShort((short) 0x0200).putInt(2);
    frame.putShort((short) 0x0800);
    frame
        .putShort((short) 0x4500)
        .putShort((short) (FRAME_BYTES - IP))
        .putShort((short) 0)
        .putShort((short) 0x4000);
    frame.put((byte) 60).put((byte) 6).putShort((short) 0);
    frame.putInt((int) (from >> 16)).putInt((int) (to >> 16));
    frame.putShort((short) from).putShort((short) to).putInt(sequence).putInt(ack);
    frame.put((byte) 0x50).put((byte) flags).putShort((short) 0xfff0);
    int sum = 0;
    for (int i = 0; i < 10; i++) {
      sum += frame.getShort(IP + 2 * i) & 0xffff;
    }
    sum = (sum & 0xffff) + (sum >>> 16);
    sum = (sum & 0xffff) + (sum >>> 16);
    return frame.putShort(IP + 10, (short) ~sum).array();
  }

  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public int walk() {
    PathWalker judge = Objects.requireNonNull(walker);
    int accepted = 0;
    for (PacketBuffer frame : frames) {
      accepted += walk(judge, frame) == Outcomes.ACCEPTED ? 1 : 0;
    }
    if (accepted != PACKETS / 10 * 9) {
      throw new IllegalStateException("accepted " + accepted);
    }
    return accepted;
  }

  @TearDown
  public void close() {
    Objects.requireNonNull(walker).close();
  }
}
