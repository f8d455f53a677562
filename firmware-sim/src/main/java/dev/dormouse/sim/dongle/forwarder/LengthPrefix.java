package dev.dormouse.sim.dongle.forwarder;

import dev.dormouse.codec.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.function.Consumer;

/** No framing at all: the MQTT-SN Length (1.2 §5.2.1) says where a message ends, and silence where the next begins. */
final class LengthPrefix implements FrameCodec {
    private static final long SILENCE_MILLIS = 100;
    private static final int LONG_FORM = 0x01;
    private static final int ENVELOPE = 0xFE;
    private static final int INCOMPLETE = -1;

    private final ByteBuf waiting = Unpooled.buffer();
    private long lastHeard;

    @Override
    public Bytes encode(Bytes content) {
        return content;
    }

    @Override
    public void feed(Bytes octets, long now, Consumer<Bytes> frames) {
        if (now - lastHeard > SILENCE_MILLIS) {
            waiting.clear();
        }
        lastHeard = now;
        octets.writeTo(waiting);
        for (int size = frameAt(0); size != INCOMPLETE; size = frameAt(0)) {
            if (size == 0 || size > LONGEST) {
                // out of step: only silence tells where the next message begins
                waiting.clear();
                return;
            }
            frames.accept(Bytes.read(waiting, size));
            waiting.discardReadBytes();
        }
    }

    /** The size of the message at an offset, an envelope counted together with what it wraps; 0 if there can be none. */
    private int frameAt(int offset) {
        int there = waiting.readableBytes() - offset;
        if (there < 2) {
            return INCOMPLETE;
        }
        int length = waiting.getUnsignedByte(offset);
        if (length == LONG_FORM) {
            if (there < 3) {
                return INCOMPLETE;
            }
            length = waiting.getUnsignedShort(offset + 1);
        } else if (offset == 0 && waiting.getUnsignedByte(1) == ENVELOPE && length > 2) {
            int wrapped = frameAt(length);
            return wrapped <= 0 ? wrapped : length + wrapped;
        }
        if (length < 2) {
            return 0;
        }
        return there < length && length <= LONGEST ? INCOMPLETE : length;
    }
}
