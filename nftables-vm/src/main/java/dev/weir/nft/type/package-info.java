/** Essay to come from this package's owner. */
@NullMarked
package dev.weir.nft.type;

import org.jspecify.annotations.NullMarked;
