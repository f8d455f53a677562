package dev.dormouse.gateway.e2e;

import java.time.Duration;
import java.util.Optional;

/** How the datagrams of one device travel to the gateway and back. */
interface Wire extends AutoCloseable {
    void send(byte[] datagram);

    /** The next datagram, or nothing within this time. */
    Optional<byte[]> receive(Duration limit);

    @Override
    void close();
}
