package dev.weir.nft.type;

/**
 * The users and groups that rule text may name: {@code meta skuid daemon}, {@code meta skgid adm}.
 */
public record Accounts(AccountTable users, AccountTable groups) {

  /** No account known but {@code root}. */
  public static Accounts none() {
    return new Accounts(new AccountTable(), new AccountTable());
  }
}
