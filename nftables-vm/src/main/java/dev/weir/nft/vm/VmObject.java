package dev.weir.nft.vm;

/**
 * A named object of a table: one state that every rule naming it shares.
 *
 * @param name as in the table's block
 * @param handle as {@code nft -a list} would show
 * @param op what a rule that names it does
 */
public record VmObject(ObjectKind kind, String name, long handle, Op op) {}
