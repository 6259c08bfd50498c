package dev.weir.cli.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.core.action.ActionSink;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketMemory;
import dev.weir.core.testkit.Gen;
import dev.weir.netio.lab.KernelLab;
import dev.weir.netio.lab.LabFrame;
import dev.weir.netio.lab.LabMode;
import dev.weir.netio.lab.LabPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The bytes of what {@code reject} answers to random packets, fragments, broken ones and options
 * among them: those of the live kernel, but for what it chooses at random.
 */
@Tag("kernel")
class ReplyBytesKernelIT {
  private static final int PACKETS = 1_500;
  private static final int ETHERNET = 14;

  @BeforeAll
  static void needsTheKernel() {
    String reason = KernelLab.unavailableReason();
    assumeTrue(reason == null, () -> "no kernel lab: " + reason);
  }

  @ParameterizedTest
  @CsvSource({
    "forward, tcp reset, false",
    "prerouting, tcp reset, false",
    "forward, icmpx port-unreachable, false",
    "forward, icmpx admin-prohibited, false",
    "forward, icmpx no-route, false",
    "forward, icmpx host-unreachable, false",
    "forward, icmp prot-unreachable, false",
    "forward, icmpv6 addr-unreachable, false",
    "prerouting, icmpx port-unreachable, false",
    "prerouting, icmp net-prohibited, false",
    "forward, tcp reset, true",
    "forward, icmpx port-unreachable, true",
  })
  void areTheKernels(String hook, String with, boolean tracked) throws IOException {
    String rules =
        "table inet t {\nchain c {\ntype filter hook "
            + hook
            + " priority 0; policy drop;\n"
            + (tracked ? "ct state new counter\n" : "")
            + "meta mark set 7 reject with "
            + with
            + "\n}\n}\n";
    LabPlan plan = LabPlan.of(LabMode.FORWARD, "tap0", "tap1").withAnswers();
    List<LabFrame> frames = tracked ? flows() : packets();
    try (KernelLab lab = KernelLab.open(plan)) {
      List<byte[]> output = new ArrayList<>();
      lab.keepOutput(output);
      lab.play(rules, frames);
      List<String> expected = new ArrayList<>();
      for (byte[] frame : output) {
        byte[] packet = Arrays.copyOfRange(frame, ETHERNET, frame.length);
        if (isAnswer(packet)) {
          expected.add(text(packet));
        }
      }
      List<String> actual = new ArrayList<>();
      ActionSink sink =
          new ActionSink() {
            @Override
            public void replied(Packet reply) {
              byte[] bytes = new byte[reply.capturedLength()];
              PacketMemory.copyOut(reply.address(), bytes, 0, bytes.length);
              actual.add(text(bytes));
            }
          };
      assertEquals("", WeirRun.of(rules, plan, frames, sink).errors());
      assertTrue(expected.size() > 100, () -> "only " + expected.size() + " answers");
      List<String> missing = new ArrayList<>(expected);
      actual.forEach(missing::remove);
      List<String> surplus = new ArrayList<>(actual);
      expected.forEach(surplus::remove);
      assertEquals(String.join("\n", missing), String.join("\n", surplus), hook + " " + with);
    }
  }

  private static List<LabFrame> packets() {
    Traffic traffic = new Traffic(new Gen(7), "tap0", "tap1");
    List<LabFrame> frames = new ArrayList<>();
    for (int i = 0; i < PACKETS; i++) {
      frames.add(new LabFrame(traffic.next().frame(), 0));
    }
    return frames;
  }

  private static List<LabFrame> flows() {
    return FlowTraffic.packets(new Gen(1), PACKETS).stream()
        .map(packet -> new LabFrame(packet.frame(), packet.entersBy()))
        .toList();
  }

  /** A reset or an ICMP error "unreachable": no other error, no report of groups. */
  private static boolean isAnswer(byte[] packet) {
    boolean four = packet[0] >> 4 == 4;
    int protocol = packet[four ? 9 : 6];
    int transport = four ? 4 * (packet[0] & 0xf) : 40;
    return switch (protocol) {
      case 1 -> packet[transport] == 3;
      case 58 -> packet[transport] == 1;
      default -> protocol == 6;
    };
  }

  /** The packet without the identification and the flow label, which the kernel makes up. */
  private static String text(byte[] packet) {
    if (packet[0] >> 4 == 4) {
      boolean icmp = packet[9] == 1;
      if (icmp) {
        Arrays.fill(packet, 4, 6, (byte) 0);
        Arrays.fill(packet, 10, 12, (byte) 0);
      }
    } else {
      packet[1] &= (byte) 0xf0;
      packet[2] = 0;
      packet[3] = 0;
    }
    return HexFormat.of().formatHex(packet);
  }
}
