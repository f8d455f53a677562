package dev.dormouse.uplink.shared;

import dev.dormouse.uplink.ToBroker;
import java.time.Duration;

/** The way from the parts of a shared connection to the server. */
interface Upstream {
    /** Says something to the server; kept back by the uplink below while it is away. */
    void send(ToBroker message);

    /** Runs something later, on the connection's loop. */
    void schedule(Duration delay, Runnable task);

    /** Nanoseconds of the connection's clock. */
    long nanoTime();
}
