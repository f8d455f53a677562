package dev.dormouse.sim.dongle.xbee;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.dongle.Octets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The registers that AT commands read and set. What is set and not written is gone after a reset. */
final class XbeeSettings {
    static final int OK = 0;
    static final int BAD_COMMAND = 2;
    static final int BAD_PARAMETER = 3;

    private static final long OWN_EUI64 = 0x0013_A200_40A0_0000L;
    private static final long EXTENDED_PAN = 0x0000_0000_0000_1A62L;
    private static final int LONGEST_VALUE = 20;
    private static final Set<String> READ_ONLY = Set.of("HV", "VR", "SH", "SL", "NP", "AI", "OP", "OI", "MY");
    /** What only does something. */
    private static final Set<String> ACTIONS = Set.of("WR", "AC", "CN");

    private final XbeeFirmware firmware;
    private final Map<String, Bytes> written = new HashMap<>();
    private final Map<String, Bytes> values = new HashMap<>();

    /**
     * Those of a module that has never been configured, but for its mode.
     *
     * @param mode 1 or 2, 0 without frames
     * @param encrypted whether the network has security on (EE)
     */
    XbeeSettings(XbeeFirmware firmware, int mode, boolean encrypted) {
        this.firmware = firmware;
        boolean zigbee = firmware.family() == XbeeFirmware.Family.ZIGBEE;
        put("AP", octet(mode));
        put("HV", pair(firmware.hardware()));
        put("VR", pair(firmware.version()));
        put("SH", Bytes.read(new Octets().eight(OWN_EUI64).done().toByteBuf(), 4));
        put(
                "SL",
                new Octets().pair((int) (OWN_EUI64 >> 16)).pair((int) OWN_EUI64).done());
        put("MY", pair(0));
        put("ID", zigbee ? new Octets().eight(EXTENDED_PAN).done() : pair((int) EXTENDED_PAN));
        put("CH", octet(0x0B));
        put("EE", octet(encrypted ? 1 : 0));
        put("AI", octet(0));
        put("NI", Bytes.ofUtf8("GATEWAY"));
        put("BD", new Octets().pair(0).pair(3).done());
        put("SP", pair(0x20));
        put("CE", octet(1));
        if (zigbee) {
            put("OP", new Octets().eight(EXTENDED_PAN).done());
            put("OI", pair((int) EXTENDED_PAN));
            put("NJ", octet(0xFF));
        }
        if (firmware.knowsItsPayload()) {
            put("NP", pair(firmware.largestUnicast()));
            put("AO", octet(0));
        }
        written.putAll(values);
    }

    /** The value of a register, null if there is none of this name. */
    @Nullable
    Bytes value(String name) {
        return values.get(name);
    }

    /** A register of one octet; 0 if there is none of this name. */
    int number(String name) {
        Bytes value = values.get(name);
        return value == null ? 0 : value.at(value.length() - 1);
    }

    /** Sets a register as an AT command does; gives the status of the answer. */
    int set(String name, Bytes value) {
        if (!values.containsKey(name)) {
            return BAD_COMMAND;
        }
        boolean fits = value.length() <= LONGEST_VALUE
                && !READ_ONLY.contains(name)
                && switch (name) {
                    case "AP" -> value.length() == 1 && value.at(0) <= 2;
                    case "AO" -> value.length() == 1 && value.at(0) <= 3;
                    default -> true;
                };
        if (!fits) {
            return BAD_PARAMETER;
        }
        put(name, value);
        return OK;
    }

    /** Does what a command without a value does; gives the status of the answer. */
    int act(String name) {
        if (!ACTIONS.contains(name)) {
            return BAD_COMMAND;
        }
        if (name.equals("WR")) {
            written.putAll(values);
        }
        return OK;
    }

    void associated(boolean up) {
        put("AI", octet(up ? 0 : 0x22));
    }

    /** Goes back to what was written. */
    void reset() {
        values.putAll(written);
    }

    XbeeFirmware firmware() {
        return firmware;
    }

    private void put(String name, Bytes value) {
        values.put(name, value);
    }

    private static Bytes octet(int value) {
        return new Octets().octet(value).done();
    }

    private static Bytes pair(int value) {
        return new Octets().pair(value).done();
    }
}
