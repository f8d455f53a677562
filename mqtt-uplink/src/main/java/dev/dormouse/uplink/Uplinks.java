package dev.dormouse.uplink;

import io.netty.channel.EventLoop;
import java.util.function.Consumer;

/** Opens uplinks, and knows whether the MQTT server is there at all. */
public interface Uplinks extends AutoCloseable {
    /**
     * An uplink for one client. While an earlier uplink of the same client is still saying goodbye, the new one waits for it, so
     * that the server never takes the old one for lost.
     *
     * @param loop the client's thread: sends come from it and answers arrive on it
     * @param session hears the answers; not called any more after Refused, Ended or a Disconnect
     */
    Uplink open(ClientId client, EventLoop loop, Consumer<FromBroker> session);

    /**
     * Everybody who was here before a restart has taken up an uplink: what the server sends from now on finds its receivers. Where
     * each client has a connection of its own this means nothing.
     */
    default void start() {}

    /**
     * Nobody will ask for this client again: what is kept for it beyond its uplinks is thrown away. On the client's loop, and not while
     * it has an uplink.
     */
    default void forget(ClientId client) {}

    /**
     * The connection that everybody without a session shares (MQTT-SN 1.2 §7.1), opened with the first message. Takes QoS 0
     * {@link ToBroker.Publish} only; from any thread. What cannot go is counted and dropped.
     */
    Uplink sessionless();

    /**
     * Opens the connection of {@link #sessionless} now, keeps trying to have it, and says when it stands and when it does not any
     * more; nothing said means that it does not stand. Called once at the most.
     *
     * @param listener called with whether the server is there, on a loop of the uplinks' own choice
     */
    void watchServer(Consumer<Boolean> listener);

    /** How many messages were dropped since the start that nobody could be told about. */
    long dropped();

    /** Says goodbye on all uplinks, waiting a few seconds at the most. */
    @Override
    void close();
}
