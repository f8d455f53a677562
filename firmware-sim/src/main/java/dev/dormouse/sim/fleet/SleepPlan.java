package dev.dormouse.sim.fleet;

/**
 * When devices sleep.
 *
 * @param promised seconds that they tell the gateway, 1 to 65535
 * @param wakeEvery microseconds from one wake-up to the next
 */
public record SleepPlan(int promised, long wakeEvery) {}
