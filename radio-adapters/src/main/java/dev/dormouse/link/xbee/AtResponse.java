package dev.dormouse.link.xbee;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;

/**
 * The module's answer to an AT command.
 *
 * @param frameId that of the command
 * @param command the parameter
 * @param status 0 done, 1 error, 2 unknown command, 3 bad parameter, 4 not transmitted
 * @param value empty after setting
 */
public record AtResponse(int frameId, AtName command, int status, Bytes value) implements XBeeFrame {
    static AtResponse read(OctetReader in) throws MalformedFrameException {
        return new AtResponse(in.u8(), AtName.read(in), in.u8(), in.rest());
    }

    @Override
    public XBeeFrameType type() {
        return XBeeFrameType.AT_RESPONSE;
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u8(frameId).bytes(command.octets()).u8(status).bytes(value);
    }

    /** Whether the command was carried out. */
    public boolean isOk() {
        return status == 0;
    }

    /** The value as an unsigned number, most significant octet first; 0 when it is empty or longer than 8 octets. */
    public long number() {
        long number = 0;
        for (int i = 0; i < value.length() && value.length() <= Long.BYTES; i++) {
            number = (number << 8) | value.at(i);
        }
        return number;
    }
}
