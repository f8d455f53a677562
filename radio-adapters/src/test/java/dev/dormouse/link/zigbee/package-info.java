/** Tests of what ZigBee adapters share, and of both kinds over pseudo-terminals. */
@NullMarked
package dev.dormouse.link.zigbee;

import org.jspecify.annotations.NullMarked;
