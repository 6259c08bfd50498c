package dev.weir.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads what {@code ip -j} printed on the machine whose rules are replayed. */
final class HostFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private HostFiles() {}

  /** The JSON document in a file; a clear failure where there is none. */
  static JsonNode json(Path file) {
    try {
      JsonNode document = JSON.readTree(Files.readString(file));
      if (document == null || document.isMissingNode()) {
        throw CommandFailure.badInput(file + ": is empty, not JSON");
      }
      return document;
    } catch (JsonProcessingException e) {
      throw CommandFailure.badInput(file + ": is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw CommandFailure.badInput(IoErrors.describe(file, e));
    }
  }
}
