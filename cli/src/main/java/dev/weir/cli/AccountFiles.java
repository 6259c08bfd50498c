package dev.weir.cli;

import dev.weir.nft.type.AccountTable;
import dev.weir.nft.type.Accounts;
import dev.weir.nft.type.ConnLabels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The users, groups and connection labels of this machine, from {@code /etc/passwd}, {@code
 * /etc/group} and {@code /etc/connlabel.conf}.
 *
 * <p>Line {@code daemon:x:1:1:...} makes {@code meta skuid daemon} mean 1. A file that is not there
 * or not readable, and a line of another form, name nobody: rules that name unknown accounts are
 * accepted, so this is never an error.
 */
final class AccountFiles {
  private static final int NUMBER_COLUMN = 2;
  private static final int MAX_NUMBER_DIGITS = 10;
  private static final long MAX_NUMBER = 0xffff_ffffL;

  private AccountFiles() {}

  /** The accounts of a system whose configuration lies in {@code directory} ({@code /etc}). */
  static Accounts read(Path directory) {
    Accounts accounts = Accounts.none();
    read(directory.resolve("passwd"), accounts.users());
    read(directory.resolve("group"), accounts.groups());
    readLabels(directory.resolve("connlabel.conf"), accounts.labels());
    return accounts;
  }

  /** Lines {@code bit name}; others say nothing. */
  private static void readLabels(Path file, ConnLabels labels) {
    for (String line : lines(file)) {
      String[] words = line.strip().split("[ \t]+");
      if (words.length > 1 && isNumber(words[0])) {
        labels.add(words[1], (int) Math.min(Integer.MAX_VALUE, Long.parseLong(words[0])));
      }
    }
  }

  private static String[] lines(Path file) {
    if (!Files.isRegularFile(file)) {
      return new String[0];
    }
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n");
    } catch (IOException e) {
      return new String[0];
    }
  }

  private static void read(Path file, AccountTable table) {
    for (String line : lines(file)) {
      String[] columns = line.split(":", -1);
      if (columns.length > NUMBER_COLUMN && isNumber(columns[NUMBER_COLUMN])) {
        table.add(columns[0], Long.parseLong(columns[NUMBER_COLUMN]));
      }
    }
  }

  private static boolean isNumber(String column) {
    return !column.isEmpty()
        && column.length() <= MAX_NUMBER_DIGITS
        && column.chars().allMatch(c -> c >= '0' && c <= '9')
        && Long.parseLong(column) <= MAX_NUMBER;
  }
}
