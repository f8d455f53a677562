package dev.dormouse.gateway.store;

/** The store cannot be opened, and an operator has to see to it. */
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1L;

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
