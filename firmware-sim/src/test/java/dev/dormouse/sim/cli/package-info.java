/** Tests of the package of the same name. Threading: none. */
@NullMarked
package dev.dormouse.sim.cli;

import org.jspecify.annotations.NullMarked;
