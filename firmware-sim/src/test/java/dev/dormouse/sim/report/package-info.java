/** The report, looked at with a real browser. Threading: none. */
@NullMarked
package dev.dormouse.sim.report;

import org.jspecify.annotations.NullMarked;
