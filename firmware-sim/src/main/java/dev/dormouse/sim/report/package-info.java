/**
 * What a run looked like: plain lines while it runs, then a table, a JSON file and a page with plots. May use {@code oracle},
 * {@code run} and {@code fleet}. Threading: one thread.
 */
@NullMarked
package dev.dormouse.sim.report;

import org.jspecify.annotations.NullMarked;
