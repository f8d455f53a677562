package dev.dormouse.sim.dongle.ble;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.dongle.Octets;
import org.jspecify.annotations.Nullable;

/** The commands that only ask what the controller is, or set what makes no difference to a simulated one. */
final class Commands {
    static final int OK = 0x00;
    static final int UNKNOWN_COMMAND = 0x01;
    static final int UNKNOWN_CONNECTION = 0x02;
    static final int INVALID_PARAMETERS = 0x12;

    private static final long OWN_ADDRESS = 0x0011_2233_4400L;
    /** LE supported, BR/EDR not. */
    private static final int FEATURES_OCTET = 4;

    private static final int LE_ONLY = 0x60;
    private static final int ACCEPT_LIST = 8;

    private final BleOptions options;

    Commands(BleOptions options) {
        this.options = options;
    }

    /** Status and what else is returned; null for a command that is not of this kind. */
    @Nullable
    Bytes answer(int opcode) {
        Octets out = new Octets().octet(OK);
        switch (opcode) {
            // event masks, LE host support, scan parameters, accept list, suggested data length
            case 0x0C01, 0x0C63, 0x0C6D, 0x2001, 0x200B, 0x2010, 0x2011, 0x2012, 0x2024 -> {}
            case 0x1001 -> out.octet(9).pairLow(0).octet(9).pairLow(0xFFFF).pairLow(0);
            case 0x1002 -> out.bytes(Bytes.ofHex("FF".repeat(64)));
            case 0x1003 -> {
                for (int i = 0; i < 8; i++) {
                    out.octet(i == FEATURES_OCTET ? LE_ONLY : 0);
                }
            }
            case 0x1005 -> out.pairLow(0).octet(0).pairLow(0).pairLow(0);
            case 0x1009 -> out.sixLow(OWN_ADDRESS);
            case 0x2002 -> out.pairLow(options.aclLength()).octet(options.aclPackets());
            case 0x2003, 0x201C -> out.eightLow(0);
            case 0x200F -> out.octet(ACCEPT_LIST);
            case 0x2023 -> out.pairLow(27).pairLow(328);
            case 0x202F -> out.pairLow(251).pairLow(2120).pairLow(251).pairLow(2120);
            default -> {
                return null;
            }
        }
        return out.done();
    }
}
