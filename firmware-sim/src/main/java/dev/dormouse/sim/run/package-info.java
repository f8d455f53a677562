/**
 * A fleet that runs: devices with their application, their air and their clock. May use {@code device}, {@code fleet}, {@code air}
 * and {@code link}. Threading: each device belongs to one {@code Clock}, which one thread drives; a {@code Witness} hears from all.
 */
@NullMarked
package dev.dormouse.sim.run;

import org.jspecify.annotations.NullMarked;
