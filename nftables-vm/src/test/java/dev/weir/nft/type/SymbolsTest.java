package dev.weir.nft.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.weir.core.path.InterfaceTable;
import java.math.BigInteger;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SymbolsTest {
  private final Accounts accounts = Accounts.none();
  private final Symbols symbols = new Symbols(new InterfaceTable(), accounts);

  private static DataType type(String name) {
    return Objects.requireNonNull(DataTypes.ofName(name), name);
  }

  @ParameterizedTest
  @CsvSource({
    "inet_service, ssh, 22, 22",
    "inet_service, 08, 8, 8",
    "inet_service, 010, 8, 8",
    "inet_service, 0x16, 22, 22",
    "inet_proto, tcp, 6, tcp",
    "inet_proto, 200, 200, 200",
    "mark, 5, 5, 0x00000005",
    "ether_type, ip, 2048, ip",
    "ether_type, 0x1234, 4660, 0x1234",
    "dscp, af11, 10, af11",
    "tcp_flag, syn, 2, syn",
    "iface_index, lo, 1, '\"lo\"'",
    "iface_index, 09, 9, 9",
    "classid, 1:2, 65538, 1:2",
    "classid, root, 4294967295, root",
    "classid, none, 0, none",
    "uid, root, 0, 0",
    "uid, 099, 99, 99",
    "gid, 4294967295, 4294967295, 4294967295",
    "ipv4_addr, 1.2.3.4, 16909060, 1.2.3.4",
    "ipv4_addr, ::ffff:1.2.3.4, 16909060, 1.2.3.4",
    "icmp_type, echo-request, 8, echo-request",
    "boolean, exists, 1, exists"
  })
  void readsAndListsValues(String type, String text, BigInteger number, String listed) {
    Parsed parsed = symbols.parse(type(type), text);
    assertEquals(number, parsed.number(), String.valueOf(parsed.error()));
    assertEquals(listed, symbols.format(type(type), number, type(type).sizeBits()));
  }

  @ParameterizedTest
  @CsvSource({
    "integer, 08, Could not parse integer",
    "mark, 08, Could not parse packet mark",
    "inet_proto, 08, Could not resolve protocol name",
    "inet_proto, 256, Protocol out of range",
    "inet_service, 65536, Service out of range",
    "inet_service, nosuch, Could not resolve service: Servname not supported for ai_socktype",
    "ipv4_addr, 08, Could not resolve hostname: Name or service not known",
    "ipv4_addr, ::1, Could not resolve hostname: Address family for hostname not supported",
    "ipv6_addr, 1.2.3.4, Could not resolve hostname: Address family for hostname not supported",
    "ether_addr, 1:2, Invalid LL address",
    "uid, 4294967296, Value too large",
    "classid, 1:2:3, Could not parse TC classid"
  })
  void saysWhatIsWrongInTheWordsOfNft(String type, String text, String error) {
    Parsed parsed = symbols.parse(type(type), text);
    assertNull(parsed.number());
    assertEquals(error, parsed.error());
  }

  @Test
  void accountsUnknownHereGetNumbersOfTheirOwnAndAreListedByName() {
    accounts.users().add("www", 33);
    assertEquals(BigInteger.valueOf(33), symbols.parse(DataTypes.UID, "www").number());
    assertEquals("33", symbols.format(DataTypes.UID, BigInteger.valueOf(33), 32));
    BigInteger alice = symbols.parse(DataTypes.UID, "alice").number();
    BigInteger bob = symbols.parse(DataTypes.UID, "bob").number();
    assertNotNull(alice);
    assertNotNull(bob);
    assertEquals("\"alice\"", symbols.format(DataTypes.UID, alice, 32));
    assertEquals("\"bob\"", symbols.formatNumeric(DataTypes.UID, bob, 32));
    assertEquals(alice, symbols.parse(DataTypes.UID, "alice").number());
    assertEquals(alice.toString(), symbols.format(DataTypes.GID, alice, 32));
  }

  /** Every word of every type with a fixed width stands for a number that fits it. */
  @Test
  void everyWordFitsItsType() {
    for (DataType type : DataTypes.all().values()) {
      for (Map.Entry<String, Integer> word : Symbols.words(type).entrySet()) {
        BigInteger number = symbols.parse(type, word.getKey()).number();
        assertNotNull(number, type.name() + " " + word.getKey());
        // /etc/protocols has a protocol that no IP header can name
        if (type.sizeBits() > 0 && !word.getKey().equalsIgnoreCase("mptcp")) {
          assertNull(Symbols.rangeError(number, type.sizeBits()), type + " " + word);
        }
      }
    }
  }

  @Test
  void namesOfInterfacesAreBytes() {
    BigInteger number = symbols.parse(DataTypes.IFNAME, "eth0").number();
    assertNotNull(number);
    assertEquals("eth0", Symbols.formatName(number, 128));
    assertEquals(
        "String exceeds maximum length of 16",
        symbols.parse(DataTypes.IFNAME, "seventeen-letters").error());
  }
}
