/**
 * The corpus: rules, and what the real nft says about each.
 *
 * <p><b>Purpose.</b> Three questions for every line: does nft take it, what instructions does it
 * make of it, and how does it list it. weir must answer the same. {@link
 * dev.weir.nft.corpus.CorpusGenerator} makes lines from the rows of header fields, options and meta
 * keys, so that a new row is asked about without further work; {@code src/test/resources/corpus}
 * holds lines written by hand.
 *
 * <p><b>Data flow.</b> {@code LiveNft} asks one interactive nft in a private network namespace;
 * {@code Golden} keeps its answers in {@code corpus/nft-1.0.6.golden.gz}, so that a machine without
 * nft can compare too. {@code -Dgolden.update=true} with {@code CorpusKernelIT} asks again.
 *
 * <p><b>Source.</b> nft 1.0.6 on Linux 6.18.
 */
@NullMarked
package dev.weir.nft.corpus;

import org.jspecify.annotations.NullMarked;
