package dev.dormouse.link.ble;

import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;

/**
 * A command has been begun, or refused.
 *
 * @param status 0 is success, else {@link HciStatus}
 * @param allowed Num_HCI_Command_Packets: how many commands may be sent now
 * @param opcode which command; 0 when only {@code allowed} is told
 */
public record CommandStatus(int status, int allowed, int opcode) implements HciEvent {
    static final int CODE = 0x0F;

    static CommandStatus read(OctetReader in) throws MalformedFrameException {
        return new CommandStatus(in.u8(), in.u8(), in.u16le());
    }

    @Override
    public int code() {
        return CODE;
    }

    @Override
    public void writeParameters(OctetWriter out) {
        out.u8(status).u8(allowed).u16le(opcode);
    }

    @Override
    public String toString() {
        return Opcode.text(opcode) + ": " + HciStatus.text(status);
    }
}
