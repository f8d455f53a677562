package dev.dormouse.sim.dongle.ble;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.dongle.NodeAddress;
import dev.dormouse.sim.dongle.Octets;

/** What peripherals and beacons advertise. */
final class Advertising {
    private static final int CONNECTABLE = 0;
    private static final int NOT_CONNECTABLE = 3;
    private static final int SCAN_RESPONSE = 4;
    private static final int RSSI = -50;
    private static final int BEACON_RSSI = -60;
    /** Flags, and the complete list of 128-bit services: the Nordic UART. */
    private static final Bytes NUS = Bytes.ofHex("02010611079ECADC240EE5A9E093F3A3B50100406E");

    private static final long FIRST_BEACON = 0xC0DB_7E7E_0001L;
    private static final int COMPLETE_NAME = 0x09;
    private static final int MANUFACTURER = 0xFF;
    private static final int NO_COMPANY = 0xFFFF;

    private Advertising() {}

    static Bytes peripheral(NodeAddress node) {
        return Events.advertisement(CONNECTABLE, node.ble(), NUS, RSSI);
    }

    /** The answer of a peripheral to an active scan: its name. */
    static Bytes name(NodeAddress node) {
        Bytes name = Bytes.ofUtf8("dm-%04x".formatted(node.ble() & 0xFFFF));
        Bytes data = new Octets()
                .octet(1 + name.length())
                .octet(COMPLETE_NAME)
                .bytes(name)
                .done();
        return Events.advertisement(SCAN_RESPONSE, node.ble(), data, RSSI);
    }

    /** A message that a beacon publishes at QoS -1 without a connection. */
    static Bytes beacon(int index, Bytes message) {
        Bytes data = new Octets()
                .bytes(Bytes.ofHex("020104"))
                .octet(3 + message.length())
                .octet(MANUFACTURER)
                .pairLow(NO_COMPANY)
                .bytes(message)
                .done();
        return Events.advertisement(NOT_CONNECTABLE, FIRST_BEACON + index, data, BEACON_RSSI);
    }
}
