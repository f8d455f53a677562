package dev.dormouse.gateway.script;

import dev.dormouse.uplink.Uplinks;
import java.util.function.Consumer;

/** An MQTT server that a test plays: nobody watches whether it is there, and nothing is dropped on the way to it. */
interface PlayedServer extends Uplinks {
    @Override
    default void watchServer(Consumer<Boolean> listener) {}

    @Override
    default long dropped() {
        return 0;
    }

    @Override
    default void close() {}
}
