package dev.dormouse.sim.dongle.forwarder;

import dev.dormouse.codec.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.function.Consumer;

/** Asynchronous HDLC (RFC 1662 §4): flags, and octets that are escaped by inverting one bit. The check sum is not its business. */
final class Hdlc implements FrameCodec {
    private static final int FLAG = 0x7E;
    private static final int ESCAPE = 0x7D;
    private static final int INVERTED = 0x20;

    private final ByteBuf frame = Unpooled.buffer();
    private boolean escaped;
    private boolean tooLong;

    @Override
    public Bytes encode(Bytes content) {
        ByteBuf out = Unpooled.buffer(content.length() + 8);
        out.writeByte(FLAG);
        for (byte octet : content.toArray()) {
            if (octet == FLAG || octet == ESCAPE) {
                out.writeByte(ESCAPE).writeByte(octet ^ INVERTED);
            } else {
                out.writeByte(octet);
            }
        }
        out.writeByte(FLAG);
        return Bytes.read(out, out.readableBytes());
    }

    @Override
    public void feed(Bytes octets, long now, Consumer<Bytes> frames) {
        for (byte octet : octets.toArray()) {
            if (octet == FLAG) {
                finish(frames);
            } else if (octet == ESCAPE) {
                escaped = true;
            } else if (frame.readableBytes() < LONGEST) {
                frame.writeByte(escaped ? octet ^ INVERTED : octet);
                escaped = false;
            } else {
                tooLong = true;
            }
        }
    }

    /** A flag right behind an escape aborts the frame. */
    private void finish(Consumer<Bytes> frames) {
        Bytes content = escaped || tooLong ? Bytes.EMPTY : Bytes.read(frame, frame.readableBytes());
        frame.clear();
        escaped = false;
        tooLong = false;
        if (!content.isEmpty()) {
            frames.accept(content);
        }
    }
}
