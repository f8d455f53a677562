package dev.dormouse.sim.dongle.forwarder;

/**
 * What a forwarder was built with.
 *
 * @param framing how frames begin and end
 * @param crc the check sum behind their content
 * @param envelope whether the 1.2 forwarder envelope names the node; without it there is one node only
 * @param aquila the Aquila bridge: two octets of signal quality in front of what nodes send, node ids least significant octet
 *     first, every frame of the host acknowledged
 * @param nodeIdLength octets of a node id, 1 to 8
 */
public record ForwarderOptions(Framing framing, Crc crc, boolean envelope, boolean aquila, int nodeIdLength) {
    /** As the Aquila bridge does it. */
    public static final ForwarderOptions AQUILA = new ForwarderOptions(Framing.SLIP, Crc.XMODEM, true, true, 2);

    public ForwarderOptions {
        if (nodeIdLength < 1 || nodeIdLength > 8) {
            throw new IllegalArgumentException("A node id of " + nodeIdLength + " octets is not 1 to 8");
        }
        if (aquila && !envelope) {
            throw new IllegalArgumentException("The Aquila bridge has envelopes");
        }
    }

    /** Envelopes in these frames. */
    public static ForwarderOptions of(Framing framing, Crc crc, int nodeIdLength) {
        return new ForwarderOptions(framing, crc, true, false, nodeIdLength);
    }

    /** One node and no envelope. */
    public static ForwarderOptions bare(Framing framing, Crc crc) {
        return new ForwarderOptions(framing, crc, false, false, 2);
    }
}
