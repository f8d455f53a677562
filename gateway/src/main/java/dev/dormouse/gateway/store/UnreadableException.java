package dev.dormouse.gateway.store;

/** Something in the store is not what this version of the program writes. */
final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableException(String message) {
        super(message);
    }
}
