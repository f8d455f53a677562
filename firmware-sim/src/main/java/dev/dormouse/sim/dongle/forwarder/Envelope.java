package dev.dormouse.sim.dongle.forwarder;

import dev.dormouse.codec.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * The forwarder envelope (1.2 §5.5) as a bridge of few lines writes and reads it.
 *
 * @param radius of a broadcast from the host
 * @param nodeId as it stands on the line
 * @param message what is wrapped
 */
record Envelope(int radius, Bytes nodeId, Bytes message) {
    private static final int TYPE = 0xFE;
    private static final int FIXED = 3;

    /** Null when the octets are no envelope. */
    static @Nullable Envelope read(Bytes octets) {
        if (octets.length() < FIXED || octets.at(1) != TYPE) {
            return null;
        }
        int length = octets.at(0);
        if (length < FIXED || length > octets.length()) {
            return null;
        }
        ByteBuf in = octets.toByteBuf().skipBytes(FIXED);
        Bytes nodeId = Bytes.read(in, length - FIXED);
        return new Envelope(octets.at(2) & 3, nodeId, Bytes.read(in, in.readableBytes()));
    }

    Bytes write() {
        return write(FIXED + nodeId.length());
    }

    /** The Length of the Aquila bridge counts the message too. */
    Bytes writeLikeAquila() {
        return write(FIXED + nodeId.length() + message.length());
    }

    private Bytes write(int length) {
        ByteBuf out = Unpooled.buffer(FIXED + nodeId.length() + message.length());
        out.writeByte(length).writeByte(TYPE).writeByte(radius);
        nodeId.writeTo(out);
        message.writeTo(out);
        return Bytes.read(out, out.readableBytes());
    }

    /** All ones, or none at all, is everybody. */
    boolean isForAll() {
        for (int i = 0; i < nodeId.length(); i++) {
            if (nodeId.at(i) != 0xFF) {
                return false;
            }
        }
        return true;
    }
}
