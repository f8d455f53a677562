/**
 * What ZigBee and 802.15.4 adapters of all makers share: addresses, the application a datagram belongs to, who has which short
 * address, and which datagrams are awaited. May use the link port and {@code radio}. Addresses are values; the tables belong to the loop.
 */
@NullMarked
package dev.dormouse.link.zigbee;

import org.jspecify.annotations.NullMarked;
