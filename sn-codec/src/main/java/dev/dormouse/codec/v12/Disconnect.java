package dev.dormouse.codec.v12;

import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;
import org.jspecify.annotations.Nullable;

/** DISCONNECT (1.2 §5.4.21). With a duration in seconds the client means to sleep; null when there is none. */
public record Disconnect(@Nullable Integer duration) implements V12Packet {
    static Disconnect read(PacketReader in) throws MalformedPacketException {
        if (in.isAtEnd()) {
            return new Disconnect(null);
        }
        Disconnect disconnect = new Disconnect(in.word("Duration"));
        in.end();
        return disconnect;
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.DISCONNECT;
    }

    @Override
    public void writeBody(PacketWriter out) {
        if (duration != null) {
            out.word(duration);
        }
    }
}
