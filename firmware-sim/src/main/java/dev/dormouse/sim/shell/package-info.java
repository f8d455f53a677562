/**
 * A single device at a prompt or in a pipe. May use {@code device}, {@code link}, {@code profile} and JLine. Threading: the device lives
 * on its own loop; commands are carried out one after another by one other thread, which waits for what the loop tells.
 */
@NullMarked
package dev.dormouse.sim.shell;

import org.jspecify.annotations.NullMarked;
