package dev.dormouse.link.xbee;

import dev.dormouse.link.zigbee.Eui64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** What a module has said about itself: the values of its parameters by name; those it does not know are missing. */
record XBeeModule(Map<String, AtResponse> parameters) {
    /** What to ask, in this order; the first tells how to read the others. */
    static final List<String> QUESTIONS =
            List.of("AP", "HV", "VR", "SH", "SL", "MY", "ID", "CH", "NP", "EE", "AO", "AI");

    private static final int LARGEST = 255;

    XBeeModule {
        parameters = Map.copyOf(parameters);
    }

    XBeeProtocol protocol() {
        return XBeeProtocol.of(number("HV", 0), number("VR", 0));
    }

    Eui64 eui64() {
        return new Eui64((number("SH", 0) << 32) | number("SL", 0));
    }

    /** Whether received data come with the application they belong to. */
    boolean tellsApplication() {
        return number("AO", 0) != 0;
    }

    boolean isJoined() {
        return number("AI", 0) == 0;
    }

    private boolean isEncrypted() {
        return number("EE", 0) != 0;
    }

    /** The most octets to one node. */
    int largestDatagram() {
        int fallback =
                switch (protocol()) {
                    case ZIGBEE -> isEncrypted() ? 66 : 84;
                    case DIGI_MESH -> 73;
                    case IEEE_802_15_4 -> isEncrypted() ? 95 : 100;
                };
        long told = number("NP", 0);
        return told == 0 ? fallback : (int) Math.min(told, LARGEST);
    }

    /** The most octets to everyone: ZigBee does not cut broadcasts into fragments. */
    int largestBroadcast() {
        return protocol() == XBeeProtocol.ZIGBEE ? isEncrypted() ? 74 : 92 : largestDatagram();
    }

    /** The module and its network, for people. */
    String description() {
        HexFormat hex = HexFormat.of().withUpperCase();
        return "XBee " + eui64().text() + ", " + protocol() + " firmware "
                + hex.toHexDigits((short) number("VR", 0)) + ", network " + Long.toHexString(number("ID", 0))
                + ", channel "
                + number("CH", 0) + ", datagrams up to " + largestDatagram() + " octets";
    }

    private long number(String name, long otherwise) {
        AtResponse parameter = parameters.get(name);
        return parameter == null ? otherwise : parameter.number();
    }
}
