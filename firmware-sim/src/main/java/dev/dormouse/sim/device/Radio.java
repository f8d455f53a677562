package dev.dormouse.sim.device;

import dev.dormouse.codec.v12.V12Packet;

/** How a device sends. */
public interface Radio {
    /** To its gateway. */
    void send(V12Packet packet, long now);

    /** To whoever hears it. */
    void broadcast(V12Packet packet, long now);
}
