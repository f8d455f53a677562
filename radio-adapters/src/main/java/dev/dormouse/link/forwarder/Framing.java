package dev.dormouse.link.forwarder;

import dev.dormouse.link.serial.FrameDecoder;

/** How datagrams are told apart on the line. */
public enum Framing {
    /** RFC 1055: the default, known to every platform of microcontrollers. */
    SLIP {
        @Override
        FrameDecoder decoder(int largest, int trailer) {
            return new Slip(largest);
        }

        @Override
        byte[] encode(byte[] content) {
            return Slip.encode(content);
        }
    },
    /** Frames that end with a zero and hold none. */
    COBS {
        @Override
        FrameDecoder decoder(int largest, int trailer) {
            return new Cobs(largest);
        }

        @Override
        byte[] encode(byte[] content) {
            return Cobs.encode(content);
        }
    },
    /** RFC 1662. */
    HDLC {
        @Override
        FrameDecoder decoder(int largest, int trailer) {
            return new Hdlc(largest);
        }

        @Override
        byte[] encode(byte[] content) {
            return Hdlc.encode(content);
        }
    },
    /** None: packets say themselves how long they are. */
    LENGTH {
        @Override
        FrameDecoder decoder(int largest, int trailer) {
            return new LengthPrefix(largest, trailer);
        }

        @Override
        byte[] encode(byte[] content) {
            return content.clone();
        }
    };

    /**
     * A decoder for one opening of a line.
     *
     * @param largest the most octets of a frame's content
     * @param trailer how many of them are a checksum behind the packet
     */
    abstract FrameDecoder decoder(int largest, int trailer);

    abstract byte[] encode(byte[] content);
}
