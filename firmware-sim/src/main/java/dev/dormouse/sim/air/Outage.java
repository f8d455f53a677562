package dev.dormouse.sim.air;

/**
 * A time in which nothing gets through.
 *
 * @param at microseconds after the start
 * @param length microseconds
 * @param every microseconds from one to the next; 0 for once only
 */
public record Outage(long at, long length, long every) {
    public boolean covers(long now) {
        long since = now - at;
        if (since < 0) {
            return false;
        }
        return (every == 0 ? since : since % every) < length;
    }
}
