package dev.dormouse.uplink.mqtt;

import dev.dormouse.uplink.ReasonCode;

/** What reason codes mean for a connection, and the words of MQTT 3.1.1 in those of MQTT 5. */
final class ReasonCodes {
    private static final ReasonCode NORMAL_DISCONNECTION = ReasonCode.SUCCESS;
    private static final ReasonCode KEEP_ALIVE_TIMEOUT = new ReasonCode(0x8D);

    private ReasonCodes() {}

    /** The return code of a CONNACK; 1 to 5 are those of MQTT 3.1.1 (§3.2.2.3), which MQTT 5 does not use. */
    static ReasonCode ofConnAck(int code) {
        return switch (code) {
            case 1 -> ReasonCode.UNSUPPORTED_PROTOCOL_VERSION;
            case 2 -> ReasonCode.CLIENT_IDENTIFIER_NOT_VALID;
            case 3 -> ReasonCode.SERVER_UNAVAILABLE;
            case 4 -> ReasonCode.BAD_USER_NAME_OR_PASSWORD;
            case 5 -> ReasonCode.NOT_AUTHORIZED;
            default -> new ReasonCode(code & 0xFF);
        };
    }

    /** Whether coming back after this DISCONNECT or failed reconnection makes sense. */
    static boolean allowsReturn(ReasonCode reason) {
        return reason.isTemporary()
                || reason.equals(NORMAL_DISCONNECTION)
                || reason.equals(KEEP_ALIVE_TIMEOUT)
                || reason.equals(ReasonCode.UNSPECIFIED_ERROR)
                || reason.equals(ReasonCode.IMPLEMENTATION_SPECIFIC_ERROR);
    }
}
