package dev.dormouse.link.xbee;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;

/**
 * Sets a parameter of the module that is applied with a later command.
 *
 * @param frameId comes back in the answer; 0 wants none
 * @param command the parameter
 * @param value empty to ask
 */
public record QueuedAtCommand(int frameId, AtName command, Bytes value) implements XBeeFrame {
    static QueuedAtCommand read(OctetReader in) throws MalformedFrameException {
        return new QueuedAtCommand(in.u8(), AtName.read(in), in.rest());
    }

    @Override
    public XBeeFrameType type() {
        return XBeeFrameType.QUEUED_AT_COMMAND;
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u8(frameId).bytes(command.octets()).bytes(value);
    }
}
