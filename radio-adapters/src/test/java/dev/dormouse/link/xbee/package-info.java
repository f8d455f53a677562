/** Tests of the XBee frames and driver. */
@NullMarked
package dev.dormouse.link.xbee;

import org.jspecify.annotations.NullMarked;
