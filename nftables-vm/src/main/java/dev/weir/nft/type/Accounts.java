package dev.weir.nft.type;

/**
 * What a machine's files give names to in rule text: users, groups and connection labels ({@code
 * meta skuid daemon}, {@code meta skgid adm}, {@code ct label voip}).
 */
public record Accounts(AccountTable users, AccountTable groups, ConnLabels labels) {

  /** No account known but {@code root}, and no label. */
  public static Accounts none() {
    return new Accounts(new AccountTable(), new AccountTable(), new ConnLabels());
  }
}
