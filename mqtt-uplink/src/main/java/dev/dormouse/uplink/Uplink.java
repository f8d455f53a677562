package dev.dormouse.uplink;

/** One client's way to the MQTT server: one {@link ToBroker.Connect} first, one {@link ToBroker.Disconnect} last. */
public interface Uplink {
    /** Says something to the server. Never blocks; answers come as {@link FromBroker}, on the client's event loop, never inside this call. */
    void send(ToBroker message);
}
