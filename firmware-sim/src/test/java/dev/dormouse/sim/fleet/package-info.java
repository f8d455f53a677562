/** Tests of the package of the same name, in virtual time. Threading: none. */
@NullMarked
package dev.dormouse.sim.fleet;

import org.jspecify.annotations.NullMarked;
