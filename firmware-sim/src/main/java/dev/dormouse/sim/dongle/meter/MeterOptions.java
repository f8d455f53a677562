package dev.dormouse.sim.dongle.meter;

/**
 * What a meter does.
 *
 * @param name its client id; it publishes to sim/NAME/out and subscribes to sim/NAME/in
 * @param firstStart when it is switched on, milliseconds since the start
 * @param publications how many messages it publishes each time it is connected, 1 or more
 * @param sleep how long it sleeps, milliseconds
 * @param wakeUps how often it asks for its messages before it connects and publishes again, 0 or more
 * @param retry how long it waits for an answer, milliseconds
 * @param retries how often it repeats a request before it connects anew
 * @param searches whether it looks for a gateway first
 */
public record MeterOptions(
        String name,
        long firstStart,
        int publications,
        long sleep,
        int wakeUps,
        long retry,
        int retries,
        boolean searches) {
    public MeterOptions {
        if (firstStart < 0 || publications < 1 || sleep < 1 || wakeUps < 0 || retry < 1 || retries < 0) {
            throw new IllegalArgumentException("No number of a meter can be below 0, nor the pauses or publications 0");
        }
    }

    /** Sleeps for five seconds, three times between two publications; answers are due in three. */
    public static MeterOptions of(String name) {
        return new MeterOptions(name, 0, 1, 5000, 3, 3000, 4, false);
    }
}
