/**
 * What belongs to a network namespace and not to a rule set.
 *
 * <p><b>Purpose.</b> Rules come and go by generation; connections stay. Programs reach whatever
 * outlives them through {@link dev.weir.core.netns.NetworkNamespace}.
 *
 * <p><b>Data flow.</b> The verb that runs packets makes one namespace, hands it to the path walker,
 * which hands it to every hook program it asks a rule set for.
 *
 * <p><b>Life-cycle.</b> From the first packet to the last; closing it frees the connection table.
 *
 * <p><b>Threads.</b> One namespace, one thread, as long as the connection table says so.
 *
 * <p><b>Source.</b> include/net/net_namespace.h (struct net).
 */
@NullMarked
package dev.weir.core.netns;

import org.jspecify.annotations.NullMarked;
