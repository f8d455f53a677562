/**
 * A serial line that looks after itself: opened, read, written and opened again by {@link dev.dormouse.link.serial.SerialLine}, and
 * the form of the decoders that cut its octets into frames. May use jSerialComm, Netty's event loop and the logger; knows no radio.
 * Two threads of its own for each line; listeners are called on the event loop only.
 */
@NullMarked
package dev.dormouse.link.serial;

import org.jspecify.annotations.NullMarked;
