/**
 * Tools for binary frames of radio adapters: octets in and out, and the search for frames in a stream that may hold garbage.
 * May use the link's serial port types and {@code Bytes}; no I/O. Instances are confined to one thread.
 */
@NullMarked
package dev.dormouse.link.frame;

import org.jspecify.annotations.NullMarked;
