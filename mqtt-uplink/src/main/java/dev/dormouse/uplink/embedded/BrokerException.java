package dev.dormouse.uplink.embedded;

/** The embedded broker cannot start as configured. The message is a whole sentence for the operator. */
public final class BrokerException extends Exception {
    BrokerException(String message) {
        super(message);
    }

    BrokerException(String message, Throwable cause) {
        super(message, cause);
    }
}
