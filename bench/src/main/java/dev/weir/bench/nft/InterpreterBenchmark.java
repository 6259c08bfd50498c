package dev.weir.bench.nft;

import dev.weir.core.backend.HookProgram;
import dev.weir.core.hook.Hook;
import dev.weir.core.packet.Device;
import dev.weir.core.packet.LinkType;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import dev.weir.core.packet.PacketParser;
import dev.weir.core.path.InterfaceTable;
import dev.weir.nft.Nft;
import dev.weir.nft.NftBackend;
import dev.weir.nft.ruleset.Ruleset;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * Question: how long does the interpreter take for one 64-byte packet at the input hook of the
 * server sample (42 rules in 7 chains), with and without parsing the frame?
 *
 * <p>Unit: nanoseconds per packet; 1,000 is a million packets a second. Expected: 150 to 300.
 *
 * <p>The rule set is read from {@code rulesets/nft/server.nft} under the system property {@code
 * weir.root}, else under the working directory.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class InterpreterBenchmark {
  private static final int PACKETS = 4096;
  private static final long SEED = 11;

  private final Packet[] packets = new Packet[PACKETS];
  private final PacketBuffer[] frames = new PacketBuffer[PACKETS];
  private @Nullable HookProgram program;

  @Setup
  public void load() {
    Path root = Path.of(System.getProperty("weir.root", ""));
    Nft.Result result =
        Nft.load(
            List.of(Nft.Source.file(root.resolve("rulesets/nft/server.nft"))), Nft.Options.plain());
    Ruleset ruleset = result.ruleset();
    if (ruleset == null) {
      throw new IllegalStateException(result.diagnostics().toString());
    }
    program =
        new NftBackend(new InterfaceTable())
            .compile(ruleset)
            .program(Packet.NFPROTO_IPV4, Hook.INPUT);
    ServerTraffic traffic = new ServerTraffic(SEED);
    Device eth0 = new Device("eth0", 2, Device.ARPHRD_ETHER);
    for (int i = 0; i < PACKETS; i++) {
      byte[] frame = traffic.next();
      frames[i] = PacketBuffer.of(frame);
      packets[i] = new Packet();
      frames[i].show(packets[i], frame.length, LinkType.ETHERNET);
      packets[i].setDevices(eth0, Device.NONE, eth0);
    }
  }

  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public int evaluate() {
    HookProgram judge = Objects.requireNonNull(program);
    int sum = 0;
    for (Packet packet : packets) {
      sum += judge.evaluate(packet);
    }
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(PACKETS)
  public int parseAndEvaluate() {
    HookProgram judge = Objects.requireNonNull(program);
    int sum = 0;
    for (int i = 0; i < PACKETS; i++) {
      Packet packet = packets[i];
      Device device = packet.device();
      packet.reset(frames[i].address(), 64, 64, LinkType.ETHERNET, 0);
      PacketParser.parse(packet);
      packet.setDevices(device, Device.NONE, device);
      sum += judge.evaluate(packet);
    }
    return sum;
  }
}
