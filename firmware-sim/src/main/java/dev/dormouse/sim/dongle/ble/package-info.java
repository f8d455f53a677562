/**
 * A Bluetooth controller behind HCI on a UART (H:4), and peripherals with a Nordic UART Service around it. Uses the parent package
 * and {@code Bytes}. One thread, that of the timeline.
 */
@NullMarked
package dev.dormouse.sim.dongle.ble;

import org.jspecify.annotations.NullMarked;
