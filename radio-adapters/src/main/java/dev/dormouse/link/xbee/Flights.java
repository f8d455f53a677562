package dev.dormouse.link.xbee;

import dev.dormouse.link.radio.Sending;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The datagrams whose status is awaited, by the frame id that the status will carry. */
final class Flights {
    /** A status that takes longer is that of a node out of reach or asleep: others need not wait for it. */
    static final long SLOW_NANOS = 1_000_000_000L;

    private static final int MOST = 100;

    private final Map<Integer, Flight> flights = new LinkedHashMap<>();
    private int lastId;

    /** Takes a datagram up; the answer is its frame id, 1 to 255, different from all that are awaited. */
    int begin(Sending sending, long nowNanos) {
        do {
            lastId = lastId % 255 + 1;
        } while (flights.containsKey(lastId));
        flights.put(lastId, new Flight(sending, nowNanos));
        return lastId;
    }

    /** The datagram of a status; null when it is not awaited. */
    @Nullable
    Sending end(int frameId) {
        Flight flight = flights.remove(frameId);
        return flight == null ? null : flight.sending();
    }

    void giveUp(Sending sending) {
        flights.values().removeIf(flight -> flight.sending() == sending);
    }

    /** So many may be awaited when so many quick ones may. */
    int window(int quick, long nowNanos) {
        int slow = 0;
        for (Flight flight : flights.values()) {
            if (nowNanos - flight.sinceNanos() >= SLOW_NANOS) {
                slow++;
            }
        }
        return Math.min(quick + slow, MOST);
    }

    void clear() {
        flights.clear();
    }

    private record Flight(Sending sending, long sinceNanos) {}
}
