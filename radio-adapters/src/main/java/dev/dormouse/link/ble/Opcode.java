package dev.dormouse.link.ble;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The commands this host knows, by their number: group in the upper six bits, command in the lower ten (Vol 4 Part E §5.4.1). */
enum Opcode {
    DISCONNECT(0x0406),
    SET_EVENT_MASK(0x0C01),
    RESET(0x0C03),
    READ_LOCAL_VERSION(0x1001),
    READ_BUFFER_SIZE(0x1005),
    READ_BD_ADDR(0x1009),
    LE_SET_EVENT_MASK(0x2001),
    LE_READ_BUFFER_SIZE(0x2002),
    LE_SET_RANDOM_ADDRESS(0x2005),
    LE_SET_SCAN_PARAMETERS(0x200B),
    LE_SET_SCAN_ENABLE(0x200C),
    LE_CREATE_CONNECTION(0x200D),
    LE_CREATE_CONNECTION_CANCEL(0x200E),
    LE_CONNECTION_UPDATE(0x2013),
    LE_WRITE_SUGGESTED_DATA_LENGTH(0x2024);

    private static final Map<Integer, Opcode> BY_CODE = new HashMap<>();

    static {
        for (Opcode opcode : values()) {
            BY_CODE.put(opcode.code, opcode);
        }
    }

    private final int code;

    Opcode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static @Nullable Opcode of(int code) {
        return BY_CODE.get(code);
    }

    /** For people. */
    static String text(int code) {
        Opcode known = of(code);
        return known == null ? String.format("0x%04x", code) : known.name();
    }
}
