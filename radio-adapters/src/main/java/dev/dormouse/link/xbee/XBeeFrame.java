package dev.dormouse.link.xbee;

import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;
import org.jspecify.annotations.Nullable;

/** One API frame: what stands between the length and the checksum. */
public sealed interface XBeeFrame
        permits AtCommand,
                AtResponse,
                ExplicitReceivePacket,
                ExplicitTransmitRequest,
                ModemStatus,
                NodeIdentification,
                QueuedAtCommand,
                Receive16,
                Receive64,
                ReceivePacket,
                Transmit16,
                Transmit64,
                TransmitRequest,
                TransmitStatus,
                TransmitStatus154 {
    XBeeFrameType type();

    /** Writes what follows the type. */
    void writeBody(OctetWriter out);

    /** The octets of the frame, from its type on. */
    default byte[] octets() {
        OctetWriter out = new OctetWriter().u8(type().id());
        writeBody(out);
        return out.toArray();
    }

    /**
     * Reads a frame.
     *
     * @param octets from the type on
     * @return null when the type is none of {@link XBeeFrameType}
     * @throws MalformedFrameException when it is too short or too long for its type
     */
    static @Nullable XBeeFrame decode(byte[] octets) throws MalformedFrameException {
        OctetReader in = new OctetReader(octets);
        XBeeFrameType type = XBeeFrameType.of(in.u8());
        return type == null ? null : type.read(in);
    }
}
