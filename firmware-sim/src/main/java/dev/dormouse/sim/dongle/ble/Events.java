package dev.dormouse.sim.dongle.ble;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.dongle.Octets;

/** The events of a controller as they stand on the line (Bluetooth Core Vol 4 Part E §7.7). */
final class Events {
    private static final int DISCONNECTION_COMPLETE = 0x05;
    private static final int COMMAND_COMPLETE = 0x0E;
    private static final int COMMAND_STATUS = 0x0F;
    private static final int HARDWARE_ERROR = 0x10;
    private static final int COMPLETED_PACKETS = 0x13;
    private static final int LE_META = 0x3E;
    private static final int RANDOM_ADDRESS = 1;

    private Events() {}

    /** The answer to a command: status and what it returns. */
    static Bytes commandComplete(int opcode, Bytes returned) {
        return event(
                COMMAND_COMPLETE,
                new Octets().octet(1).pairLow(opcode).bytes(returned).done());
    }

    static Bytes commandStatus(int opcode, int status) {
        return event(
                COMMAND_STATUS,
                new Octets().octet(status).octet(1).pairLow(opcode).done());
    }

    static Bytes hardwareError() {
        return event(HARDWARE_ERROR, Bytes.of((byte) 0x42));
    }

    static Bytes disconnected(int handle, int reason) {
        return event(
                DISCONNECTION_COMPLETE,
                new Octets().octet(0).pairLow(handle).octet(reason).done());
    }

    static Bytes completed(int handle, int packets) {
        return event(
                COMPLETED_PACKETS,
                new Octets().octet(1).pairLow(handle).pairLow(packets).done());
    }

    /** A connection is there, or with another status than 0 is not. */
    static Bytes connected(int status, int handle, long peer) {
        boolean made = status == 0;
        return event(
                LE_META,
                new Octets()
                        .octet(0x01)
                        .octet(status)
                        .pairLow(handle)
                        .octet(0)
                        .octet(RANDOM_ADDRESS)
                        .sixLow(peer)
                        .pairLow(made ? 24 : 0)
                        .pairLow(made ? 4 : 0)
                        .pairLow(made ? 400 : 0)
                        .octet(0)
                        .done());
    }

    static Bytes connectionUpdated(int handle) {
        return event(
                LE_META,
                new Octets()
                        .octet(0x03)
                        .octet(0)
                        .pairLow(handle)
                        .pairLow(24)
                        .pairLow(4)
                        .pairLow(400)
                        .done());
    }

    static Bytes remoteFeatures(int handle) {
        return event(
                LE_META,
                new Octets().octet(0x04).octet(0).pairLow(handle).eightLow(0).done());
    }

    /**
     * Something was heard while scanning.
     *
     * @param type 0 connectable, 3 not connectable, 4 an answer to a scan
     * @param rssi dBm
     */
    static Bytes advertisement(int type, long address, Bytes data, int rssi) {
        return event(
                LE_META,
                new Octets()
                        .octet(0x02)
                        .octet(1)
                        .octet(type)
                        .octet(RANDOM_ADDRESS)
                        .sixLow(address)
                        .octet(data.length())
                        .bytes(data)
                        .octet(rssi)
                        .done());
    }

    private static Bytes event(int code, Bytes parameters) {
        return new Octets()
                .octet(H4.EVENT)
                .octet(code)
                .octet(parameters.length())
                .bytes(parameters)
                .done();
    }
}
