package dev.dormouse.sim.fleet;

/**
 * When devices lose power.
 *
 * @param every microseconds, on average, from one cut to the next
 * @param length microseconds without power
 * @param keepsMemory whether messages and topic ids survive it
 */
public record PowerCutPlan(long every, long length, boolean keepsMemory) {}
