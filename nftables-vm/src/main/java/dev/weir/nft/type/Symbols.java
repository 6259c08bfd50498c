package dev.weir.nft.type;

import dev.weir.core.packet.Device;
import dev.weir.core.path.InterfaceTable;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Words to numbers and back, for every data type.
 *
 * <p>{@code parse(INET_SERVICE, "ssh")} is 22; {@code format(MARK, 5, 32)} is {@code 0x00000005}.
 *
 * <p><i>Meaning.</i> A number is the value itself, whatever byte order it has in a packet or
 * register. Names of interfaces are its 16 bytes padded with zeros, read as a big-endian number.
 * Nothing here asks the machine: protocols and services are rows, hosts are never looked up, and
 * interfaces, users and groups come from the given tables, which invent a number for a name they do
 * not know. A {@code Symbols} is used by one thread (it shares the tables).
 */
public final class Symbols {
  /** Bytes of an interface name in a register, the final zero included. */
  public static final int NAME_BYTES = 16;

  private static final BigInteger LAST_DAY = BigInteger.valueOf(6);
  private static final BigInteger ROOT_CLASS = BigInteger.valueOf(0xffff_ffffL);

  private final InterfaceTable interfaces;
  private final Accounts accounts;

  public Symbols(InterfaceTable interfaces, Accounts accounts) {
    this.interfaces = interfaces;
    this.accounts = accounts;
  }

  /**
   * The number a bare word or a numeral stands for as a value of {@code type}. Whether it fits the
   * selector's width is for the caller to check, see {@link #rangeError}.
   */
  public Parsed parse(DataType type, String text) {
    if (type.equals(DataTypes.RELATIVE_TIME)) {
      return RelativeTime.parse(text);
    }
    if (type.equals(DataTypes.TIME)) {
      return ClockText.parseTime(text);
    }
    return switch (type.name()) {
      case "hour" -> ClockText.parseHour(text);
      case "day" -> parseDay(text);
      case "integer", "bitmask" -> parseInteger(type, text);
      case "ipv4_addr" -> parseIp4(text);
      case "ipv6_addr" -> parseIp6(text);
      case "ether_addr", "ll_addr" -> parseEther(text);
      case "inet_proto" -> parseProtocol(text);
      case "inet_service" -> parseService(text);
      case "ifname", "string" -> parseName(text);
      case "iface_index" -> parseInterface(text);
      case "classid" -> parseClass(text);
      case "verdict" -> Parsed.error("Could not parse netfilter verdict");
      case "ct_label" -> parseLabel(text);
      case "uid" -> parseAccount(text, accounts.users());
      case "gid" -> parseAccount(text, accounts.groups());
      default -> parseSymbol(type, text);
    };
  }

  private static Parsed parseSymbol(DataType type, String text) {
    SymbolTable table = SymbolRows.of(type);
    Integer number = table == null ? null : table.number(text);
    return number == null ? parseInteger(type, text) : Parsed.of(number);
  }

  private static Parsed parseDay(String text) {
    Parsed day = parseSymbol(DataTypes.DAY, text);
    BigInteger number = day.number();
    return number != null && number.compareTo(LAST_DAY) > 0
        ? Parsed.error("Value " + number + " exceeds valid range 0-6")
        : day;
  }

  private static Parsed parseInteger(DataType type, String text) {
    BigInteger number = numeral(text);
    return number == null
        ? Parsed.error("Could not parse " + type.description(), knownWords(type))
        : Parsed.of(number);
  }

  private static @Nullable String knownWords(DataType type) {
    SymbolTable table = SymbolRows.of(type);
    return table == null ? null : "known words: " + String.join(", ", table.rows().keySet());
  }

