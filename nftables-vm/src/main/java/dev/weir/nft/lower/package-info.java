/**
 * From typed rules to instructions of the register machine.
 *
 * <p><b>Purpose.</b> Chooses registers, loads, masks and byte order conversions exactly as nft
 * 1.0.6 does, so that a listing can be compared with {@code nft -c --debug=netlink} line by line.
 *
 * <p><b>Data flow.</b> {@code TypedRule -> Linearizer -> List<Op>}, {@code TypedSet -> SetCompiler
 * -> VmSet}; {@link dev.weir.nft.lower.Verifier} looks at the result before it runs. What is
 * outside a rule (chains, named sets, counter slots) is asked from a {@link
 * dev.weir.nft.lower.LoweringScope}.
 *
 * <p><b>How a match becomes code.</b>
 *
 * <pre>
 * load    payload | meta | exthdr          into the first free register
 * adjust  bitwise (bit-fields, &amp;, |, ^), shift, byteorder (host order in intervals and orderings)
 * test    cmp | range | lookup
 * </pre>
 *
 * <p>A bit-field is not shifted down: the constant is shifted up. Only in a concatenation, where
 * several fields share one key, the value itself is shifted. A prefix that ends on a byte makes the
 * load shorter; others are masked. Equality tests on neighbouring header fields share one load of
 * at most four bytes (sixteen in the link layer).
 *
 * <p><b>Registers.</b> Every statement starts again at register 1; the parts of a concatenation
 * follow each other word by word.
 *
 * <p><b>Life-cycle, threads.</b> Nothing here outlives one compilation or is shared.
 *
 * <p><b>Source.</b> Observed output of nft 1.0.6; kernel: nft_payload.c, nft_bitwise.c, nft_cmp.c,
 * nft_range.c, nft_byteorder.c, nft_lookup.c, nft_set_rbtree.c, nft_set_pipapo.c.
 */
@NullMarked
package dev.weir.nft.lower;

import org.jspecify.annotations.NullMarked;
