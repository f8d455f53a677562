package dev.dormouse.codec.v12;

import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;
import org.jspecify.annotations.Nullable;

/**
 * DISCONNECT (1.2 §5.4.21): ends a connection, or begins the sleep of a client.
 *
 * @param duration how long the client will sleep, in seconds, 0 to 65535; null is absent
 */
public record Disconnect(@Nullable Integer duration) implements V12Packet {
    static Disconnect read(PacketReader in) throws MalformedPacketException {
        return new Disconnect(in.hasMore() ? in.pair("Duration") : null);
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.DISCONNECT;
    }

    @Override
    public void writeBody(PacketWriter out) {
        if (duration != null) {
            out.pair(duration);
        }
    }
}
