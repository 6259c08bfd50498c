package dev.weir.netio.pcap;

import java.io.IOException;
import java.io.Serial;

/**
 * A capture that cannot be opened, or not written any further.
 *
 * <p>Example: {@code notes.txt: not a capture: looks like text}.
 *
 * <p><i>Meaning:</i> the message is a whole sentence for users, with the file's name. Damage behind
 * the file header is never an exception, see {@link Damage}.
 */
public final class CaptureException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  /** A message for users, with the file's name. */
  public CaptureException(String message) {
    super(message);
  }

  /** A message for users, with the file's name, and what was below. */
  public CaptureException(String message, Throwable cause) {
    super(message, cause);
  }
}
