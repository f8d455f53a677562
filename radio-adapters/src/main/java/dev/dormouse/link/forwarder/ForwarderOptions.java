package dev.dormouse.link.forwarder;

import java.util.Locale;

/**
 * What a forwarder's firmware speaks on the line.
 *
 * @param enveloped whether packets are in envelopes (1.2 §5.5); otherwise there is one node, at the other end of the line
 * @param signalQuality whether two octets, link quality and signal strength, stand in front of what comes from the forwarder
 * @param acknowledged whether the forwarder answers each frame, as Aquila's does, and takes the next only then
 * @param nodeIdLength how many octets a node id has, 1 to 252; 0 is any number
 * @param largestDatagram the most octets of envelope and packet together, 32 to 1024
 */
public record ForwarderOptions(
        Framing framing,
        Crc crc,
        boolean enveloped,
        boolean signalQuality,
        boolean acknowledged,
        int nodeIdLength,
        int largestDatagram) {
    public static final int LARGEST = 1024;

    public ForwarderOptions {
        if (nodeIdLength < 0 || nodeIdLength > 252) {
            throw new IllegalArgumentException("A node id has 1 to 252 octets (0 is any), not " + nodeIdLength);
        }
        if (largestDatagram < 32 || largestDatagram > LARGEST) {
            throw new IllegalArgumentException("The largest datagram has 32 to 1024 octets, not " + largestDatagram);
        }
    }

    /** SLIP, no checksum, envelopes with node ids of any length, 250 octets at most. */
    public static ForwarderOptions defaults() {
        return new ForwarderOptions(Framing.SLIP, Crc.NONE, true, false, false, 0, 250);
    }

    /** What the bridges of the Aquila project speak. */
    public static ForwarderOptions aquila() {
        return new ForwarderOptions(Framing.SLIP, Crc.XMODEM, true, true, true, 2, 250);
    }

    public ForwarderOptions with(Framing other) {
        return new ForwarderOptions(other, crc, enveloped, signalQuality, acknowledged, nodeIdLength, largestDatagram);
    }

    public ForwarderOptions with(Crc other) {
        return new ForwarderOptions(
                framing, other, enveloped, signalQuality, acknowledged, nodeIdLength, largestDatagram);
    }

    /** One node at the other end of the line. */
    public ForwarderOptions withoutEnvelopes() {
        return new ForwarderOptions(framing, crc, false, signalQuality, acknowledged, nodeIdLength, largestDatagram);
    }

    /** The same in a few words. */
    public String text() {
        return (framing + ", CRC " + crc).toLowerCase(Locale.ROOT) + (enveloped ? ", with envelopes" : ", one node");
    }
}
