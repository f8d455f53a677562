package dev.dormouse.sim.dongle.znp;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.dongle.Octets;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.function.Consumer;

/** UNPI frames: start, length, command, data, and the exclusive or of all but the start. Broken frames are left out. */
final class UnpiFrames {
    private static final int START = 0xFE;
    /** Start, length and command in front, check sum behind. */
    private static final int FIXED = 5;

    private static final int LONGEST = 250;

    private final ByteBuf waiting = Unpooled.buffer();

    Bytes encode(MtFrame frame) {
        int check = frame.data().length() ^ frame.cmd0() ^ frame.cmd1();
        for (int i = 0; i < frame.data().length(); i++) {
            check ^= frame.data().at(i);
        }
        return new Octets()
                .octet(START)
                .octet(frame.data().length())
                .octet(frame.cmd0())
                .octet(frame.cmd1())
                .bytes(frame.data())
                .octet(check)
                .done();
    }

    /** Takes octets from the line. After a bad frame the search goes on right behind its first octet. */
    void feed(Bytes octets, Consumer<MtFrame> frames) {
        octets.writeTo(waiting);
        while (waiting.readableBytes() >= 2) {
            int start = waiting.readerIndex();
            int length = waiting.getUnsignedByte(start + 1);
            boolean possible = waiting.getUnsignedByte(start) == START && length <= LONGEST;
            if (possible && waiting.readableBytes() < length + FIXED) {
                break;
            }
            if (possible && check(start, length) == 0) {
                waiting.skipBytes(2);
                frames.accept(new MtFrame(
                        waiting.readUnsignedByte(), waiting.readUnsignedByte(), Bytes.read(waiting, length)));
            }
            // the check sum of a good frame, the first octet of any other
            waiting.skipBytes(1);
        }
        waiting.discardReadBytes();
    }

    /** 0 when the check sum fits. */
    private int check(int start, int length) {
        int check = 0;
        for (int i = 1; i < length + FIXED; i++) {
            check ^= waiting.getUnsignedByte(start + i);
        }
        return check;
    }
}
