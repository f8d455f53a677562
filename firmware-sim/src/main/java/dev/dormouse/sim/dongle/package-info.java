/**
 * Simulated radio dongles: the firmware's side of a serial protocol, the nodes behind it and the air between them. Of ours it uses
 * the codec's {@code Bytes} only, never a driver's code, so that a shared mistake cannot hide. Threading: everything but
 * {@link dev.dormouse.sim.dongle.DongleRunner} and {@link dev.dormouse.sim.dongle.Pty} belongs to the one thread that advances the
 * {@link dev.dormouse.sim.dongle.Timeline}.
 */
@NullMarked
package dev.dormouse.sim.dongle;

import org.jspecify.annotations.NullMarked;
