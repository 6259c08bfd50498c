package dev.weir.netio.lab;

/**
 * What the kernel counted on one rule, by weir's definition: the rule's own first counter, else as
 * if one stood directly before its verdict statement, for a verdict map rule the lookups that hit.
 *
 * @param family nft's name: ip, ip6, inet
 * @param handle as {@code nft -a list ruleset} shows after loading the text into an empty kernel
 * @param index 0-based position in the chain
 */
public record RuleCount(
    String family, String table, String chain, long handle, int index, long packets, long bytes) {

  /** Both counts of the same rule together. */
  RuleCount plus(RuleCount other) {
    if (handle != other.handle || !chain.equals(other.chain)) {
      throw new IllegalArgumentException(this + " and " + other);
    }
    return new RuleCount(
        family, table, chain, handle, index, packets + other.packets, bytes + other.bytes);
  }
}
