package dev.weir.core.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.core.action.LogRequest;
import dev.weir.core.packet.Device;
import dev.weir.core.packet.LinkType;
import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import dev.weir.core.testkit.Gen;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Lines that Linux 6.18 wrote, recorded with the frames; LogKernelIT asks it again. */
class LogLineTest {
  private static final Device DEVICE = new Device("eth0", 2, 1);

  @Test
  void isTheKernels() throws IOException {
    List<String> recorded = recorded();
    List<String> expected = new ArrayList<>();
    List<String> actual = new ArrayList<>();
    for (int i = 0; i < recorded.size(); i += 2) {
      String[] question = recorded.get(i).split(" ");
      byte[] frame = HexFormat.of().parseHex(question[1]);
      expected.add(recorded.get(i + 1));
      actual.add(line(Integer.decode(question[0]), frame) + "|");
    }
    assertEquals(String.join("\n", expected), String.join("\n", actual));
  }

  @Test
  void showsPrefixAndMark() {
    byte[] frame = new Gen(1).frame();
    try (PacketBuffer buffer = PacketBuffer.of(frame)) {
      Packet packet = new Packet();
      buffer.show(packet, frame.length, LinkType.ETHERNET);
      String line = new LogLine().of(new LogRequest("drop: ", 4, 0, -1), packet);
      assertEquals("drop: IN= OUT= ", line.substring(0, 15));
    }
  }

  @Test
  void isTotalOverFramesCutAnywhere() {
    Gen gen = new Gen(3);
    LogLine line = new LogLine();
    LogRequest request = new LogRequest("", 4, 0x2f, -1);
    for (int i = 0; i < 200; i++) {
      byte[] frame = gen.frame();
      try (PacketBuffer buffer = PacketBuffer.of(frame)) {
        Packet packet = new Packet();
        for (int length = 0; length <= frame.length; length++) {
          buffer.show(packet, length, LinkType.ETHERNET);
          packet.setDevices(DEVICE, Device.NONE, DEVICE);
          line.of(request, packet);
        }
      }
    }
  }

  private static String line(int flags, byte[] frame) {
    try (PacketBuffer buffer = PacketBuffer.of(frame)) {
      Packet packet = new Packet();
      buffer.show(packet, frame.length, LinkType.ETHERNET);
      packet.setDevices(DEVICE, Device.NONE, DEVICE);
      return new LogLine().of(new LogRequest("", 4, flags, -1), packet);
    }
  }

  private static List<String> recorded() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(LogLineTest.class.getResourceAsStream("lines.golden"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).toList();
    }
  }
}
