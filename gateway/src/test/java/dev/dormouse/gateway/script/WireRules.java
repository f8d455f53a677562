package dev.dormouse.gateway.script;

import org.jspecify.annotations.Nullable;

/** What no packet of a gateway may ever look like, whatever the situation; each datagram of each script is held against it. */
final class WireRules {
    private WireRules() {}

    static @Nullable String violation(Packet packet) {
        if (packet.isWrapped()) {
            return wrapped(packet);
        }
        if (packet.at(0) == 1 && packet.length() < 258) {
            return "a long Length on a short message (I-2)";
        }
        return switch (packet.type()) {
            case 0x00 -> sized(packet, 5);
            case 0x02 -> sized(packet, 3); // from a gateway without GwAdd (5.4.3)
            case 0x05, 0x1B, 0x1D -> code(packet, 3);
            case 0x06, 0x08, 0x17 -> sized(packet, 2);
            case 0x18 -> packet.length() == 2 ? null : "a DISCONNECT with a duration (5.4.21)";
            case 0x0A -> register(packet);
            case 0x0B, 0x0D -> code(packet, 7);
            case 0x0C -> publish(packet);
            case 0x0E, 0x0F, 0x10, 0x15 -> sized(packet, 4);
            case 0x13 -> (packet.at(2) & 0x9F) != 0 ? "flags that SUBACK does not use (I-5)" : code(packet, 8);
            default -> "a message that gateways do not send";
        };
    }

    private static @Nullable String wrapped(Packet packet) {
        if (packet.length() <= packet.at(0)) {
            return "an envelope with nothing inside (I-31)";
        }
        boolean toAll = packet.unwrapped().type() == 0x02;
        if (packet.at(2) > (toAll ? 3 : 0)) {
            return "a radius or reserved bits in the envelope of a packet to one node (I-32)";
        }
        return packet.unwrapped().isWrapped() ? "an envelope in an envelope (I-33)" : violation(packet.unwrapped());
    }

    private static @Nullable String sized(Packet packet, int octets) {
        return packet.length() == octets ? null : "not " + octets + " octets";
    }

    private static @Nullable String code(Packet packet, int octets) {
        if (packet.length() != octets) {
            return "not " + octets + " octets";
        }
        return packet.at(octets - 1) <= 3 ? null : "a reserved return code (5.3.10)";
    }

    private static @Nullable String register(Packet packet) {
        int body = packet.at(0) == 1 ? 4 : 2;
        if (packet.twoAt(body) == 0 || packet.twoAt(body) == 0xFFFF) {
            return "a reserved topic id (5.3.11)";
        }
        return packet.twoAt(body + 2) == 0 ? "MsgId 0 in a request (I-9)" : null;
    }

    private static @Nullable String publish(Packet packet) {
        int body = packet.at(0) == 1 ? 4 : 2;
        int qos = packet.at(body) >> 5 & 3;
        int msgId = packet.twoAt(body + 3);
        if (qos == 3) {
            return "QoS -1 (I-7)";
        }
        if ((packet.at(body) & 0x0C) != 0) {
            return "flags that PUBLISH does not use (I-5)";
        }
        if (qos == 0) {
            return msgId == 0 && (packet.at(body) & 0x80) == 0 ? null : "MsgId or DUP at QoS 0 (5.4.12)";
        }
        return msgId == 0 ? "MsgId 0 in a request (I-9)" : null;
    }
}
