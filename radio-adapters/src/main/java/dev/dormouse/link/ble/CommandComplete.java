package dev.dormouse.link.ble;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;

/**
 * A command has been carried out.
 *
 * @param allowed Num_HCI_Command_Packets: how many commands may be sent now
 * @param opcode which command; 0 when only {@code allowed} is told
 * @param returned its Return Parameters, which begin with the status
 */
public record CommandComplete(int allowed, int opcode, Bytes returned) implements HciEvent {
    static final int CODE = 0x0E;

    static CommandComplete read(OctetReader in) throws MalformedFrameException {
        return new CommandComplete(in.u8(), in.u16le(), in.rest());
    }

    /** The first of what is returned; 0 when nothing is. */
    int status() {
        return returned.isEmpty() ? HciStatus.SUCCESS : returned.at(0);
    }

    @Override
    public int code() {
        return CODE;
    }

    @Override
    public void writeParameters(OctetWriter out) {
        out.u8(allowed).u16le(opcode).bytes(returned);
    }

    @Override
    public String toString() {
        return Opcode.text(opcode) + " complete: " + returned.toHex();
    }
}
