/** Tests of the host for Bluetooth controllers: vectors, garbage, a scripted controller in virtual time, and tshark as judge. */
@NullMarked
package dev.dormouse.link.ble;

import org.jspecify.annotations.NullMarked;
