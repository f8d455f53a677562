/**
 * Message sequences of single devices in virtual time; expectations are written as octets, without the encoders. Threading: none.
 */
@NullMarked
package dev.dormouse.sim.device;

import org.jspecify.annotations.NullMarked;
