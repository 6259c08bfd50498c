/** Essay to come from this package's owner. */
@NullMarked
package dev.weir.nft.proto;

import org.jspecify.annotations.NullMarked;
