/**
 * Sets and maps: from the words of a key to the number of an element.
 *
 * <p><b>Purpose.</b> A rule with {@code @blocklist} or {@code { 22, 80-90 }} asks one question a
 * packet: which element, if any, holds this key? The answer must come in tens of nanoseconds for
 * ten elements and for a million, without allocation, and take little memory.
 *
 * <p><b>Data flow.</b> The compiler fills a {@link dev.weir.core.set.SetElements}: keys, upper
 * ends, end marks and map data in flat columns, in the order they were added. {@link
 * dev.weir.core.set.SetPlanner} picks the cheapest {@link dev.weir.core.set.PacketSet} for them,
 * which builds an index over the columns and copies nothing it can share. At run time {@code
 * lookup(words, first)} returns the element's number, or -1; map data is read from the columns with
 * that number.
 *
 * <p><b>Keys.</b> Words are packet bytes read big-endian, so unsigned comparison of words is the
 * kernel's memcmp. A key is one value, or several fields side by side (concatenation), each
 * starting at a word. Intervals of one-field sets are half-open, with end marks, as nft sends them;
 * ranges of concatenations are closed, with a key and a key end.
 *
 * <p><b>Life-cycle and threads.</b> Everything here is immutable once built and shared by all
 * threads of a generation.
 *
 * <p><b>Source.</b> net/netfilter/nft_set_hash.c, nft_set_bitmap.c, nft_set_rbtree.c,
 * nft_set_pipapo.c: the same questions and answers, other data structures where Java prefers them.
 */
@NullMarked
package dev.weir.core.set;

import org.jspecify.annotations.NullMarked;
