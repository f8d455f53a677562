/**
 * What ZigBee and 802.15.4 adapters of all makers share: addresses, the application a datagram belongs to, and who has which short
 * address. May use the link port. Addresses are values; {@link dev.dormouse.link.zigbee.NodeTable} belongs to its driver's loop.
 */
@NullMarked
package dev.dormouse.link.zigbee;

import org.jspecify.annotations.NullMarked;
