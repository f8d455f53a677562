package dev.dormouse.sim.dongle.znp;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.dongle.Air;
import dev.dormouse.sim.dongle.NodeAddress;
import dev.dormouse.sim.dongle.Octets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The network as its coordinator knows it, and the answers to the questions about it. */
final class ZigbeeNetwork {
    static final long OWN_EUI64 = 0x0012_4B00_2A0B_0C0DL;

    private static final int PAN = 0x1A62;
    private static final int CHANNEL = 11;
    /** Of the device states: not started, started as coordinator. */
    private static final int HOLD = 0;

    private static final int COORDINATOR = 9;
    private static final int LARGEST_ASSOCIATED = 32;

    private final Set<Integer> endpoints = new HashSet<>();
    private boolean formed;
    private boolean up;

    ZigbeeNetwork(boolean formed) {
        this.formed = formed;
    }

    boolean up() {
        return up;
    }

    boolean formed() {
        return formed;
    }

    void form() {
        formed = true;
        up = true;
    }

    /** A reset: the network can be restored, but endpoints are forgotten. */
    void reset() {
        up = false;
        endpoints.clear();
    }

    /** False if there is one of this number. */
    boolean register(int endpoint) {
        return endpoints.add(endpoint);
    }

    boolean isRegistered(int endpoint) {
        return endpoints.contains(endpoint);
    }

    void delete(int endpoint) {
        endpoints.remove(endpoint);
    }

    int state() {
        return up ? COORDINATOR : HOLD;
    }

    /** UTIL_GET_DEVICE_INFO. */
    Bytes deviceInfo(Air air) {
        List<NodeAddress> nodes = air.nodes();
        List<NodeAddress> told = nodes.subList(0, Math.min(nodes.size(), LARGEST_ASSOCIATED));
        Octets out =
                new Octets().octet(0).eightLow(OWN_EUI64).pairLow(0).octet(7).octet(state());
        out.octet(told.size());
        told.forEach(node -> out.pairLow(node.short16()));
        return out.done();
    }

    /** ZDO_EXT_NWK_INFO. */
    Bytes info() {
        return new Octets()
                .pairLow(0)
                .octet(state())
                .pairLow(up ? PAN : 0xFFFF)
                .pairLow(0)
                .eightLow(OWN_EUI64)
                .eightLow(0)
                .octet(up ? CHANNEL : 0)
                .done();
    }
}
