/** Tests of the package of the same name, in virtual time. Threading: none. */
@NullMarked
package dev.dormouse.sim.air;

import org.jspecify.annotations.NullMarked;
