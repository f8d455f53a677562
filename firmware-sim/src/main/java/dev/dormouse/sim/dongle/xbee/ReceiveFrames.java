package dev.dormouse.sim.dongle.xbee;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.dongle.NodeAddress;
import dev.dormouse.sim.dongle.Octets;

/** What a module tells its host of its nodes: data (frames 90, 91, 80 and 81) and who they are (95). */
final class ReceiveFrames {
    private static final int ACKNOWLEDGED = 0x01;
    private static final int BROADCAST = 0x02;
    private static final int RSSI = 40;

    private final XbeeSettings settings;
    private final boolean shortSources;

    ReceiveFrames(XbeeSettings settings, boolean shortSources) {
        this.settings = settings;
        this.shortSources = shortSources;
    }

    Bytes data(NodeAddress from, Bytes datagram, boolean broadcast) {
        Octets out = new Octets();
        if (settings.firmware().family() == XbeeFirmware.Family.IEEE_802_15_4) {
            if (shortSources) {
                out.octet(0x81).pair(from.short16());
            } else {
                out.octet(0x80).eight(from.eui64());
            }
            return out.octet(RSSI)
                    .octet(broadcast ? BROADCAST : 0)
                    .bytes(datagram)
                    .done();
        }
        int options = broadcast ? BROADCAST : ACKNOWLEDGED;
        int source = settings.firmware().family() == XbeeFirmware.Family.DIGIMESH
                ? Transmission.UNKNOWN_SHORT
                : from.short16();
        boolean explicit = settings.number("AO") != 0;
        out.octet(explicit ? 0x91 : 0x90).eight(from.eui64()).pair(source);
        if (explicit) {
            out.bytes(Transmission.PLAIN_DATA);
        }
        return out.octet(options).bytes(datagram).done();
    }

    /** A node has joined the network. */
    Bytes identification(NodeAddress node) {
        return new Octets()
                .octet(0x95)
                .eight(node.eui64())
                .pair(node.short16())
                .octet(BROADCAST)
                .pair(node.short16())
                .eight(node.eui64())
                .bytes(Bytes.ofUtf8("NODE"))
                .octet(0)
                .pair(Transmission.UNKNOWN_SHORT)
                .octet(1)
                .octet(2)
                .pair(Transmission.DATA_PROFILE)
                .pair(0x101E)
                .done();
    }
}
