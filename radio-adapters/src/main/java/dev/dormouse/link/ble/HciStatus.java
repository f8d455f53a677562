package dev.dormouse.link.ble;

/** The errors of controllers that matter to this host (Bluetooth Core Vol 1 Part F). */
final class HciStatus {
    static final int SUCCESS = 0x00;
    static final int UNKNOWN_CONNECTION = 0x02;
    static final int CONNECTION_LIMIT = 0x09;
    static final int ALREADY_CONNECTED = 0x0B;

    private HciStatus() {}

    /** For people. */
    static String text(int status) {
        return switch (status) {
            case SUCCESS -> "ok";
            case UNKNOWN_CONNECTION -> "unknown connection";
            case 0x05 -> "authentication failed";
            case 0x08 -> "not heard for too long";
            case CONNECTION_LIMIT -> "no more connections possible";
            case ALREADY_CONNECTED -> "connected already";
            case 0x0C -> "not possible now";
            case 0x12 -> "invalid parameters";
            case 0x13 -> "ended by the node";
            case 0x15 -> "the node was switched off";
            case 0x16 -> "ended by the gateway";
            case 0x3E -> "could not be established";
            default -> String.format("error 0x%02x", status);
        };
    }
}
