package dev.weir.core.conntrack;

/**
 * What an administrator sets by sysctl, and what replay adds.
 *
 * @param maxEntries {@code nf_conntrack_max}: above it, new connections need an early drop
 * @param verifiesChecksums {@code nf_conntrack_checksum}: whether packets with bad L4 checksums are
 *     invalid at prerouting; off by default because captures of offloading hosts have them
 * @param accounts {@code nf_conntrack_acct}: whether entries count packets and bytes
 * @param seed for everything that is random in the kernel
 */
public record ConntrackOptions(
    int maxEntries, boolean verifiesChecksums, boolean accounts, long seed) {
  /** The kernel's default on a machine of 16 GiB or more. */
  public static final int DEFAULT_MAX_ENTRIES = 262_144;

  /** Defaults: checksums not verified, no accounting, seed 0. */
  public static ConntrackOptions defaults() {
    return new ConntrackOptions(DEFAULT_MAX_ENTRIES, false, false, 0);
  }

  /** The same with checksums verified or not. */
  public ConntrackOptions withVerifiedChecksums(boolean verifies) {
    return new ConntrackOptions(maxEntries, verifies, accounts, seed);
  }

  /** The same with accounting on or off. */
  public ConntrackOptions withAccounting(boolean counts) {
    return new ConntrackOptions(maxEntries, verifiesChecksums, counts, seed);
  }
}
