package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.weir.nft.type.Accounts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountFilesTest {
  @TempDir private Path folder;

  @Test
  void readsNamesAndNumbers() throws IOException {
    Files.writeString(folder.resolve("passwd"), "root:x:0:0::/:/bin/sh\nwww:x:33:34::/:\n");
    Files.writeString(folder.resolve("group"), "root:x:0:\nadm:x:4:a,b\n");
    Files.writeString(folder.resolve("connlabel.conf"), "# labels\n3 voip\n\t4  web x\n999 no\n");
    Accounts accounts = AccountFiles.read(folder);
    assertEquals(3, accounts.labels().bit("voip"));
    assertEquals("\"web\"", accounts.labels().word(4));
    assertNull(accounts.labels().bit("no"));
    assertEquals(33, accounts.users().number("www"));
    assertNull(accounts.users().unknownName(33));
    assertEquals(4, accounts.groups().number("adm"));
    assertEquals(2_000_000_000, accounts.groups().number("www"));
    assertEquals("www", accounts.groups().unknownName(2_000_000_000));
  }

  @Test
  void missingFilesAndStrangeLinesNameNobody() throws IOException {
    assertEquals(2_000_000_000, AccountFiles.read(folder).users().number("daemon"));
    Files.createDirectory(folder.resolve("group"));
    Files.write(
        folder.resolve("passwd"),
        "+::::::\n\n:\na:x\nb:x:-1:\nc:x:99999999999:\nd:x:4294967296:\n\u00ff:x:7:\ne:x:5:\r\n"
            .getBytes(StandardCharsets.ISO_8859_1));
    Accounts accounts = AccountFiles.read(folder);
    for (String name : new String[] {"+", "", "a", "b", "c", "d"}) {
      long number = accounts.users().number(name);
      assertEquals(name, accounts.users().unknownName(number));
    }
    assertEquals(5, accounts.users().number("e"));
    assertEquals(0, accounts.groups().number("root"));
  }
}
