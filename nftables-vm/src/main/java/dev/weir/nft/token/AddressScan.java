package dev.weir.nft.token;

/**
 * Finds the longest IPv4, IPv6 or MAC address or traffic class ({@code 1:2}) that starts at a
 * place.
 */
final class AddressScan {
  /** The longest IPv6 text: eight groups of four, or six and a dotted quad. */
  private static final int WINDOW = 46;

  private AddressScan() {}

  /** Length of the longest address at {@code at}, 0 if there is none. */
  static int length(String text, int at) {
    char first = text.charAt(at);
    if (!isHexDigit(first) && first != ':') {
      return 0;
    }
    int run = hexRun(text, at, 5);
    char behind = charAt(text, at + run);
    int best = 0;
    if (run <= 3 && behind == '.') {
      best = dottedQuad(text, at);
    }
    if (run <= 4 && behind == ':') {
      best = Math.max(best, ip6(text, at));
      best = Math.max(best, mac(text, at));
      if (best < trafficClass(text, at) + 1) {
        best = trafficClass(text, at);
      }
    }
    return best;
  }

  /** Three numbers of up to three digits, each with a dot, and a fourth. */
  private static int dottedQuad(String text, int at) {
    int end = at;
    for (int part = 0; part < 4; part++) {
      int digits = 0;
      while (digits < 3 && isDigit(charAt(text, end + digits))) {
        digits++;
      }
      if (digits == 0) {
        return 0;
      }
      end += digits;
      if (part < 3) {
        if (charAt(text, end) != '.') {
          return 0;
        }
        end++;
      }
    }
    return end - at;
  }

  /** Two to sixteen pairs: the scanner takes as many as there are, at least six. */
  private static int mac(String text, int at) {
    int end = at;
    int groups = 0;
    while (true) {
      int digits = hexRun(text, end, 2);
      if (digits == 0) {
        return 0;
      }
      groups++;
      end += digits;
      if (groups == 6) {
        return end - at;
      }
      if (charAt(text, end) != ':') {
        return 0;
      }
      end++;
    }
  }

  /**
   * Two groups of up to four hex digits with a colon between, if a blank, newline, colon, dash,
   * brace or comma follows. The character behind takes part in "longest match".
   */
  private static int trafficClass(String text, int at) {
    int first = hexRun(text, at, 4);
    if (first == 0 || charAt(text, at + first) != ':') {
      return 0;
    }
    int second = hexRun(text, at + first + 1, 4);
    int end = at + first + 1 + second;
    if (second == 0 || end >= text.length()) {
      return 0;
    }
    return " \t\n:-},".indexOf(text.charAt(end)) >= 0 ? end - at : 0;
  }

  private static int ip6(String text, int at) {
    int end = at;
    int limit = Math.min(text.length(), at + WINDOW);
    while (end < limit && isAddressPart(text.charAt(end))) {
      end++;
    }
    for (int to = end; to > at + 1; to--) {
      if (isIp6(text, at, to)) {
        return to - at;
      }
    }
    return 0;
  }

  /** Whether {@code [from, to)} is a whole IPv6 address. */
  private static boolean isIp6(String text, int from, int to) {
    int groups = 0;
    boolean gap = false;
    int at = from;
    if (charAt(text, at) == ':') {
      if (charAt(text, at + 1) != ':') {
        return false;
      }
      gap = true;
      at += 2;
    }
    while (at < to) {
      int run = Math.min(hexRun(text, at, 4), to - at);
      int behind = at + run;
      if (behind < to && text.charAt(behind) == '.') {
        return dottedQuad(text, at) == to - at && (gap ? groups <= 5 : groups == 6);
      }
      if (run == 0) {
        return false;
      }
      groups++;
      at = behind;
      if (at == to) {
        break;
      }
      if (text.charAt(at) != ':') {
        return false;
      }
      at++;
      if (at == to) {
        return false;
      }
      if (text.charAt(at) == ':') {
        if (gap) {
          return false;
        }
        gap = true;
        at++;
      }
    }
    return gap ? groups <= 7 : groups == 8;
  }

  /** How many hex digits stand at {@code at}, counting no further than {@code most}. */
  private static int hexRun(String text, int at, int most) {
    int run = 0;
    while (run < most && isHexDigit(charAt(text, at + run))) {
      run++;
    }
    return run;
  }

  private static char charAt(String text, int index) {
    return index < text.length() ? text.charAt(index) : '\0';
  }

  private static boolean isAddressPart(char c) {
    return isHexDigit(c) || c == ':' || c == '.';
  }

  static boolean isHexDigit(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
