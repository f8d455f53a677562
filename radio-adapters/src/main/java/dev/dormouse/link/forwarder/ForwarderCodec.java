package dev.dormouse.link.forwarder;

import dev.dormouse.link.serial.FrameDecoder;
import dev.dormouse.link.serial.FrameSink;
import java.util.Arrays;

/** Octets on the line ⇄ datagrams, as one kind of firmware wants them: framing, checksum, signal quality, envelope. No I/O. */
final class ForwarderCodec {
    private static final int ENVELOPE = 0xFE;
    private static final int FIXED_OCTETS = 3;
    private static final int SIGNAL_OCTETS = 2;

    private final ForwarderOptions options;
    private final Heard heard;
    private final FrameDecoder decoder;
    private final FrameSink frames = new FrameSink() {
        @Override
        public void onFrame(byte[] frame) {
            frame(frame);
        }

        @Override
        public void onFault(String reason) {
            heard.fault(reason);
        }
    };

    /** What a forwarder says. */
    interface Heard {
        /** A packet, in its envelope if it has one. */
        void datagram(byte[] datagram);

        /** The answer to the frame before. */
        void answer(boolean accepted);

        void fault(String reason);
    }

    ForwarderCodec(ForwarderOptions options, Heard heard) {
        this.options = options;
        this.heard = heard;
        int trailer = options.crc().octets();
        this.decoder = options.framing().decoder(ForwarderOptions.LARGEST + trailer + SIGNAL_OCTETS, trailer);
    }

    /** The next octets of the stream. */
    void feed(byte[] octets, int offset, int length) {
        decoder.feed(octets, offset, length, frames);
    }

    void silence() {
        decoder.onSilence(frames);
    }

    private void frame(byte[] whole) {
        byte[] content = options.crc().strip(whole);
        if (content == null) {
            heard.fault("checksum");
            return;
        }
        if (options.signalQuality()) {
            if (content.length < SIGNAL_OCTETS) {
                heard.fault("too short");
                return;
            }
            content = Arrays.copyOfRange(content, SIGNAL_OCTETS, content.length);
        }
        if (options.acknowledged() && content.length == 2 && content[0] == 2 && (content[1] & ~1) == 0) {
            heard.answer(content[1] == 1);
            return;
        }
        mendLength(content);
        if (PacketLength.of(content, content.length) == content.length) {
            heard.datagram(content);
        } else {
            heard.fault("no packet");
        }
    }

    /** Aquila's bridges count the packet in the Length of the envelope. With ids of one length it is known what is meant. */
    private void mendLength(byte[] content) {
        boolean countsPacket =
                content.length > 2 && (content[1] & 0xFF) == ENVELOPE && (content[0] & 0xFF) == content.length;
        if (options.nodeIdLength() > 0 && countsPacket) {
            content[0] = (byte) (FIXED_OCTETS + options.nodeIdLength());
        }
    }

    /** A datagram as it goes onto the line. */
    byte[] encode(byte[] datagram) {
        byte[] content = datagram;
        if (options.acknowledged() && datagram.length > 2 && (datagram[1] & 0xFF) == ENVELOPE) {
            content = datagram.clone();
            content[2] |= 1; // Aquila's bridges expect a radius
        }
        return options.framing().encode(options.crc().append(content));
    }
}
