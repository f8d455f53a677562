/** Tests of the ZNP frames and driver. */
@NullMarked
package dev.dormouse.link.znp;

import org.jspecify.annotations.NullMarked;
