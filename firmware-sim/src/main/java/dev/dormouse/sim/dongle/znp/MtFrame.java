package dev.dormouse.sim.dongle.znp;

import dev.dormouse.codec.Bytes;

/**
 * One command of the monitor and test interface.
 *
 * @param cmd0 type in the upper three bits, subsystem below
 * @param cmd1 which command of the subsystem
 * @param data 0 to 250 octets
 */
record MtFrame(int cmd0, int cmd1, Bytes data) {
    private static final int SYNCHRONOUS_REQUEST = 1;
    private static final int ANSWER_BIT = 0x40;

    /** A command by its number, {@code cmd0} in the upper octet. */
    static MtFrame of(int command, Bytes data) {
        return new MtFrame(command >> 8, command & 0xFF, data);
    }

    /** Both octets as one number. */
    int command() {
        return cmd0 << 8 | cmd1;
    }

    /** Whether the host waits for an answer, and may send nothing else until it comes. */
    boolean wantsAnswer() {
        return cmd0 >> 5 == SYNCHRONOUS_REQUEST;
    }

    MtFrame answer(Bytes answer) {
        return new MtFrame(cmd0 + ANSWER_BIT, cmd1, answer);
    }
}
