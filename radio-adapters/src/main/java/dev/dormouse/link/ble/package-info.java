/**
 * Bluetooth controllers with HCI on a UART (H:4, Bluetooth Core Vol 4), and the host of Low Energy that drives them: it scans, connects
 * to nodes with a Nordic UART Service and carries datagrams. May use {@code frame}, {@code radio} and what they use. Packets are
 * values; the driver is confined to its loop.
 */
@NullMarked
package dev.dormouse.link.ble;

import org.jspecify.annotations.NullMarked;
