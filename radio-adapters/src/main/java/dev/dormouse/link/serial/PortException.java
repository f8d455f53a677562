package dev.dormouse.link.serial;

/** A serial port that cannot be opened; the message names the device, the reason and what to do. */
final class PortException extends Exception {
    private static final long serialVersionUID = 1L;

    PortException(String message) {
        super(message);
    }
}
