package dev.dormouse.link.xbee;

/** What a module speaks on the air; its firmware decides. */
enum XBeeProtocol {
    ZIGBEE("ZigBee"),
    DIGI_MESH("DigiMesh"),
    IEEE_802_15_4("802.15.4");

    private final String text;

    XBeeProtocol(String text) {
        this.text = text;
    }

    /**
     * The protocol of a module.
     *
     * @param hardware parameter HV, whose high octet is the kind of hardware
     * @param firmware parameter VR
     */
    static XBeeProtocol of(long hardware, long firmware) {
        return switch ((int) (hardware >> 8)) {
            case 0x17, 0x18 -> firmware >> 12 == 0x8 ? DIGI_MESH : IEEE_802_15_4; // S1
            case 0x21, 0x22, 0x2D, 0x2E, 0x30 -> secondGeneration(firmware); // S2C
            case 0x41, 0x42 -> thirdGeneration(firmware); // XBee 3
            default -> ZIGBEE;
        };
    }

    /** Firmware of the S2C: 20xx 802.15.4, 40xx ZigBee, 90xx DigiMesh. */
    private static XBeeProtocol secondGeneration(long firmware) {
        return switch ((int) (firmware >> 12)) {
            case 0x2 -> IEEE_802_15_4;
            case 0x9 -> DIGI_MESH;
            default -> ZIGBEE;
        };
    }

    /** Firmware of the XBee 3: 1xxx ZigBee, 2xxx 802.15.4, 3xxx DigiMesh. */
    private static XBeeProtocol thirdGeneration(long firmware) {
        return switch ((int) (firmware >> 12)) {
            case 0x2 -> IEEE_802_15_4;
            case 0x3 -> DIGI_MESH;
            default -> ZIGBEE;
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
