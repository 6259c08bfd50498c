/**
 * State that rules keep from packet to packet: token buckets and quotas.
 *
 * <p><b>Purpose.</b> {@code limit rate 10/second} has to remember when it let the last packet pass.
 * What is remembered, and the kernel's arithmetic on it, is here; both rule languages use it.
 *
 * <p><b>Data flow.</b> A compiler makes a {@link dev.weir.core.state.TokenRate} from what the rule
 * says (the front end has refused what the kernel refuses) and a {@link
 * dev.weir.core.state.TokenBucket} from the rate; the rule's instruction asks the bucket for every
 * packet, with the packet's own time.
 *
 * <p><b>Life-cycle.</b> A bucket belongs to one generation of one rule and is made with it, full.
 * It lies beside the instruction, so that a later generation may take it over.
 *
 * <p><b>Threads.</b> One at a time: whoever runs a rule set with such state judges its packets one
 * after the other, because results can be repeated only then. There is no lock here.
 *
 * <p><b>Source.</b> net/netfilter/nft_limit.c, nft_quota.c.
 */
@NullMarked
package dev.weir.core.state;

import org.jspecify.annotations.NullMarked;
