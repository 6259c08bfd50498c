package dev.weir.nft.type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, 10.0.0.1",
    "010.011.0.1, 8.9.0.1",
    "0.0.0.0, 0.0.0.0",
    "255.255.255.255, 255.255.255.255"
  })
  void readsDottedAddressesAsCDoes(String text, String listed) {
    assertEquals(listed, formatIp4(Addresses.parseIp4(text)));
  }

  private static String formatIp4(@Nullable BigInteger number) {
    return number == null ? "none" : Addresses.formatIp4(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1.2.3",
        "1.2.3.4.5",
        "256.0.0.1",
        "1.2.3.08",
        "1.2.3.",
        "a.b.c.d",
        "1.2.3.0004"
      })
  void otherTextIsNoIp4Address(String text) {
    assertNull(Addresses.parseIp4(text));
  }

  @ParameterizedTest
  @CsvSource({
    "::, ::",
    "::1, ::1",
    "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "1:0:0:2:0:0:0:3, 1:0:0:2::3",
    "1:0:2:3:4:5:6:7, 1:0:2:3:4:5:6:7",
    "::ffff:1.2.3.4, ::ffff:1.2.3.4",
    "::1.2.3.4, ::1.2.3.4",
    "::5, ::5",
    "1::, 1::",
    "fe80::0001:00ff, fe80::1:ff"
  })
  void listsIp6AddressesAsTheCLibraryDoes(String text, String listed) {
    BigInteger number = Addresses.parseIp6(text);
    assertEquals(listed, number == null ? "none" : Addresses.formatIp6(number));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        ":::",
        "1:2:3:4:5:6:7",
        "1::2::3",
        "1:2:3:4:5:6:7:8:9",
        "12345::",
        "::010.0.0.1",
        "::g"
      })
  void otherTextIsNoIp6Address(String text) {
    assertNull(Addresses.parseIp6(text));
  }

  @Test
  void readsBackWhatItListsAndAgreesWithTheJdk() throws UnknownHostException {
    Random random = new Random(20_261_121);
    for (int i = 0; i < 5_000; i++) {
      BigInteger number = BigInteger.ZERO;
      for (int word = 0; word < 8; word++) {
        int bits = random.nextInt(3) == 0 ? random.nextInt(0x10000) : 0;
        number = number.shiftLeft(16).or(BigInteger.valueOf(bits));
      }
      String text = Addresses.formatIp6(number);
      assertEquals(number, Addresses.parseIp6(text), text);
      if (number.shiftRight(32).intValue() != 0xffff) {
        assertEquals(number, new BigInteger(1, InetAddress.getByName(text).getAddress()), text);
      }
    }
  }

  @Test
  void readsAndListsHardwareAddresses() {
    BigInteger number = Addresses.parseEther("0:16:3E:1:2:a");
    assertEquals("00:16:3e:01:02:0a", number == null ? "none" : Addresses.formatEther(number));
    assertNull(Addresses.parseEther("00:16:3e:01:02"));
    assertNull(Addresses.parseEther("00:16:3e:01:02:100"));
  }
}
