package dev.dormouse.sim.dongle.ble;

import dev.dormouse.codec.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.function.Consumer;

/** Cuts the octets of the host into HCI packets (Bluetooth Core Vol 4 Part A). There is no way back into step but a reset. */
final class H4 {
    static final int COMMAND = 0x01;
    static final int ACL = 0x02;
    static final int EVENT = 0x04;

    private final ByteBuf waiting = Unpooled.buffer();

    /**
     * One packet of the host.
     *
     * @param type {@link #COMMAND} or {@link #ACL}; any other means that the host is out of step
     * @param content behind the type
     */
    record Packet(int type, Bytes content) {}

    void feed(Bytes octets, Consumer<Packet> packets) {
        octets.writeTo(waiting);
        while (waiting.isReadable()) {
            int start = waiting.readerIndex();
            int type = waiting.getUnsignedByte(start);
            int header = type == COMMAND ? 3 : 4;
            if (type != COMMAND && type != ACL) {
                waiting.clear();
                packets.accept(new Packet(type, Bytes.EMPTY));
                return;
            }
            if (waiting.readableBytes() < 1 + header) {
                break;
            }
            int length = type == COMMAND ? waiting.getUnsignedByte(start + 3) : waiting.getUnsignedShortLE(start + 3);
            if (waiting.readableBytes() < 1 + header + length) {
                break;
            }
            waiting.skipBytes(1);
            packets.accept(new Packet(type, Bytes.read(waiting, header + length)));
        }
        waiting.discardReadBytes();
    }
}
