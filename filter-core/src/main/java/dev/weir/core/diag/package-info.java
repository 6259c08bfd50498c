/**
 * Located diagnostics, shared by every language weir reads.
 *
 * <p><b>Purpose.</b> Rule text that is wrong never throws: each pass reports what it found to one
 * {@link dev.weir.core.diag.Diagnostics} and goes on, so that a user sees every error of a file at
 * once, each with its place.
 *
 * <p><b>Data flow.</b> A {@link dev.weir.core.diag.SourceText} is one piece of text that was read
 * (a file, standard input, a {@code -e} argument); a {@link dev.weir.core.diag.SourceSpan} is a
 * half-open range of it and travels with every token and tree node; a {@link
 * dev.weir.core.diag.Diagnostic} ties a message to a primary span, further spans and notes. {@code
 * Diagnostics.render} prints them in the caret form of {@code nft}:
 *
 * <pre>
 * edge.nft:4:23-26: Error: Could not resolve service: Servname not supported for ai_socktype
 * 		tcp dport { 22, 80, htpp } accept
 * 		                    ^^^^
 * </pre>
 *
 * <p><b>Threads.</b> Values are immutable; a {@code Diagnostics} belongs to the thread that
 * compiles.
 *
 * <p><b>Source.</b> The printed form is that of nftables' {@code erec} (described in its behaviour,
 * not its code).
 */
@NullMarked
package dev.weir.core.diag;

import org.jspecify.annotations.NullMarked;
