package dev.dormouse.uplink;

/** One client's way to the MQTT server: one {@link ToBroker.Connect} first, one {@link ToBroker.Disconnect} last. */
public interface Uplink {
    /** Says something to the server. Never blocks; answers come as {@link FromBroker}, on the client's event loop, never inside this call. */
    void send(ToBroker message);

    /**
     * True when the messages that were handed over stay valid whatever becomes of the connection: they are not sent again after
     * {@link FromBroker.Interrupted}, and their acknowledgements are taken at any time. Then everything that is not acknowledged is
     * handed over right after {@link ToBroker.Connect}, and messages of QoS 0 have packet identifiers and are acknowledged too.
     */
    default boolean keepsMessages() {
        return false;
    }

    /**
     * A packet identifier for the next QoS 2 {@link ToBroker.Publish}, so that the MQTT server knows the message by the same one: what
     * is written down of it then still holds after a restart. Not taken before it is used.
     *
     * @return 1 to 65535; 0: any will do, for the session's packet identifiers are the server's
     */
    default int suggestPacketId() {
        return 0;
    }
}
