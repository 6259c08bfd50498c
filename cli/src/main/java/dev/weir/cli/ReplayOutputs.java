package dev.weir.cli;

import dev.weir.core.packet.Packet;
import dev.weir.core.packet.PacketBuffer;
import dev.weir.core.packet.PacketMemory;
import dev.weir.core.path.Outcomes;
import dev.weir.core.path.PacketSink;
import dev.weir.netio.pcap.CaptureReader;
import dev.weir.netio.pcap.CaptureWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files a replay writes: accepted packets, dropped packets, one verdict character a packet.
 *
 * <p>They are created when the first capture is open, because its time resolution becomes theirs; a
 * capture that cannot be read leaves no empty files behind.
 */
final class ReplayOutputs implements PacketSink, AutoCloseable {
  private static final int UNCHANGED = -1;

  private final @Nullable Path acceptedFile;
  private final @Nullable Path droppedFile;
  private final @Nullable Path verdictFile;
  private @Nullable CaptureWriter accepted;
  private @Nullable CaptureWriter dropped;
  private @Nullable OutputStream verdicts;
  private boolean created;
  private PacketBuffer changed = new PacketBuffer(0);
  private int changedLength = UNCHANGED;
  private int changedOriginalLength;

  ReplayOutputs(
      @Nullable Path acceptedFile, @Nullable Path droppedFile, @Nullable Path verdictFile) {
    this.acceptedFile = acceptedFile;
    this.droppedFile = droppedFile;
    this.verdictFile = verdictFile;
  }

  /** Refuses to write over an input: creating an output empties the file. */
  void refuseInputs(List<String> inputs) {
    for (String input : inputs) {
      for (Path output : Arrays.asList(acceptedFile, droppedFile, verdictFile)) {
        if (output != null && isSameFile(output, input)) {
          throw CommandFailure.usage(output + ": is an input of this replay, not written over");
        }
      }
    }
  }

  private static boolean isSameFile(Path output, String input) {
    try {
      return Files.exists(output) && Files.isSameFile(output, Path.of(input));
    } catch (IOException | InvalidPathException e) {
      return false; // Whoever reads the input says what is wrong with its name.
    }
  }

  /** Creates the files, if this is the first capture. */
  void begin(CaptureReader reader) {
    if (created) {
      return;
    }
    created = true;
    try {
      accepted = writer(acceptedFile, reader);
      dropped = writer(droppedFile, reader);
      if (verdictFile != null) {
        verdicts = new BufferedOutputStream(Files.newOutputStream(verdictFile), 1 << 16);
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private static @Nullable CaptureWriter writer(@Nullable Path file, CaptureReader reader)
      throws IOException {
    return file == null ? null : CaptureWriter.create(file, reader.isNanosecondResolution());
  }

  /** Whether somebody wants the packets as the rules left them. */
  boolean wantsChanged() {
    return acceptedFile != null;
  }

  /** The packet that is recorded next was changed by the rules: this is what left. */
  @Override
  public void take(Packet packet) {
    changedLength = packet.capturedLength();
    changedOriginalLength = packet.originalLength();
    if (changedLength > changed.capacity()) {
      changed.close();
      changed = new PacketBuffer(changedLength);
    }
    PacketMemory.allow(changed, changed.address(), changedLength);
    PacketMemory.copy(packet.address(), changed.address(), changedLength);
    PacketMemory.forbid(changed);
  }

  /** Records the verdict of the reader's current packet. */
  void record(CaptureReader reader, char outcome) {
    try {
      if (verdicts != null) {
        verdicts.write(outcome);
      }
      if (outcome == Outcomes.ACCEPTED && accepted != null) {
        writeAccepted(accepted, reader);
      } else if (outcome == Outcomes.DROPPED && dropped != null) {
        dropped.write(reader);
      }
    } catch (IOException e) {
      throw failure(e);
    } finally {
      changedLength = UNCHANGED;
    }
  }

  private void writeAccepted(CaptureWriter writer, CaptureReader reader) throws IOException {
    if (changedLength == UNCHANGED) {
      writer.write(reader);
      return;
    }
    PacketMemory.allow(changed, changed.address(), changedLength);
    writer.write(
        writer.interfaceId(reader.interfaceName(), reader.linkType()),
        reader.timestampNanos(),
        reader.direction(),
        changed.address(),
        changedLength,
        changedOriginalLength);
    PacketMemory.forbid(changed);
  }

  /** Ends the files in order. */
  void finish() {
    try {
      if (verdicts != null) {
        verdicts.write('\n');
        verdicts.flush();
      }
      if (accepted != null) {
        accepted.flush();
      }
      if (dropped != null) {
        dropped.flush();
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private CommandFailure failure(IOException e) {
    boolean told = String.valueOf(e.getMessage()).contains(": ");
    return CommandFailure.ioFailure(
        told || verdictFile == null
            ? String.valueOf(e.getMessage())
            : IoErrors.describe(verdictFile, e));
  }

  @Override
  public void close() {
    closeQuietly(accepted);
    closeQuietly(dropped);
    closeQuietly(verdicts);
    changed.close();
  }

  /** After {@link #finish} nothing is left to write; before it the command has already failed. */
  private static void closeQuietly(@Nullable AutoCloseable resource) {
    if (resource != null) {
      try {
        resource.close();
      } catch (Exception e) {
        // The first failure is the one that was reported.
      }
    }
  }
}
