/**
 * What survives a restart of the gateway: the port that sessions write to, and its implementations in memory and in a file.
 * May use {@code message}, {@code topic}, {@code Bytes} and the uplink port's value types.
 * {@code append} and {@code remove} may be called from any loop and never block; the file belongs to one writer thread.
 */
@NullMarked
package dev.dormouse.gateway.store;

import org.jspecify.annotations.NullMarked;
