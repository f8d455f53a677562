/**
 * The command line: {@code main}, its commands, and the logger they set up.
 *
 * <p>May depend on everything. Commands run on the main thread; a stop comes on the thread of the shutdown hook.
 */
@NullMarked
package dev.dormouse.gateway.cli;

import org.jspecify.annotations.NullMarked;
