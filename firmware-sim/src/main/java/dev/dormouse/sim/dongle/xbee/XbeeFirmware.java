package dev.dormouse.sim.dongle.xbee;

import java.util.Locale;

/** Modules and firmware that differ in what a driver has to know. */
public enum XbeeFirmware {
    ZIGBEE_S2C(0x2E44, 0x4061, Family.ZIGBEE),
    ZIGBEE_3(0x4147, 0x100A, Family.ZIGBEE),
    IEEE_802_15_4_S1(0x1746, 0x10EF, Family.IEEE_802_15_4),
    IEEE_802_15_4_S2C(0x2E44, 0x2003, Family.IEEE_802_15_4),
    DIGIMESH_S1(0x1744, 0x8073, Family.DIGIMESH),
    DIGIMESH_3(0x4147, 0x300A, Family.DIGIMESH);

    private final int hardware;
    private final int version;
    private final Family family;

    /** How a firmware addresses and answers. */
    enum Family {
        ZIGBEE,
        IEEE_802_15_4,
        DIGIMESH
    }

    XbeeFirmware(int hardware, int version, Family family) {
        this.hardware = hardware;
        this.version = version;
        this.family = family;
    }

    /** The answer to HV. */
    int hardware() {
        return hardware;
    }

    /** The answer to VR. */
    int version() {
        return version;
    }

    Family family() {
        return family;
    }

    /** Whether it can say how much it carries (NP); the first generation of 802.15.4 cannot. */
    boolean knowsItsPayload() {
        return this != IEEE_802_15_4_S1;
    }

    /** Octets of a unicast. */
    int largestUnicast() {
        return switch (family) {
            case ZIGBEE -> 255;
            case IEEE_802_15_4 -> 100;
            case DIGIMESH -> 73;
        };
    }

    /** Octets of a broadcast, which is never cut into fragments. */
    int largestBroadcast(boolean encrypted) {
        return family == Family.ZIGBEE ? encrypted ? 74 : 92 : largestUnicast();
    }

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
