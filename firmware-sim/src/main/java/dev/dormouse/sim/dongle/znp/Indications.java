package dev.dormouse.sim.dongle.znp;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.dongle.NodeAddress;
import dev.dormouse.sim.dongle.Octets;
import org.jspecify.annotations.Nullable;

/** What a coordinator says without being asked. */
final class Indications {
    private static final int SYS_RESET = 0x4180;
    private static final int AF_DATA_CONFIRM = 0x4480;
    private static final int AF_INCOMING = 0x4481;
    private static final int ZDO_NWK_ADDRESS = 0x4580;
    private static final int ZDO_IEEE_ADDRESS = 0x4581;
    private static final int ZDO_PERMIT_JOIN_ANSWER = 0x45B6;
    private static final int ZDO_STATE_CHANGE = 0x45C0;
    private static final int ZDO_DEVICE_ANNOUNCED = 0x45C1;
    private static final int ZDO_TRUST_CENTER_DEVICE = 0x45CA;
    private static final int NOT_FOUND = 0x81;
    private static final int SLEEPY_END_DEVICE = 0x80;
    private static final int LINK_QUALITY = 110;
    private static final int RADIUS_LEFT = 29;

    private Indications() {}

    /** The firmware has started. */
    static MtFrame reset(ZStack firmware) {
        Octets out = new Octets().octet(0).octet(2).octet(firmware.product());
        return MtFrame.of(SYS_RESET, out.octet(2).octet(7).octet(1).done());
    }

    static MtFrame stateChange(int state) {
        return MtFrame.of(ZDO_STATE_CHANGE, new Octets().octet(state).done());
    }

    static MtFrame confirm(int status, int endpoint, int transaction) {
        return MtFrame.of(
                AF_DATA_CONFIRM,
                new Octets().octet(status).octet(endpoint).octet(transaction).done());
    }

    /** A node is let in by the trust centre. */
    static MtFrame joined(NodeAddress node) {
        return MtFrame.of(
                ZDO_TRUST_CENTER_DEVICE,
                new Octets()
                        .pairLow(node.short16())
                        .eightLow(node.eui64())
                        .pairLow(0)
                        .done());
    }

    /** A node says which addresses it has. */
    static MtFrame announced(NodeAddress node) {
        return MtFrame.of(
                ZDO_DEVICE_ANNOUNCED,
                new Octets()
                        .pairLow(node.short16())
                        .pairLow(node.short16())
                        .eightLow(node.eui64())
                        .octet(SLEEPY_END_DEVICE)
                        .done());
    }

    /** The answer of the air to a question for an address; null is nobody. */
    static MtFrame address(boolean byShort, @Nullable NodeAddress node, long asked) {
        Octets out = new Octets();
        if (node == null) {
            out.octet(NOT_FOUND).eightLow(byShort ? 0 : asked).pairLow(byShort ? (int) asked : 0);
        } else {
            out.octet(0).eightLow(node.eui64()).pairLow(node.short16());
        }
        return MtFrame.of(
                byShort ? ZDO_IEEE_ADDRESS : ZDO_NWK_ADDRESS,
                out.octet(0).octet(0).done());
    }

    static MtFrame permitJoinAnswer() {
        return MtFrame.of(
                ZDO_PERMIT_JOIN_ANSWER, new Octets().pairLow(0).octet(0).done());
    }

    /** A datagram of a node; behind it the three octets that no document names. */
    static MtFrame incoming(
            NodeAddress from, int endpoint, int cluster, boolean broadcast, long millis, int sequence, Bytes datagram) {
        return MtFrame.of(
                AF_INCOMING,
                new Octets()
                        .pairLow(0)
                        .pairLow(cluster)
                        .pairLow(from.short16())
                        .octet(endpoint)
                        .octet(endpoint)
                        .octet(broadcast ? 1 : 0)
                        .octet(LINK_QUALITY)
                        .octet(0)
                        .quadLow(millis)
                        .octet(sequence)
                        .octet(datagram.length())
                        .bytes(datagram)
                        .pairLow(from.short16())
                        .octet(RADIUS_LEFT)
                        .done());
    }
}
