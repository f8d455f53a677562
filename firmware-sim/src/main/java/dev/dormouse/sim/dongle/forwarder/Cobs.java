package dev.dormouse.sim.dongle.forwarder;

import dev.dormouse.codec.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.function.Consumer;

/** Consistent overhead byte stuffing: no zero inside a frame, one behind it. */
final class Cobs implements FrameCodec {
    private static final int FULL_BLOCK = 0xFF;

    private final ByteBuf stuffed = Unpooled.buffer();
    private boolean tooLong;

    @Override
    public Bytes encode(Bytes content) {
        ByteBuf out = Unpooled.buffer(content.length() + 8);
        int code = 0;
        out.writeByte(code);
        for (byte octet : content.toArray()) {
            if (octet != 0) {
                out.writeByte(octet);
            }
            if (octet == 0 || out.writerIndex() - code == FULL_BLOCK) {
                code = close(out, code);
            }
        }
        out.setByte(code, out.writerIndex() - code);
        out.writeByte(0);
        return Bytes.read(out, out.readableBytes());
    }

    /** Fills in the code of a block and leaves room for that of the next. */
    private static int close(ByteBuf out, int code) {
        out.setByte(code, out.writerIndex() - code);
        int next = out.writerIndex();
        out.writeByte(0);
        return next;
    }

    @Override
    public void feed(Bytes octets, long now, Consumer<Bytes> frames) {
        for (byte octet : octets.toArray()) {
            if (octet != 0) {
                tooLong = tooLong || stuffed.readableBytes() > LONGEST + LONGEST / 254;
                if (!tooLong) {
                    stuffed.writeByte(octet);
                }
                continue;
            }
            Bytes content = tooLong ? Bytes.EMPTY : unstuffed();
            stuffed.clear();
            tooLong = false;
            if (!content.isEmpty()) {
                frames.accept(content);
            }
        }
    }

    /** Nothing, when a block claims more octets than there are. */
    private Bytes unstuffed() {
        ByteBuf out = Unpooled.buffer(stuffed.readableBytes());
        while (stuffed.isReadable()) {
            int code = stuffed.readUnsignedByte();
            if (stuffed.readableBytes() < code - 1) {
                return Bytes.EMPTY;
            }
            out.writeBytes(stuffed, code - 1);
            if (code != FULL_BLOCK && stuffed.isReadable()) {
                out.writeByte(0);
            }
        }
        return Bytes.read(out, out.readableBytes());
    }
}
