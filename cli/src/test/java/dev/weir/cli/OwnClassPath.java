package dev.weir.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.core.packet.Packet;
import dev.weir.netio.pcap.CaptureReader;
import dev.weir.nft.Nft;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine;

/** The class path of weir and its tests, for tests that start a process; whoever runs them. */
final class OwnClassPath {
  private static final List<Class<?>> CLASSES =
      List.of(
          Main.class,
          OwnClassPath.class,
          Nft.class,
          CaptureReader.class,
          Packet.class,
          CommandLine.class,
          ObjectMapper.class,
          JsonFactory.class,
          JsonProperty.class,
          ProgressBar.class);

  /** What those use in turn, and the tests do not see at compile time. */
  private static final List<String> FURTHER =
      List.of(
          "org.jline.terminal.Terminal",
          "org.jline.nativ.JLineNativeLoader",
          "com.github.luben.zstd.ZstdInputStream");

  private OwnClassPath() {}

  static String text() {
    Set<String> places = new LinkedHashSet<>();
    CLASSES.forEach(type -> places.add(place(type)));
    for (String name : FURTHER) {
      try {
        places.add(place(Class.forName(name)));
      } catch (ClassNotFoundException e) {
        // weir does without, or the test that starts it says what is missing
      }
    }
    return String.join(System.getProperty("path.separator"), places);
  }

  private static String place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
