package dev.dormouse.link.zigbee;

import dev.dormouse.link.radio.Sending;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The datagrams whose status is awaited, by the number that the status will carry. Those to nodes that are asleep or out of reach take
 * long and must not delay others, so they are not counted after a while.
 */
public final class Flights {
    /** A status that takes longer is that of a slow node. */
    public static final Duration SLOW = Duration.ofSeconds(1);

    private static final int MOST = 200;

    private final Map<Integer, Flight> flights = new LinkedHashMap<>();
    private int last;

    /** Takes a datagram up; the answer is its number, 1 to 255, different from all that are awaited, of which there are fewer than 255. */
    public int begin(Sending sending, long nowNanos) {
        do {
            last = last % 255 + 1;
        } while (flights.containsKey(last));
        flights.put(last, new Flight(sending, nowNanos));
        return last;
    }

    /** The datagram of a status; null when it is not awaited. */
    public @Nullable Sending end(int number) {
        Flight flight = flights.remove(number);
        return flight == null ? null : flight.sending();
    }

    /** The status of a datagram is awaited no longer. */
    public void giveUp(Sending sending) {
        flights.values().removeIf(flight -> flight.sending() == sending);
    }

    public void clear() {
        flights.clear();
    }

    public int count() {
        return flights.size();
    }

    /** How many may be awaited in all, when so many quick ones may. Nodes that are gone must not take all places, but numbers are few. */
    public int window(int quick, long nowNanos) {
        int slow = 0;
        for (Flight flight : flights.values()) {
            if (nowNanos - flight.sinceNanos() >= SLOW.toNanos()) {
                slow++;
            }
        }
        return Math.min(quick + slow, MOST);
    }

    private record Flight(Sending sending, long sinceNanos) {}
}
