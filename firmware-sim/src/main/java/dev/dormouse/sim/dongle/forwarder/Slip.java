package dev.dormouse.sim.dongle.forwarder;

import dev.dormouse.codec.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.function.Consumer;

/** SLIP (RFC 1055), with END on both sides of a frame. */
final class Slip implements FrameCodec {
    private static final int END = 0xC0;
    private static final int ESC = 0xDB;
    private static final int ESCAPED_END = 0xDC;
    private static final int ESCAPED_ESC = 0xDD;

    private final ByteBuf frame = Unpooled.buffer();
    private boolean escaped;
    private boolean broken;

    @Override
    public Bytes encode(Bytes content) {
        ByteBuf out = Unpooled.buffer(content.length() + 8);
        out.writeByte(END);
        for (int i = 0; i < content.length(); i++) {
            int octet = content.at(i);
            if (octet == END) {
                out.writeByte(ESC).writeByte(ESCAPED_END);
            } else if (octet == ESC) {
                out.writeByte(ESC).writeByte(ESCAPED_ESC);
            } else {
                out.writeByte(octet);
            }
        }
        out.writeByte(END);
        return Bytes.read(out, out.readableBytes());
    }

    @Override
    public void feed(Bytes octets, long now, Consumer<Bytes> frames) {
        for (int i = 0; i < octets.length(); i++) {
            int octet = octets.at(i);
            if (octet == END) {
                end(frames);
            } else if (escaped) {
                unescape(octet);
            } else if (octet == ESC) {
                escaped = true;
            } else {
                keep(octet);
            }
        }
    }

    private void end(Consumer<Bytes> frames) {
        Bytes content = Bytes.read(frame, frame.readableBytes());
        boolean good = !broken && !escaped && !content.isEmpty();
        frame.clear();
        escaped = false;
        broken = false;
        if (good) {
            frames.accept(content);
        }
    }

    private void unescape(int octet) {
        escaped = false;
        switch (octet) {
            case ESCAPED_END -> keep(END);
            case ESCAPED_ESC -> keep(ESC);
            default -> broken = true;
        }
    }

    private void keep(int octet) {
        if (frame.readableBytes() == LONGEST) {
            broken = true;
        }
        if (!broken) {
            frame.writeByte(octet);
        }
    }
}
