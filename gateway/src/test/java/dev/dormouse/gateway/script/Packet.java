package dev.dormouse.gateway.script;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A datagram of MQTT-SN 1.2, with what a script may want to change about it. Immutable; equal when all octets are. */
final class Packet {
    private static final String[] NAMES = {
        "ADVERTISE", "SEARCHGW", "GWINFO", "0x03", "CONNECT", "CONNACK", "WILLTOPICREQ", "WILLTOPIC",
        "WILLMSGREQ", "WILLMSG", "REGISTER", "REGACK", "PUBLISH", "PUBACK", "PUBCOMP", "PUBREC",
        "PUBREL", "0x11", "SUBSCRIBE", "SUBACK", "UNSUBSCRIBE", "UNSUBACK", "PINGREQ", "PINGRESP",
        "DISCONNECT", "0x19", "WILLTOPICUPD", "WILLTOPICRESP", "WILLMSGUPD", "WILLMSGRESP"
    };

    private final byte[] octets;

    private Packet(byte[] octets) {
        this.octets = octets;
    }

    static Packet of(byte[] octets) {
        return new Packet(octets.clone());
    }

    static Packet ofHex(String hex) {
        return new Packet(HexFormat.of().parseHex(hex));
    }

    byte[] octets() {
        return octets.clone();
    }

    int at(int index) {
        return octets[index] & 0xFF;
    }

    int length() {
        return octets.length;
    }

    int twoAt(int index) {
        return at(index) << 8 | at(index + 1);
    }

    private int header() {
        return octets.length > 3 && at(0) == 1 ? 4 : 2;
    }

    /** The message type, or -1 where there is none. */
    int type() {
        return octets.length < header() ? -1 : at(header() - 1);
    }

    // ---- the flags octet (1.2 section 5.3.4), which follows the header wherever there is one ----

    Packet dup() {
        return flag(0x80);
    }

    Packet qos(int qos) {
        return flag((qos & 3) << 5);
    }

    Packet retain() {
        return flag(0x10);
    }

    Packet will() {
        return flag(0x08);
    }

    Packet clean() {
        return flag(0x04);
    }

    private Packet flag(int bits) {
        byte[] changed = octets.clone();
        changed[header()] |= (byte) bits;
        return new Packet(changed);
    }

    /** For CONNECT: the keep-alive time. */
    Packet keepAlive(int seconds) {
        byte[] changed = octets.clone();
        changed[header() + 2] = (byte) (seconds >> 8);
        changed[header() + 3] = (byte) seconds;
        return new Packet(changed);
    }

    /** For CONNECT: the protocol id. */
    Packet protocol(int id) {
        byte[] changed = octets.clone();
        changed[header() + 1] = (byte) id;
        return new Packet(changed);
    }

    /** What a forwarder makes of this packet for one of its nodes, or hears for it (1.2 section 5.5). */
    Packet inEnvelope(int ctrl, String nodeIdHex) {
        byte[] id = HexFormat.of().parseHex(nodeIdHex);
        byte[] wrapped = new byte[3 + id.length + octets.length];
        wrapped[0] = (byte) (3 + id.length);
        wrapped[1] = (byte) 0xFE;
        wrapped[2] = (byte) ctrl;
        System.arraycopy(id, 0, wrapped, 3, id.length);
        System.arraycopy(octets, 0, wrapped, 3 + id.length, octets.length);
        return new Packet(wrapped);
    }

    boolean isWrapped() {
        return octets.length > 3 && at(0) > 3 && at(1) == 0xFE;
    }

    /** What is in the envelope. */
    Packet unwrapped() {
        return new Packet(Arrays.copyOfRange(octets, at(0), octets.length));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Packet packet && Arrays.equals(octets, packet.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        int type = type();
        if (isWrapped() && at(0) < octets.length) {
            return "for node " + HexFormat.of().formatHex(octets, 3, at(0)) + ": " + unwrapped();
        }
        String name = type >= 0 && type < NAMES.length ? NAMES[type] : "?";
        String hex = HexFormat.of().formatHex(octets, 0, Math.min(octets.length, 64));
        return name + " " + hex + (octets.length > 64 ? "… (" + octets.length + " octets)" : "");
    }
}
