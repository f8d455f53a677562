package dev.dormouse.gateway.session;

import dev.dormouse.gateway.loop.Loop;
import dev.dormouse.uplink.ClientId;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Uplink;
import java.util.function.Consumer;

/** Where a session gets its way to the MQTT server from. */
public interface UplinkSource {
    /** A fresh uplink whose answers come on the given loop. */
    Uplink open(ClientId client, Loop loop, Consumer<FromBroker> session);

    /** Nobody will ask for this client again, which has no uplink: what is kept for it is thrown away. On the client's loop. */
    default void forget(ClientId client) {}

    /** False: the MQTT server knows nothing of single clients, and nobody but the gateway keeps their subscriptions and Wills. */
    default boolean serverKnowsClients() {
        return true;
    }
}
