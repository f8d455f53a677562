package dev.dormouse.sim.dongle;

import dev.dormouse.codec.Bytes;

/**
 * What lives behind the radio of a node: a device that speaks MQTT-SN. It is told the time, in milliseconds since the start of the
 * simulation, and asked when it wants to be called next.
 */
public interface Node {
    /** Called once, when the node is switched on. */
    void start(Radio radio, long now);

    /** A datagram has come over the air. */
    void hear(Bytes datagram, long now);

    /** The time that {@link #nextPoll} named has come. */
    void poll(long now);

    /** When to be polled next, milliseconds since the start; {@link Timeline#NEVER} if only a datagram matters. */
    long nextPoll();

    /** Whether the receiver is on. What comes while it is off is held by the node's parent for a while. */
    boolean listening();

    /** How a node sends. */
    interface Radio {
        /** To the gateway behind the dongle. */
        void send(Bytes datagram);

        /** To whoever hears it. */
        void broadcast(Bytes datagram);

        /** The receiver was switched on by something else than a call of the air: what is held comes now. */
        void wake();
    }
}
