/**
 * What a run cost: CPU, memory, latency, and how much the rest of the machine disturbed it.
 * Depends on nothing but the JDK and Linux' /proc.
 * Not safe for use by several threads; the load generator has one.
 */
@NullMarked
package dev.dormouse.bench.meter;

import org.jspecify.annotations.NullMarked;
