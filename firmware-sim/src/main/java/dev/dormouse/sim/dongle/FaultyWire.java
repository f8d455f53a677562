package dev.dormouse.sim.dongle;

import dev.dormouse.codec.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** A line that cuts, joins, spoils and soils what a dongle writes, as the script says. */
public final class FaultyWire implements Wire {
    private static final long HELD_BACK_MILLIS = 50;
    private static final int MOST_GARBAGE = 40;
    private static final Bytes BOOT_TEXT =
            Bytes.of("\r\n\0\0ets Jun  8 2016 00:22:57\r\nrst:0x1 (POWERON_RESET),boot:0x13\r\nbridge v1.0 ready\r\n"
                    .getBytes(StandardCharsets.ISO_8859_1));

    private final Wire line;
    private final FaultScript faults;
    private final Timeline time;
    private final ByteBuf heldBack = Unpooled.buffer();

    public FaultyWire(Wire line, FaultScript faults, Timeline time) {
        this.line = line;
        this.faults = faults;
        this.time = time;
    }

    @Override
    public void write(Bytes frame) {
        if (faults.hits(FaultKind.GARBAGE)) {
            deliver(garbage());
        }
        deliver(faults.hits(FaultKind.CORRUPT) ? spoilt(frame) : frame);
    }

    /** Prints what a boot loader prints. */
    public void bootText() {
        deliver(BOOT_TEXT);
    }

    private void deliver(Bytes octets) {
        if (faults.hits(FaultKind.COALESCED)) {
            if (!heldBack.isReadable()) {
                time.after(HELD_BACK_MILLIS, this::release);
            }
            octets.writeTo(heldBack);
        } else if (heldBack.isReadable()) {
            octets.writeTo(heldBack);
        } else {
            put(octets);
        }
    }

    /** A cut in the middle, so that a frame begins in one write and ends in the next. */
    private void release() {
        int size = heldBack.readableBytes();
        int cut = faults.dice(size + 1);
        put(Bytes.read(heldBack, cut));
        put(Bytes.read(heldBack, size - cut));
        heldBack.clear();
    }

    private void put(Bytes octets) {
        if (!faults.hits(FaultKind.OCTETWISE)) {
            line.write(octets);
            return;
        }
        for (int i = 0; i < octets.length(); i++) {
            line.write(Bytes.of((byte) octets.at(i)));
        }
    }

    private Bytes garbage() {
        byte[] octets = new byte[1 + faults.dice(MOST_GARBAGE)];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) faults.dice(256);
        }
        return Bytes.of(octets);
    }

    private Bytes spoilt(Bytes frame) {
        if (frame.isEmpty()) {
            return frame;
        }
        byte[] octets = frame.toArray();
        octets[faults.dice(octets.length)] ^= (byte) (1 + faults.dice(255));
        return Bytes.of(octets);
    }
}
