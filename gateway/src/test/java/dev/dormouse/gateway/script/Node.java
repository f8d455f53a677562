package dev.dormouse.gateway.script;

/** A node that speaks and hears through a forwarder; what it hears has to be in its envelope. */
final class Node {
    private final Script.Station forwarder;
    private final String id;

    /**
     * A node.
     *
     * @param id its node id, 1 to 252 octets in hexadecimal digits
     */
    Node(Script.Station forwarder, String id) {
        this.forwarder = forwarder;
        this.id = id;
    }

    void says(Packet... packets) {
        for (Packet packet : packets) {
            forwarder.says(packet.inEnvelope(0, id));
        }
    }

    void hears(Packet... packets) {
        for (Packet packet : packets) {
            forwarder.hears(packet.inEnvelope(0, id));
        }
    }
}
