package dev.weir.cli;

import dev.weir.core.action.ActionSink;
import dev.weir.core.action.LogRequest;
import dev.weir.core.hook.Hook;
import dev.weir.core.log.LogLine;
import dev.weir.core.packet.LinkType;
import dev.weir.core.packet.Packet;
import dev.weir.netio.pcap.CaptureWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What rules do to packets outside of the rules: log lines ({@code --log}), the answers of reject
 * ({@code --write-replies}), and how often everything else happened, for warnings.
 */
final class ActionOutputs implements ActionSink, AutoCloseable {
  /** So many different actions are counted one by one. */
  private static final int MAX_COUNTED = 50;

  private static final String OTHERS = "other actions";

  private final Console console;
  private final boolean logsToOutput;
  private final @Nullable OutputStream log;
  private final @Nullable CaptureWriter replies;
  private final LogLine line = new LogLine();
  private final Map<String, Long> actions = new LinkedHashMap<>();
  private @Nullable IOException failure;

  /**
   * Creates the files.
   *
   * @param logFile {@code -} for standard output
   */
  ActionOutputs(Console console, @Nullable String logFile, @Nullable Path replyFile) {
    this.console = console;
    try {
      log =
          logFile == null
              ? null
              : logFile.equals("-")
                  ? null
                  : new BufferedOutputStream(
                      Files.newOutputStream(IoErrors.path(logFile)), 1 << 16);
      logsToOutput = "-".equals(logFile);
      replies = replyFile == null ? null : CaptureWriter.create(replyFile, true);
    } catch (IOException e) {
      throw CommandFailure.ioFailure(String.valueOf(e.getMessage()));
    }
  }

  /** Whether somebody wants to see what this host answers. */
  boolean wantsReplies() {
    return replies != null;
  }

  @Override
  public void logged(LogRequest request, Packet packet, Hook hook) {
    if (request.group() >= 0) {
      acted("log group " + request.group(), packet);
      return;
    }
    if (request.level() == LogRequest.AUDIT) {
      acted("log level audit", packet);
      return;
    }
    if (logsToOutput) {
      console.println(line.of(request, packet));
    } else if (log != null) {
      try {
        log.write((line.of(request, packet) + "\n").getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        failed(e);
      }
    }
  }

  @Override
  public void acted(String action, Packet packet) {
    boolean counted = actions.size() < MAX_COUNTED || actions.containsKey(action);
    actions.merge(counted ? action : OTHERS, 1L, Long::sum);
  }

  @Override
  public void replied(Packet reply) {
    if (replies != null) {
      try {
        int device = replies.interfaceId(reply.oif().name(), LinkType.RAW);
        replies.write(
            device,
            reply.timestampNanos(),
            Packet.DIRECTION_OUTBOUND,
            reply.address(),
            reply.capturedLength(),
            reply.originalLength());
      } catch (IOException e) {
        failed(e);
      }
    }
  }

  private void failed(IOException e) {
    if (failure == null) {
      failure = e;
    }
  }

  /** Appends what nobody wrote anywhere. */
  void addWarnings(List<String> warnings) {
    actions.forEach((action, count) ->
        warnings.add(
            Counted.of(count, "{packet|packets} met '" + action + "': " + result(action))));
  }

  private static String result(String action) {
    String word = action.substring(0, Math.max(0, action.indexOf(' ')));
    return switch (word) {
      case "queue" -> "no program listens; dropped, or accepted with bypass";
      case "dup" -> "a copy would be sent; it is not followed";
      case "fwd" -> "sent there, not followed";
      case "tproxy" -> "no socket is known to listen; the rule does not match";
      case "flow" -> "nothing is offloaded, every packet meets the rules";
      case "log" -> "sent to a program, not written";
      default -> "handed over, not followed";
    };
  }

  /** Ends the files in order. */
  void finish() {
    try {
      if (failure != null) {
        throw failure;
      }
      if (log != null) {
        log.flush();
      }
      if (replies != null) {
        replies.flush();
      }
    } catch (IOException e) {
      throw CommandFailure.ioFailure(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    for (AutoCloseable resource : new @Nullable AutoCloseable[] {log, replies}) {
      if (resource != null) {
        try {
          resource.close();
        } catch (Exception e) {
          // finish() has told of what matters
        }
      }
    }
  }
}
