package dev.dormouse.uplink.stored;

import dev.dormouse.uplink.ClientId;

/**
 * Where taken-over messages, and how far those of the client have come, are written down so that they survive the program. What is said of one client is kept in its order; nothing
 * here blocks the caller.
 */
public interface MessageStore {
    /**
     * Keeps a message.
     *
     * @param whenDurable runs when the message, and everything said of the client before, is on the disk or never will be because
     *     the disk fails; on any thread
     */
    void put(ClientId client, StoredMessage message, Runnable whenDurable);

    /** The client has the message, or will never get it. */
    void take(ClientId client, long number);

    /** A QoS 2 message of this packet identifier has come from the server, which has not released it yet. */
    void hold(ClientId client, int packetId);

    /**
     * The server has released it.
     *
     * @param whenDurable as in {@link #put}
     */
    void letGo(ClientId client, int packetId, Runnable whenDurable);

    /**
     * The server has a QoS 2 message that the client has published under this packet identifier.
     *
     * @param whenDurable as in {@link #put}
     */
    void received(ClientId client, int packetId, Runnable whenDurable);

    /** The server is done with that message; the client may repeat it all the same. */
    void completed(ClientId client, int packetId);

    /** The client is done with it, too. */
    void closed(ClientId client, int packetId);
}
