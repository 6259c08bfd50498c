package dev.weir.core.log;

import dev.weir.core.packet.Packet;

/** Numbers and addresses as the kernel's printf writes them. */
final class LogText {
  private LogText() {}

  static StringBuilder hex(StringBuilder out, int value, int digits) {
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
      out.append(Character.forDigit(value >>> shift & 0xf, 16));
    }
    return out;
  }

  /** {@code %02X}. */
  static StringBuilder hexUpper(StringBuilder out, int value) {
    for (int shift = 4; shift >= 0; shift -= 4) {
      out.append(Character.toUpperCase(Character.forDigit(value >>> shift & 0xf, 16)));
    }
    return out;
  }

  /** {@code %pI4}. */
  static void address4(StringBuilder out, Packet packet, int at) {
    for (int i = 0; i < 4; i++) {
      out.append(i == 0 ? "" : ".").append(packet.u8(at + i));
    }
  }

  /** {@code %pI6}: every digit. */
  static void address6(StringBuilder out, Packet packet, int at) {
    for (int i = 0; i < 16; i += 2) {
      out.append(i == 0 ? "" : ":");
      hex(out, packet.u16(at + i), 4);
    }
  }

  /** {@code OPT (0204...) }: the bytes of options. */
  static void options(StringBuilder out, Packet packet, int from, int to) {
    out.append("OPT (");
    for (int at = from; at < to; at++) {
      hexUpper(out, packet.u8(at));
    }
    out.append(") ");
  }

  static void incomplete(StringBuilder out, int bytes) {
    out.append("INCOMPLETE [").append(Integer.toUnsignedString(bytes)).append(" bytes] ");
  }
}
