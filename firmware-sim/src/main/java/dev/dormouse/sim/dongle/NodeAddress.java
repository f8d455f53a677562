package dev.dormouse.sim.dongle;

import dev.dormouse.codec.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * The names of one node, each radio uses its own: an EUI-64, the 16-bit address of the moment, or a Bluetooth address.
 *
 * @param eui64 most significant octet first
 * @param short16 0 to 0xFFF7
 * @param ble 48 bits, most significant first; a static random address
 */
public record NodeAddress(long eui64, int short16, long ble) {
    private static final long FIRST_EUI64 = 0x0013_A200_40B0_0001L;
    /** The octets that framings escape come early. */
    private static final int FIRST_SHORT = 0x7D01;

    private static final long FIRST_BLE = 0xC0DB_7E7D_1101L;

    /** How many there can be in a simulation. */
    public static final int MOST = 0x8000;

    /**
     * The names of the n-th node of a simulation.
     *
     * @param index 0 to 32767
     */
    public static NodeAddress numbered(int index) {
        if (index < 0 || index >= MOST) {
            throw new IllegalArgumentException("Node " + index + " is not 0 to " + (MOST - 1));
        }
        return new NodeAddress(FIRST_EUI64 + index, FIRST_SHORT + index, FIRST_BLE + index);
    }

    /** The last octets of the EUI-64 as an id of a forwarder, 1 to 8 octets; of two octets it is the 16-bit address. */
    public Bytes nodeId(int length) {
        ByteBuf octets = Unpooled.buffer(Long.BYTES);
        if (length == 2) {
            octets.writeShort(short16);
        } else {
            octets.writeLong(eui64).skipBytes(Long.BYTES - length);
        }
        return Bytes.read(octets, length);
    }

    @Override
    public String toString() {
        return "%016X".formatted(eui64);
    }
}
