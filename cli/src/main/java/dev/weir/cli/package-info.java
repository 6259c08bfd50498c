/**
 * The command line: the only package that prints, and the only one that ends the process.
 *
 * <p><b>Purpose.</b> One {@code *Command} class for each verb reads options (picocli), wires
 * filter-core, a backend and netio together, and prints what they answer: data on stdout,
 * everything else on stderr.
 *
 * <p><b>Data flow.</b> {@link dev.weir.cli.Main} chooses the verb; the verb loads rule sets through
 * a front end that returns a result or diagnostics; captures come from {@code netio}; verdicts and
 * counters go to a printer (table or JSON). No verb holds packet-filter logic of its own.
 *
 * <p><b>Life-cycle.</b> One process, one command, one exit code: 0 ok, 1 the answer is no, 2 usage,
 * 3 input unreadable or damaged, 4 I/O failure, 5 not permitted, 70 internal error, 128+n by
 * signal. A user's input never ends in a stack trace.
 *
 * <p><b>Threads.</b> The main thread works; a progress bar may print from its own.
 *
 * <p><b>Source.</b> The conventions follow nft(8), tcpdump(1) and sysexits(3).
 */
@NullMarked
package dev.weir.cli;

import org.jspecify.annotations.NullMarked;
