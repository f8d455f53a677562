/**
 * The command line of the simulator: the command {@code dormouse-sim} and its subcommands. May use every package of this module.
 * Threading: each command runs on the main thread and stops when it is interrupted.
 */
@NullMarked
package dev.dormouse.sim.cli;

import org.jspecify.annotations.NullMarked;
