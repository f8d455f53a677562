package dev.dormouse.sim.dongle.ble;

import dev.dormouse.codec.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.function.Consumer;

/** Values that were cut to fit, put together and cut again by the MQTT-SN Length (1.2 §5.2.1). */
final class MessageStream {
    private static final int LONG_FORM = 0x01;
    private static final int LONGEST = 2048;

    private final ByteBuf waiting = Unpooled.buffer();

    void feed(Bytes value, Consumer<Bytes> messages) {
        value.writeTo(waiting);
        while (waiting.readableBytes() >= 3 || (waiting.readableBytes() == 2 && first() == 2)) {
            int length = first() == LONG_FORM ? waiting.getUnsignedShort(waiting.readerIndex() + 1) : first();
            if (length < 2 || length > LONGEST) {
                waiting.clear();
                return;
            }
            if (waiting.readableBytes() < length) {
                break;
            }
            messages.accept(Bytes.read(waiting, length));
        }
        waiting.discardReadBytes();
    }

    private int first() {
        return waiting.getUnsignedByte(waiting.readerIndex());
    }
}
