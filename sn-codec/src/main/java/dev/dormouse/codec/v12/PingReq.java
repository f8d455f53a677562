package dev.dormouse.codec.v12;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;
import org.jspecify.annotations.Nullable;

/**
 * PINGREQ (1.2 §5.4.19): asks whether the other side is there; with a client id, a sleeping client asks for its messages.
 *
 * @param clientId null is absent; none of 0 octets exists on the wire and becomes null
 */
public record PingReq(@Nullable Bytes clientId) implements V12Packet {
    public PingReq {
        if (clientId != null && clientId.isEmpty()) {
            clientId = null;
        }
    }

    static PingReq read(PacketReader in) {
        return new PingReq(in.hasMore() ? in.rest() : null);
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.PINGREQ;
    }

    @Override
    public void writeBody(PacketWriter out) {
        if (clientId != null) {
            out.octets(clientId);
        }
    }
}
