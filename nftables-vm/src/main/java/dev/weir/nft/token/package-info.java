/**
 * Rule text to tokens.
 *
 * <p><b>Purpose.</b> {@link dev.weir.nft.token.Lexer} cuts one {@link
 * dev.weir.core.diag.SourceText} into tokens exactly where nft cuts it (longest match first), so
 * that {@code eth0-eth1} is one word and {@code 10.0.0.1-10.0.0.5} is three tokens. Keywords are
 * words: whether {@code dport} is a keyword depends on where it stands, so the parser decides.
 * {@link dev.weir.nft.token.ReservedWords} lists those that can never be a name.
 *
 * <p><b>Data flow.</b> {@link dev.weir.nft.token.TokenStream} reads tokens on demand from a stack
 * of lexers: {@code include} pushes a text, and its tokens come before those that follow the
 * statement, even in the middle of a block.
 *
 * <p><b>Limits.</b> Tokens are made one at a time and never kept, so that a 64 MB line costs no
 * more memory than its text. Time is linear in the text: no part of it is scanned more than a
 * constant number of times (an address is looked at within a window of 46 characters).
 *
 * <p><b>Oddities kept from nft.</b> A comment must end with a newline, or its {@code #} is junk; a
 * carriage return is junk; {@code 22:80} before a blank is one word (a traffic class), which is why
 * map elements are written {@code 22 : 80}; {@code 08} is a word, because it is not an octal
 * number.
 *
 * <p><b>Threads.</b> A lexer belongs to the thread that compiles.
 *
 * <p><b>Source.</b> nft(8) "Lexical conventions"; the cuts were seen with {@code nft
 * --debug=scanner} 1.0.6.
 */
@NullMarked
package dev.weir.nft.token;

import org.jspecify.annotations.NullMarked;
