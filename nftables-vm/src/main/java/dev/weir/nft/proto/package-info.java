/**
 * Headers, extension headers and options as rows.
 *
 * <p><b>Purpose.</b> {@code tcp dport}, {@code ip6 dscp}, {@code tcp option maxseg size}, {@code
 * exthdr frag}: what differs only in names and numbers is a row, in {@link
 * dev.weir.nft.proto.Protocols} or {@link dev.weir.nft.proto.ExtensionHeaders}. A new field is one
 * row (and its corpus line, which a test asks for); parser, evaluator, lowering and printer know no
 * field by name.
 *
 * <p><b>Data flow.</b> The parser looks rows up by the words of the rule text and puts them into
 * the tree; from there on a selector is its row. Which protocol a row needs, and what a rule
 * already established, is {@code eval}'s concern.
 *
 * <p><b>Bits.</b> Offsets count bits from the header's first byte, the most significant bit first,
 * as in the RFCs' pictures. A field that does not fill whole bytes is loaded with its neighbours
 * and masked by the lowering.
 *
 * <p><b>Life-cycle, threads.</b> Constants.
 *
 * <p><b>Source.</b> The RFCs named at the rows; names, types and widths from {@code nft describe}
 * 1.0.6, offsets from {@code nft --debug=netlink}.
 */
@NullMarked
package dev.weir.nft.proto;

import org.jspecify.annotations.NullMarked;
