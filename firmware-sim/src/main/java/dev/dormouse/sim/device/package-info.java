/**
 * One simulated MQTT-SN 1.2 device: a state machine without sockets, threads and clocks. May use the codec's packets and
 * {@code profile}. Threading: a device belongs to one thread at a time; the time is told with every call, in microseconds.
 */
@NullMarked
package dev.dormouse.sim.device;

import org.jspecify.annotations.NullMarked;
