/**
 * What all radio adapters have in common: a {@link dev.dormouse.link.radio.RadioLink} queues, paces and reports, a
 * {@link dev.dormouse.link.radio.RadioDriver} speaks the adapter's own protocol. May use the link port, {@code serial}, Netty's event
 * loop and the logger. Everything but {@code send}, {@code broadcast}, {@code largestDatagram} and {@code close} is confined to the loop.
 */
@NullMarked
package dev.dormouse.link.radio;

import org.jspecify.annotations.NullMarked;