  /** A decimal, octal (leading 0) or hexadecimal (0x) numeral, or null. */
  public static @Nullable BigInteger numeral(String text) {
    boolean hex = text.startsWith("0x") || text.startsWith("0X");
    boolean octal = !hex && text.length() > 1 && text.startsWith("0");
    String digits = hex ? text.substring(2) : text;
    int radix = hex ? 16 : octal ? 8 : 10;
    if (digits.isEmpty() || digits.length() > 40) {
      return null;
    }
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) >= 128 || Character.digit(digits.charAt(i), radix) < 0) {
        return null;
      }
    }
    return new BigInteger(digits, radix);
  }

  /**
   * As {@link #numeral}; but {@code 08} and {@code 019}, which are no octal numerals, are decimal.
   * So nft reads ports, accounts and interfaces, and nothing else.
   */
  private static @Nullable BigInteger looseNumeral(String text) {
    BigInteger number = numeral(text);
    boolean decimal = number == null && text.length() <= 40 && !text.isEmpty();
    for (int i = 0; i < text.length() && decimal; i++) {
      decimal = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    return decimal ? new BigInteger(text) : number;
  }

  private static Parsed parseIp4(String text) {
    BigInteger number = Addresses.parseIp4(text);
    if (number == null) {
      number = mappedIp4(text);
    }
    if (number == null) {
      number = numeral(text);
      if (number != null && number.bitLength() > 32) {
        number = null;
      }
    }
    return number == null ? unresolved(text, ':') : Parsed.of(number);
  }

  /** As the resolver does, {@code ::ffff:10.0.0.1} is taken for {@code 10.0.0.1}. */
  private static @Nullable BigInteger mappedIp4(String text) {
    BigInteger six = Addresses.parseIp6(text);
    return six != null && six.shiftRight(32).equals(BigInteger.valueOf(0xffff))
        ? BigInteger.valueOf(six.intValue() & 0xffff_ffffL)
        : null;
  }

  private static Parsed parseIp6(String text) {
    BigInteger number = Addresses.parseIp6(text);
    return number == null ? unresolved(text, '.') : Parsed.of(number);
  }

  /** {@code other}: the sign by which an address of the other family is known. */
  private static Parsed unresolved(String text, char other) {
    boolean otherFamily =
        other == ':'
            ? Addresses.parseIp6(text) != null
            : Addresses.parseIp4(text) != null || numeral(text) != null;
    return otherFamily
        ? Parsed.error("Could not resolve hostname: Address family for hostname not supported")
        : Parsed.error(
            "Could not resolve hostname: Name or service not known",
            "weir never looks up host names; write the address");
  }

  private static Parsed parseEther(String text) {
    BigInteger number = Addresses.parseEther(text);
    return number == null ? Parsed.error("Invalid LL address") : Parsed.of(number);
  }

  private static Parsed parseProtocol(String text) {
    BigInteger number = numeral(text);
    if (number != null) {
      return number.bitLength() > 8 ? Parsed.error("Protocol out of range") : Parsed.of(number);
    }
    Integer known = SymbolRows.PROTOCOLS.number(text);
    return known == null ? Parsed.error("Could not resolve protocol name") : Parsed.of(known);
  }

  private static Parsed parseService(String text) {
    BigInteger number = looseNumeral(text);
    if (number != null) {
      return number.bitLength() > 16 ? Parsed.error("Service out of range") : Parsed.of(number);
    }
    Integer known = SymbolRows.SERVICES.number(text);
    return known == null
        ? Parsed.error("Could not resolve service: Servname not supported for ai_socktype")
        : Parsed.of(known);
  }

  private static Parsed parseName(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0) {
      return Parsed.error("Empty string is not allowed");
    }
    if (bytes.length > NAME_BYTES) {
      return Parsed.error("String exceeds maximum length of " + NAME_BYTES);
    }
    return Parsed.of(new BigInteger(1, bytes).shiftLeft(8 * (NAME_BYTES - bytes.length)));
  }

  private Parsed parseInterface(String text) {
    BigInteger number = looseNumeral(text);
    if (number == null) {
      return Parsed.of(interfaces.index(text));
    }
    return number.bitLength() > 32 ? Parsed.error("Interface does not exist") : Parsed.of(number);
  }

  private static Parsed parseClass(String text) {
    if (text.equals("none")) {
      return Parsed.of(0);
    }
    if (text.equals("root")) {
      return Parsed.of(ROOT_CLASS);
    }
    int colon = text.indexOf(':');
    BigInteger number = colon < 0 ? numeral(text) : null;
    if (colon >= 0) {
      BigInteger major = colon == 0 ? BigInteger.ZERO : numeral("0x" + text.substring(0, colon));
      String low = text.substring(colon + 1);
      BigInteger minor = low.isEmpty() ? BigInteger.ZERO : numeral("0x" + low);
      if (major != null && minor != null && major.bitLength() <= 16 && minor.bitLength() <= 16) {
        number = major.shiftLeft(16).or(minor);
      }
    }
    return number == null ? Parsed.error("Could not parse TC classid") : Parsed.of(number);
  }

  private Parsed parseLabel(String text) {
    Integer named = accounts.labels().bit(text);
    BigInteger number = named == null ? numeral(text) : BigInteger.valueOf(named);
    if (number == null) {
      return Parsed.error("/etc/connlabel.conf: could not parse conntrack label \"" + text + '"');
    }
    if (number.bitLength() > 31 || number.intValue() >= ConnLabels.BITS) {
      return Parsed.error(text + ": bit " + number + " out of range (" + ConnLabels.BITS + " max)");
    }
    return Parsed.of(BigInteger.ONE.shiftLeft(number.intValue()));
  }

  private static Parsed parseAccount(String text, AccountTable table) {
    BigInteger number = looseNumeral(text);
    if (number == null) {
      return Parsed.of(table.number(text));
    }
    return number.bitLength() > 32 ? Parsed.error("Value too large") : Parsed.of(number);
  }

  /** nft's complaint about a number too large for {@code bits} bits, or null where it fits. */
  public static @Nullable String rangeError(BigInteger number, int bits) {
    return number.signum() >= 0 && number.bitLength() <= bits
        ? null
        : "Value " + number + " exceeds valid range 0-" + maximum(bits);
  }

  /** The largest number of {@code bits} bits. */
  public static BigInteger maximum(int bits) {
    return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
  }

  /** A value as {@code nft list ruleset} shows it; {@code bits} is the selector's width. */
  public String format(DataType type, BigInteger number, int bits) {
    if (type.equals(DataTypes.TIME)) {
      return ClockText.formatTime(number);
    }
    return switch (type.name()) {
      case "hour" -> ClockText.formatHour(number);
      case "day", "devgroup", "realm" -> quoted(type, number);
      case "ipv4_addr" -> Addresses.formatIp4(number);
      case "ipv6_addr" -> Addresses.formatIp6(number);
      case "ether_addr" -> Addresses.formatEther(number);
      case "inet_service", "integer" -> number.toString();
      case "uid" -> formatAccount(number, accounts.users());
      case "gid" -> formatAccount(number, accounts.groups());
      case "ct_label" -> label(number);
      case "inet_proto" -> word(SymbolRows.PROTOCOLS, number, number.toString());
      case "ifname", "string" -> '"' + formatName(number, bits) + '"';
      case "iface_index" -> formatInterface(number);
      case "classid" -> formatClass(number);
      case "mark" -> hex(number, 8);
      case "time" -> RelativeTime.format(number);
      case "ether_type" -> symbol(type, number, hex(number, 4));
      case "dscp", "ecn" -> symbol(type, number, hex(number, 2));
      case "bitmask", "tcp_flag", "ct_state", "ct_status", "ct_event" ->
          symbol(type, number, hex(number, 1));
      default -> symbol(type, number, number.toString());
    };
  }

  /** A value as it shows in a range, where nft writes no words. */
  public String formatNumeric(DataType type, BigInteger number, int bits) {
    if (type.equals(DataTypes.TIME) || type.equals(DataTypes.HOUR)) {
      return format(type, number, bits);
    }
    return switch (type.name()) {
      case "ipv4_addr",
          "ipv6_addr",
          "ether_addr",
          "ifname",
          "string",
          "iface_index",
          "classid",
          "uid",
          "ct_label",
          "gid" ->
          format(type, number, bits);
      case "mark" -> hex(number, 8);
      case "time" -> RelativeTime.formatSeconds(number);
      case "ether_type" -> hex(number, 4);
      case "dscp" -> hex(number, 2);
      case "bitmask", "tcp_flag", "ct_state", "ct_status", "ct_event", "ecn" -> hex(number, 1);
      default -> number.toString();
    };
  }

  /**
   * The words of the set bits from the lowest up, numbers where a bit has none; null for a type
   * without words.
   */
  public @Nullable List<String> flagWords(DataType type, BigInteger number) {
    if (type.equals(DataTypes.CT_LABEL)) {
      return labelWords(number);
    }
    SymbolTable table = SymbolRows.of(type);
    if (table == null) {
      return null;
    }
    List<String> words = new ArrayList<>();
    for (int bit = 0; bit < number.bitLength(); bit++) {
      if (number.testBit(bit)) {
        String word = bit > 30 ? null : table.word(1 << bit);
        words.add(word == null ? hex(BigInteger.ONE.shiftLeft(bit), 1) : word);
      }
    }
    return words;
  }

  private List<String> labelWords(BigInteger number) {
    List<String> words = new ArrayList<>();
    for (int bit = 0; bit < number.bitLength(); bit++) {
      if (number.testBit(bit)) {
        words.add(accounts.labels().word(bit));
      }
    }
    return words;
  }

  private String label(BigInteger number) {
    return number.bitCount() == 1
        ? accounts.labels().word(number.getLowestSetBit())
        : String.join(",", labelWords(number));
  }

  /** The text of a name's bytes up to the first zero. */
  public static String formatName(BigInteger number, int bits) {
    int length = bits / 8;
    byte[] magnitude = number.toByteArray();
    byte[] bytes = new byte[length];
    int copied = Math.min(length, magnitude.length);
    System.arraycopy(magnitude, magnitude.length - copied, bytes, length - copied, copied);
    int end = 0;
    while (end < length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  private String formatInterface(BigInteger number) {
    Device device = number.bitLength() > 31 ? null : interfaces.ofIndex(number.intValue());
    return device == null ? number.toString() : '"' + device.name() + '"';
  }

  /** nft lists the number; for a name without a real one it is the name. */
  private static String formatAccount(BigInteger number, AccountTable table) {
    String unknown = number.bitLength() > 32 ? null : table.unknownName(number.longValue());
    return unknown == null ? number.toString() : '"' + unknown + '"';
  }

  private static String formatClass(BigInteger number) {
    if (number.signum() == 0) {
      return "none";
    }
    return number.equals(ROOT_CLASS)
        ? "root"
        : Long.toHexString(number.longValue() >>> 16)
            + ':'
            + Long.toHexString(number.longValue() & 0xffff);
  }

  private static String quoted(DataType type, BigInteger number) {
    String word = symbol(type, number, "");
    return word.isEmpty() ? number.toString() : '"' + word + '"';
  }

  private static String symbol(DataType type, BigInteger number, String otherwise) {
    SymbolTable table = SymbolRows.of(type);
    return table == null ? otherwise : word(table, number, otherwise);
  }

  private static String word(SymbolTable table, BigInteger number, String otherwise) {
    String word = number.bitLength() > 31 ? null : table.word(number.intValue());
    return word == null ? otherwise : word;
  }

  private static String hex(BigInteger number, int digits) {
    String text = number.toString(16).toLowerCase(Locale.ROOT);
    return "0x" + "0".repeat(Math.max(0, digits - text.length())) + text;
  }

  /** The words of a type and their numbers in the order of {@code nft describe}; may be empty. */
  public static Map<String, Integer> words(DataType type) {
    SymbolTable table =
        type.equals(DataTypes.INET_PROTO)
            ? SymbolRows.PROTOCOLS
            : type.equals(DataTypes.INET_SERVICE) ? SymbolRows.SERVICES : SymbolRows.of(type);
    return table == null ? Map.of() : Collections.unmodifiableMap(table.rows());
  }
}
