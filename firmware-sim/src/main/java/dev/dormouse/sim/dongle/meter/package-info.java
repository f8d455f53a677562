/**
 * A simple device to put behind a dongle: it connects, publishes, sleeps and fetches its messages (1.2 §6.14). Uses the parent
 * package and the codec of 1.2. One thread, that of the timeline.
 */
@NullMarked
package dev.dormouse.sim.dongle.meter;

import org.jspecify.annotations.NullMarked;
