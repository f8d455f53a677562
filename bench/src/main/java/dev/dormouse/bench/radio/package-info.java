/**
 * What the link of a radio adapter carries, and how much later, over a pair of pseudo-terminals.
 * Depends on the link module, Netty's event loop and the meter; the far end of the line is a plain file.
 * The link has a loop of its own; the far end is read and written by threads of its own.
 */
@NullMarked
package dev.dormouse.bench.radio;

import org.jspecify.annotations.NullMarked;
