/**
 * What values mean: data types, the words that stand for their values, and how nft writes them.
 *
 * <p><b>Purpose.</b> A selector has a {@link dev.weir.nft.type.DataType}; the type decides how the
 * text beside it is read ({@code ssh}, {@code 10.0.0.1}, {@code syn}) and how a value is listed.
 * Types that differ only in names and numbers are rows: {@link dev.weir.nft.type.DataTypes} and
 * {@code SymbolRows}; {@link dev.weir.nft.type.Symbols} has the few forms that differ in more than
 * rows, such as addresses.
 *
 * <p><b>Data flow.</b> The evaluator calls {@link dev.weir.nft.type.Symbols#parse} with the type of
 * the selector and gets a number or the reason why there is none; the printer calls {@link
 * dev.weir.nft.type.Symbols#format}. Numbers are {@code BigInteger}s without byte order; how they
 * lie in a register is the lowering's business.
 *
 * <p><b>Nothing from the machine.</b> nft asks {@code /etc/protocols}, {@code /etc/services}, the
 * resolver, the accounts and the kernel's interfaces, so one file can mean two things on two
 * machines. weir ships the protocols and services of Debian's netbase as rows, refuses host names,
 * and gives interfaces, users and groups it does not know a number of their own (CLI contract);
 * what it knows of them the caller puts into the tables.
 *
 * <p><b>Life-cycle, threads.</b> Types and rows are constants. A {@code Symbols} holds the
 * interface table of one compilation and belongs to its thread.
 *
 * <p><b>Source.</b> nft(8) "Data types", {@code nft describe}, IANA registries, RFC 4291, RFC 5952.
 */
@NullMarked
package dev.weir.nft.type;

import org.jspecify.annotations.NullMarked;
