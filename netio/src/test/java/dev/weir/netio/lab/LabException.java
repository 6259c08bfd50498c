package dev.weir.netio.lab;

import java.io.IOException;

/** The kernel or nft refused something; the message carries what it said. */
public final class LabException extends IOException {
  private static final long serialVersionUID = 1L;

  LabException(String message) {
    super(message);
  }
}
