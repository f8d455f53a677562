package dev.dormouse.link.ble;

import dev.dormouse.link.serial.FrameDecoder;
import dev.dormouse.link.serial.FrameSink;
import java.util.Arrays;

/**
 * Cuts what a controller says into packets (Bluetooth Core Vol 4 Part A). H:4 has no mark where a packet begins: whoever is out of step
 * stays so. Until a controller has confirmed a reset everything is passed over, and again after anything that cannot be a packet.
 */
public final class H4 implements FrameDecoder {
    static final int COMMAND = 0x01;
    static final int ACL_DATA = 0x02;
    static final int EVENT = 0x04;

    /** Controllers of Low Energy send at most 251; more than a host needs to take. */
    static final int LONGEST_DATA = 1024;

    private static final int ANY = -1;

    /** Command_Complete for HCI_Reset, whatever its Num_HCI_Command_Packets. */
    private static final int[] RESET_COMPLETE = {EVENT, 0x0E, 0x04, ANY, 0x03, 0x0C};

    private final byte[] held = new byte[5 + LONGEST_DATA];
    private int count;
    private boolean inStep;

    /** Whether packets are told; false until a reset is confirmed, and after a fault. */
    public boolean isInStep() {
        return inStep;
    }

    /** Passes everything over until the next reset is confirmed. */
    void awaitReset() {
        count = 0;
        inStep = false;
    }

    @Override
    public void feed(byte[] octets, int offset, int length, FrameSink sink) {
        for (int i = offset; i < offset + length; i++) {
            held[count++] = octets[i];
            if (inStep) {
                packet(sink);
            } else {
                search();
            }
        }
    }

    /** Keeps the end of the stream that may be the beginning of the confirmation; the packet then goes on in step. */
    private void search() {
        while (count > 0 && !mayBeConfirmation()) {
            count--;
            System.arraycopy(held, 1, held, 0, count);
        }
        inStep = count == RESET_COMPLETE.length;
    }

    private boolean mayBeConfirmation() {
        for (int i = 0; i < count; i++) {
            if (RESET_COMPLETE[i] != ANY && RESET_COMPLETE[i] != (held[i] & 0xFF)) {
                return false;
            }
        }
        return true;
    }

    private void packet(FrameSink sink) {
        int indicator = held[0] & 0xFF;
        if (indicator != ACL_DATA && indicator != EVENT) {
            outOfStep("indicator", sink);
            return;
        }
        int header = indicator == EVENT ? 3 : 5;
        if (count < header) {
            return;
        }
        int data = indicator == EVENT ? held[2] & 0xFF : (held[3] & 0xFF) | (held[4] & 0xFF) << 8;
        if (data > LONGEST_DATA) {
            outOfStep("length", sink);
        } else if (count == header + data) {
            byte[] frame = Arrays.copyOf(held, count);
            count = 0;
            sink.onFrame(frame);
        }
    }

    private void outOfStep(String reason, FrameSink sink) {
        awaitReset();
        sink.onFault(reason);
    }
}
